/* mm.h - how large things really are: people have fingers and eyes, not pixels.
 *
 * A theme's sizes are units of a page; how many millimetres a unit is depends on the panel (research, UX figures:
 * capitals 4.8 mm, large 7.3, largest 8.5; targets 20 mm, never under 12.7). Pure arithmetic. */
#ifndef GLASS_MM_H
#define GLASS_MM_H

#include <stdbool.h>

#define MM_TEXT 4.8          /* capitals of ordinary text */
#define MM_TARGET 20.0       /* what a finger wants */
#define MM_LEAST_TARGET 12.7 /* and what it needs */

/* Millimetres a pixel of a panel. False for what no panel is: a display that does not know says 0, or a ratio. */
bool mm_pitch(double mm_w, double mm_h, int across, int down, double *pitch);

/* The same of a panel that does not say: one of 27 inches. */
double mm_usual_pitch(int across, int down);

/* Height of the capitals of a text of that size. */
double mm_capitals(int size, double unit);

/* The first of n growing sizes whose capitals are that high; the last when none is. */
int mm_column(const int *sizes, int n, double unit, double capitals);

#endif
