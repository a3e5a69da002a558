/* trial.h - one case of test.lua: the visit it describes, and whether that came of it what it expects. */
#ifndef KIT_TRIAL_H
#define KIT_TRIAL_H

#include "kit/survey.h"

struct trial {
    struct survey *survey; /* sees every step */
    const json_t *wanted;  /* the case */
    struct world world;
    struct run run;
    const json_t *service;
    json_t *steps, *letters; /* keys; {letter, data} */
    json_t *given;           /* {EFFECT: options of the last one}, by its name in `expect` */
    json_t *asked;           /* {KEY: options} */
    json_t *refused;         /* the refusal that ended it */
    json_t *wrong;           /* texts, empty when all is well */
};

/* Runs the visit: before every step the child is killed and begun again, and Back and forward leads there again. */
void trial_run(struct trial *trial, struct survey *survey, const json_t *wanted);
void trial_free(struct trial *trial);

/* Something is not as the case says. */
void trial_wrong(struct trial *trial, const char *format, ...) LIKE_PRINTF(2);

/* Effects that a case may expect, by name; ends with NULL. */
extern const char *const trial_effects[];

/* Compares what came of it with `expect` (expect.c). */
void trial_compare(struct trial *trial);

#endif
