/* glass.c - see glass.h. The file is an X window dump: a header of big-endian words, colours, rows of pixels. */
#define _GNU_SOURCE
#include "bench/glass.h"

#include "bench/program.h"
#include "bench/stats.h"
#include "up/hidden.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WORD_HEADER = 0, /* where the words of the header stand */
    WORD_WIDTH = 4,
    WORD_HEIGHT = 5,
    WORD_BITS = 11,
    WORD_STRIDE = 12,
    WORD_COLOURS = 19,
    COLOUR_BYTES = 12,
    SMALL_ROWS = 300, /* an area of so many rows is looked at whole */
    LARGE_STEP = 8,
    LOOK_US = 50,
    WATCH_US = 300,
    START_TRIES = 5,
    EXACT_NS = 1000 /* sleeps end when they should */
};

struct glass {
    struct program server;
    char name[16];
    unsigned char *map;
    size_t n_map;
    const unsigned char *pixels;
    int width, height, stride;
};

/* The server picks a free number and says it by -displayfd. */
static int start_server(struct glass *glass, const char *folder, int width, int height)
{
    int ends[2];
    if (pipe2(ends, 0) < 0)
        return fail_errno("pipe");
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    const char *const arguments[] = {"Xvfb",      "-displayfd", turn_text("%d", ends[1]),
                                     "-screen",   "0",          turn_text("%dx%dx24", width, height),
                                     "-nolisten", "tcp",        "-noreset",
                                     "-nocursor", "-s",         "0",
                                     "-fbdir",    folder,       NULL};
    int code = program_start(&glass->server, arguments, -1);
    close(ends[1]);
    char number[8];
    bool there = code == OK && hidden_number(ends[0], number, sizeof number);
    close(ends[0]);
    if (!there)
        return fail(E_GONE, "Xvfb did not start; it is in the Debian package xvfb");
    snprintf(glass->name, sizeof glass->name, ":%s", number);
    return OK;
}

