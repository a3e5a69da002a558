/* report.h - the table that people read, and the file with every sample. */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "base/json.h"
#include "bench/stats.h"

#include <stdio.h>

struct report {
    FILE *to;
    const char *measure; /* whose rows follow */
    json_t *rows;        /* [{measure, what, unit, samples, others?}] */
    json_t *failures;    /* [{measure, why}] */
    size_t first;        /* the first row of this measure */
};

void report_open(struct report *report, FILE *to, const json_t *conditions);

/* The rows until the next call are this measure's. `others`: cores that programs of others used meanwhile, printed
 * behind its rows; the rows are printed when the measure ends. */
void report_begin(struct report *report, const char *measure);
void report_end(struct report *report, double others);

/* One figure; takes the samples. */
void report_row(struct report *report, const char *what, const char *unit, struct samples *samples);
void report_value(struct report *report, const char *what, const char *unit, double value);

/* What could not be measured and why; returns the code. */
int report_failure(struct report *report, int code, const char *why);

/* Everything as JSON: {conditions, rows, failures}. Frees the report; negative when the file cannot be written. */
int report_close(struct report *report, json_t *conditions, const char *path);

#endif
