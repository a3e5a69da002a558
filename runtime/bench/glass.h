/* glass.h - the pixels as they stand in the X server, watched without asking it.
 *
 * Xvfb keeps its picture in a file (-fbdir) that is mapped here read-only, so looking costs the server nothing. "There"
 * means: in the server's picture; what a panel adds comes on top and is the same for everybody. Looks are 50 us apart
 * and a look at a whole window reads every eighth row, so a change is seen within 0.1 ms in a small area and 0.3 ms in
 * a large one. */
#ifndef BENCH_GLASS_H
#define BENCH_GLASS_H

#include "robot/display.h"

#include <sys/types.h>

struct glass; /* the X server and its picture */

/* Starts an Xvfb of this size that keeps its files in `folder`, and points DISPLAY to it. NULL after a failure. */
struct glass *glass_open(const char *folder, int width, int height);
void glass_close(struct glass *glass);

pid_t glass_pid(const struct glass *glass);
const char *glass_name(const struct glass *glass); /* ":5" */

/* What an area looked like, to see when it changes. */
struct look {
    struct area area;
    int step; /* every so many rows are looked at */
    unsigned char *rows;
};

/* Remembers the area as it is now. */
void look_take(struct look *look, const struct glass *glass, struct area area);
void look_free(struct look *look);

/* True when the area differs from what was remembered; what is there now is remembered then. */
bool look_again(struct look *look, const struct glass *glass);

/* Waits until the area changes: when that was (stats_now()), or -1 after `ms`. */
double look_wait(struct look *look, const struct glass *glass, double ms);

/* A thread that keeps looking at an area. */
struct watcher;
struct watcher *watcher_start(const struct glass *glass, struct area area);
void watcher_stop(struct watcher *watcher);

/* When the area changed last, once nothing has changed for `calm` ms; -1 when it had not by `until` (stats_now()). */
double watcher_calm(const struct watcher *watcher, double calm, double until);

/* When it changed for the first time after a moment; -1: it did not. */
double watcher_first(struct watcher *watcher);
void watcher_forget(struct watcher *watcher); /* what changed so far */

#endif
