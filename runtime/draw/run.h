/* run.h - a text in runs that one face can draw, from left to right as they stand on the page.
 *
 * Only Arabic is told apart: its letters join and run from right to left, and the Latin faces have none of them. A
 * run of it goes over spaces and marks to the last Arabic letter, so that words of a name keep their order. */
#ifndef DRAW_RUN_H
#define DRAW_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct run {
    const char *at;
    size_t n;
    bool arabic;
};

/* The run that begins at *text, which then stands behind it; false at the end. */
bool run_next(const char **text, struct run *run);

/* True when an Arabic letter begins there. */
bool run_is_arabic(const char *at);

#endif
