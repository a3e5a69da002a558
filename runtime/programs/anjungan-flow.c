/* anjungan-flow - the nursery of the processes that run services: one locked child a citizen. */
#include "flow/nursery.h"

int main(int argc, char **argv)
{
    struct site site;
    site_start(&site, argc, argv, "usage: anjungan-flow --run FOLDER");
    int code = nursery_run(&site);
    site_free(&site);
    turn_end();
    return code < 0 ? 1 : 0;
}
