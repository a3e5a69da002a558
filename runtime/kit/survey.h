/* survey.h - a plugin walked through and watched: what both `check` and `test` know of it without its author. */
#ifndef KIT_SURVEY_H
#define KIT_SURVEY_H

#include "kit/problems.h"
#include "kit/texts.h"
#include "kit/walk.h"

struct survey {
    struct chair *chair;
    const struct plugin *plugin;
    struct problems *problems;
    struct world world;
    struct texts texts;
    json_t *tests;       /* of test.lua (cases.h) */
    json_t *seen;        /* {KEY: true} of steps, {"LIST NAME": true} of what they used of the manifest */
    const char *service; /* the id of the one that runs */
    json_t *returns;     /* {SERVICE: [values]}: what services returned when they were walked */
    const json_t *given; /* what another service hands over to the one that runs, or NULL */
    json_t *consents;    /* {SIG: shares} */
    json_t *mistakes;    /* {MESSAGE: true}: told once, not for every way that leads there */
    int ways, steps, kills;
    bool more, bounded, broken; /* as in walk.h; some way could not be walked to its end */
};

void survey_open(struct survey *survey, struct chair *chair, const struct plugin *plugin, struct problems *problems);
void survey_close(struct survey *survey);

/* Reads test.lua: what it says of looks and answers is walked too. */
void survey_tests(struct survey *survey);

/* A step or a refusal that a test came to counts as well. */
void survey_step(struct survey *survey, const json_t *rows, const json_t *step);
void survey_refusal(struct survey *survey, const json_t *step, const json_t *refusal);

/* Tells what the step uses and the manifest does not list (declared.c). */
void survey_declared(struct survey *survey, const json_t *rows, const json_t *step);

/* What other plugins' services returned is what calls of them give here. */
void survey_returns(struct survey *survey, const json_t *returns);

/* Every service of the plugin on the ways of walk.h: today, and on each day and at each place of a test where other
 * rules hold. */
void survey_walk(struct survey *survey);

/* Hints about texts, steps, rules and names of the manifest that no way used (unused.c). */
void survey_unused(struct survey *survey);

/* "2 services, 612 ways (all there are), 41 different steps in every language, 30 kills" */
char *survey_told(const struct survey *survey);

#endif
