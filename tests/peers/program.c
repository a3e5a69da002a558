/* program.c - the three screens as a program beside the other peers: `test-peers-three --run RUN`.
 *
 * The window's line to core is there too, with the thread it costs: this program listens at core's place and never
 * answers, so the line says hello, stands, and is silent - a core with nothing to show. */
#include "three.h"

#include <stdlib.h>
#include <sys/stat.h>

static int listen_as_core(const struct site *site)
{
    mkdir(site_path(site, "run"), 0700);
    mkdir(site_path(site, "run/ui.three"), 0700);
    return wire_listen(wire_path(site->run, "ui.three"));
}

int main(int argc, char **argv)
{
    static struct window window;
    static struct site site;
    site_start(&site, argc, argv, "test-peers-three --run RUN");
    if (listen_as_core(&site) < 0 || window_open(&window, &site, &three_face, false) < 0)
        return EXIT_FAILURE;
    window_run(&window);
}