static int map_picture(struct glass *glass, const char *folder)
{
    const char *path = turn_text("%s/Xvfb_screen0", folder);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat is;
    if (fd < 0 || fstat(fd, &is) < 0)
        return fail_errno("%s", path);
    glass->n_map = (size_t)is.st_size;
    glass->map = mmap(NULL, glass->n_map, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (glass->map == MAP_FAILED) {
        glass->map = NULL;
        return fail_errno("map %s", path);
    }
    const uint32_t *word = (const uint32_t *)(const void *)glass->map;
    glass->width = (int)ntohl(word[WORD_WIDTH]);
    glass->height = (int)ntohl(word[WORD_HEIGHT]);
    glass->stride = (int)ntohl(word[WORD_STRIDE]);
    glass->pixels = glass->map + ntohl(word[WORD_HEADER]) + ntohl(word[WORD_COLOURS]) * COLOUR_BYTES;
    return ntohl(word[WORD_BITS]) == 32 ? OK : fail(E_FORMAT, "%s: not 32 bits a pixel", path);
}

/* Two servers that start at the same moment may pick the same number, and one of them is then out of reach. */
static bool is_reached(const struct glass *glass)
{
    setenv("DISPLAY", glass->name, 1);
    struct display *display = display_open();
    bool ours = display && display_server(display) == glass->server.pid;
    display_close(display);
    return ours;
}

static int start_reached(struct glass *glass, const char *folder, int width, int height)
{
    for (int i = 0; i < START_TRIES; i++) {
        int code = start_server(glass, folder, width, height);
        if (code < 0 || is_reached(glass))
            return code;
        program_stop(&glass->server);
    }
    return fail(E_STATE, "no X server of our own could be reached");
}

struct glass *glass_open(const char *folder, int width, int height)
{
    struct glass *glass = make(sizeof *glass);
    prctl(PR_SET_TIMERSLACK, EXACT_NS, 0, 0, 0);
    if (start_reached(glass, folder, width, height) < 0 || map_picture(glass, folder) < 0) {
        glass_close(glass);
        return NULL;
    }
    setenv("SDL_VIDEODRIVER", "x11", 1);
    unsetenv("WAYLAND_DISPLAY");
    return glass;
}

void glass_close(struct glass *glass)
{
    if (!glass)
        return;
    program_stop(&glass->server);
    if (glass->map)
        munmap(glass->map, glass->n_map);
    free(glass);
}

pid_t glass_pid(const struct glass *glass)
{
    return glass->server.pid;
}

const char *glass_name(const struct glass *glass)
{
    return glass->name;
}

static size_t row_bytes(const struct look *look)
{
    return (size_t)look->area.width * 4;
}

static const unsigned char *row_of(const struct look *look, const struct glass *glass, int row)
{
    return glass->pixels + (size_t)(look->area.y + row) * (size_t)glass->stride + (size_t)look->area.x * 4;
}

static struct area clip(const struct glass *glass, struct area a)
{
    int right = a.x + a.width < glass->width ? a.x + a.width : glass->width;
    int bottom = a.y + a.height < glass->height ? a.y + a.height : glass->height;
    a.x = a.x > 0 ? a.x : 0;
    a.y = a.y > 0 ? a.y : 0;
    return (struct area){a.x, a.y, right > a.x ? right - a.x : 0, bottom > a.y ? bottom - a.y : 0};
}

void look_take(struct look *look, const struct glass *glass, struct area area)
{
    look_free(look);
    look->area = clip(glass, area);
    look->step = look->area.height > SMALL_ROWS ? LARGE_STEP : 1;
    look->rows = make((size_t)(look->area.height / look->step + 1) * row_bytes(look));
    look_again(look, glass);
}

void look_free(struct look *look)
{
    free(look->rows);
    look->rows = NULL;
}

bool look_again(struct look *look, const struct glass *glass)
{
    bool changed = false;
    unsigned char *old = look->rows;
    for (int row = 0; row < look->area.height; row += look->step, old += row_bytes(look)) {
        const unsigned char *now = row_of(look, glass, row);
        if (memcmp(old, now, row_bytes(look)) == 0)
            continue;
        memcpy(old, now, row_bytes(look));
        changed = true;
    }
    return changed;
}

double look_wait(struct look *look, const struct glass *glass, double ms)
{
    double until = stats_now() + ms;
    while (!look_again(look, glass)) {
        if (stats_now() > until)
            return -1;
        usleep(LOOK_US);
    }
    return stats_now();
}

struct watcher {
    const struct glass *glass;
    struct look look;
    pthread_t thread;
    atomic_bool ends;
    _Atomic double first, last; /* -1: no change yet */
};

static void *watch(void *mine)
{
    struct watcher *watcher = mine;
    prctl(PR_SET_TIMERSLACK, EXACT_NS, 0, 0, 0);
    while (!watcher->ends) {
        if (look_again(&watcher->look, watcher->glass)) {
            double now = stats_now();
            watcher->last = now;
            if (watcher->first < 0)
                watcher->first = now;
        }
        usleep(WATCH_US);
    }
    return NULL;
}

struct watcher *watcher_start(const struct glass *glass, struct area area)
{
    struct watcher *watcher = make(sizeof *watcher);
    watcher->glass = glass;
    look_take(&watcher->look, glass, area);
    watcher_forget(watcher);
    must(pthread_create(&watcher->thread, NULL, watch, watcher) == 0);
    return watcher;
}

void watcher_stop(struct watcher *watcher)
{
    watcher->ends = true;
    pthread_join(watcher->thread, NULL);
    look_free(&watcher->look);
    free(watcher);
}

void watcher_forget(struct watcher *watcher)
{
    watcher->first = watcher->last = -1;
}

double watcher_first(struct watcher *watcher)
{
    return watcher->first;
}

double watcher_calm(const struct watcher *watcher, double calm, double until)
{
    while (watcher->last < 0 || stats_now() - watcher->last < calm) {
        if (stats_now() > until)
            return -1;
        usleep(1000);
    }
    return watcher->last;
}
