/* anjungan-office - the back office that receives letters, answers looks and makes bills. Its listening socket comes
 * from the supervisor. */
#include "base/guard.h"
#include "office/office.h"

int main(int argc, char **argv)
{
    struct site site;
    struct office office;
    site_start(&site, argc, argv, "usage: anjungan-office --run RUN");
    if (guard_listen_fds() != 1)
        die("the office wants exactly one listening socket (LISTEN_FDS); `anjungan up` hands it over");
    office_open(&office, &site, 3);
    int code = office_run(&office);
    office_close(&office);
    site_free(&site);
    return code == OK ? 0 : 1;
}
