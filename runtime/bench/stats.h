/* stats.h - samples of one figure, and what is told of them. */
#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include "base/base.h"

struct samples {
    double *at;
    size_t n, room;
};

void samples_add(struct samples *samples, double value);
void samples_free(struct samples *samples);

/* The value that `part` (0 to 1) of the samples do not exceed: 0 is the least, 0.5 the median (between the two in the
 * middle when their number is even), 1 the largest. 0 when there are none. Sorts the samples. */
double samples_part(struct samples *samples, double part);

/* Milliseconds of a clock that nobody can set, with fractions: what all durations here are made of. */
double stats_now(void);

#endif
