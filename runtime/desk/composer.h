/* composer.h - core's side of anjungan-paper: a page from data, as a picture of one bit a dot.
 *
 * The supervisor listens on RUN/run/paper/compose and starts the program when core connects; it may end or be killed at
 * any time. A page that did not come is asked once more, then given up. */
#ifndef DESK_COMPOSER_H
#define DESK_COMPOSER_H

#include "line/line.h"

struct desk;

/* fd is a sealed memory file that the callee takes, or -1 when nothing can be composed. */
typedef void composed(void *mine, int fd, int width, int height, const char *lines);

struct composer {
    struct desk *desk;
    struct line line;
    struct timer late;
    json_t *packet; /* what is being composed; NULL: nothing */
    int id, tries;
    composed *done;
    void *mine;
};

void composer_start(struct composer *composer, struct desk *desk);
void composer_close(struct composer *composer);

/* One page at a time; a new one replaces the old, whose callback is not called. Takes data. */
void compose_page(struct composer *composer, const char *template, const char *language, json_t *data, composed *done,
                  void *mine);
void compose_forget(struct composer *composer);

#endif
