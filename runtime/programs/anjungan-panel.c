/* anjungan-panel - a window beside a kiosk on a desk that plays the people and the devices around it: `anjungan-panel
 * --run RUN`; or `--desktop`, which prints how large the display is. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "panel/panel.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `anjungan` lies beside the panel. */
static char *find_command(void)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    must(n > 0);
    path[n] = 0;
    *strrchr(path, '/') = 0;
    return make_text(turn_text("%s/anjungan", path));
}

static int print_desktop(void)
{
    SDL_DisplayMode mode;
    if (SDL_GetDesktopDisplayMode(0, &mode) < 0)
        return 1;
    printf("%d %d\n", mode.w, mode.h);
    return 0;
}

static int run(int argc, char **argv)
{
    struct site site;
    site_start(&site, argc, argv, "usage: anjungan-panel --run RUN   (or --desktop: print the size of the display)");
    char *command = find_command();
    int code = panel_run(&site, command);
    free(command);
    site_free(&site);
    return code == OK ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool desktop = argc == 2 && strcmp(argv[1], "--desktop") == 0;
    guard_start();
    if (SDL_Init(SDL_INIT_VIDEO) < 0)
        return fprintf(stderr, "anjungan-panel: no display: %s\n", SDL_GetError()), 1;
    int code = desktop ? print_desktop() : run(argc, argv);
    SDL_Quit();
    turn_end();
    return code;
}
