/* bench.h - `anjungan bench`: what the kiosk costs on this machine, in one table with the conditions.
 *
 * A measure is a file: it starts what it needs in a folder of its own, takes samples, hands them to the report and ends
 * what it started. Whatever it could not measure is an error with a reason, never a number. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "bench/glass.h"
#include "bench/report.h"
#include "up/tree.h"

struct bench_options {
    const char *only;   /* names of measures, comma-separated; NULL: all */
    const char *json;   /* a file for every sample, or NULL */
    const char *folder; /* where databases and run folders lie meanwhile */
    int starts;         /* cold starts of each kind */
    int visits;         /* between the two looks at the memory */
    int seconds;        /* of idling */
    int taps;
    int asked;    /* visits whose questions are timed */
    int children; /* forked and replayed */
    int letters;  /* written */
    int slips;
    int plugins;  /* bundles that core starts with */
    int services; /* generated ones, installed beside the shipped */
};

/* What every run has when nothing else is said, and the short run. */
extern const struct bench_options bench_usual, bench_quick;

struct bench {
    const struct bench_options *options;
    struct tree tree;
    struct report report;
    const char *folder;  /* everything of this run; deleted afterwards */
    const char *plugins; /* what the kiosks offer */
    struct glass *glass; /* the X server; NULL when no measure needs one */
    int n_kiosks;        /* each has a run folder of its own */
    int terminal;        /* where a person sees what is being measured; -1: nobody looks */
};

struct measure {
    const char *name;
    const char *what;
    bool on_glass;
    int (*run)(struct bench *bench);
};

extern const struct measure measure_start, measure_memory, measure_idle, measure_tap, measure_question, measure_child,
    measure_letters, measure_slip, measure_device, measure_delivery, measure_plugins;

/* The whole run. 0, or 1 when something could not be measured. */
int bench_run(const struct bench_options *options);

/* The names of all measures and what they are, a line each. */
void bench_list(FILE *to);

/* False when a name of the list is no measure. */
bool bench_knows(const char *names);

#endif
