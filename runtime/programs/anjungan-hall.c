/* anjungan-hall - numbers, calls and the board of one building. Its listening socket comes from the supervisor. */
#include "base/guard.h"
#include "hall/hall.h"

int main(int argc, char **argv)
{
    struct site site;
    struct hall hall;
    site_start(&site, argc, argv, "usage: anjungan-hall --run RUN");
    if (guard_listen_fds() != 1)
        die("the hall wants exactly one listening socket (LISTEN_FDS); `anjungan up` hands it over");
    hall_open(&hall, &site, 3);
    int code = hall_run(&hall);
    hall_close(&hall);
    site_free(&site);
    return code == OK ? 0 : 1;
}
