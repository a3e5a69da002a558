/* stats.c - see stats.h. */
#define _GNU_SOURCE
#include "bench/stats.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

void samples_add(struct samples *samples, double value)
{
    if (samples->n == samples->room) {
        samples->room = samples->room ? samples->room * 2 : 64;
        samples->at = realloc(samples->at, samples->room * sizeof *samples->at);
        if (!samples->at)
            die("out of memory");
    }
    samples->at[samples->n++] = value;
}

void samples_free(struct samples *samples)
{
    free(samples->at);
    *samples = (struct samples){0};
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_part(struct samples *samples, double part)
{
    if (samples->n == 0)
        return 0;
    qsort(samples->at, samples->n, sizeof *samples->at, by_size);
    if (part == 0.5)
        return (samples->at[(samples->n - 1) / 2] + samples->at[samples->n / 2]) / 2;
    size_t rank = (size_t)ceil(part * (double)samples->n);
    return samples->at[rank > 0 ? rank - 1 : 0];
}

double stats_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}
