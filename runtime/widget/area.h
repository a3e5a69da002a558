/* area.h - the places of a page: where it says whose it is, where it asks, where one answers, where its buttons are.
 *
 * In portrait they lie one below the other, and work is the same box as ask until the question has been put: it takes
 * what it needs. In landscape the question stands on the left, on the deep ground of the head, and the answer on the
 * right. Pages lay into these boxes and never name the window's width, so one code serves both. */
#ifndef WIDGET_AREA_H
#define WIDGET_AREA_H

#include "glass/plan.h"

enum { AREA_LOW = 560 }; /* of a portrait page 1920 high: low reach keeps every control below this */

struct area {
    bool wide;
    struct box head; /* edge to edge: the band above, or the whole left side */
    struct box ask;  /* steps, title, hint */
    struct box work; /* what is looked at and touched */
    struct box nav;  /* edge to edge: the band of buttons above the access bar */
};

struct area area_of(const struct plan *plan);

/* A page without a band of buttons works down to the access bar. */
void area_give_nav(struct area *area);

#endif
