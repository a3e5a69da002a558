/* run.h - one run of a service: what core's journal does with steps and answers.
 *
 * The child keeps nothing, so going back, going on in a new child and trying another answer are all the same: the
 * script begins again with another journal. */
#ifndef KIT_RUN_H
#define KIT_RUN_H

#include "kit/chair.h"

struct run {
    struct chair *chair;
    struct kid kid;
    const char *source; /* kept by the owner */
    const json_t *input;
    json_t *journal;
    json_t *said; /* the last packet: step, refuse, end or error */
    json_t *step; /* the open step */
    int begun;    /* how often in this child */
    bool lost;    /* the child was stopped: it computed too long, or wanted too much memory */
};

/* Runs to the first step. */
void run_open(struct run *run, struct chair *chair, const char *source, const json_t *input);
void run_close(struct run *run);

/* Answers the open step and runs on; takes value (NULL is nil). */
void run_answer(struct run *run, json_t *value);

/* Begins again with the first n rows. */
void run_again(struct run *run, size_t n);

/* Begins again with these rows (a copy is made). */
void run_with(struct run *run, const json_t *rows);

/* The same as it is, in a new child. */
void run_kill(struct run *run);

bool run_said(const struct run *run, const char *type);
const char *run_key(const struct run *run);
const json_t *run_options(const struct run *run);

#endif
