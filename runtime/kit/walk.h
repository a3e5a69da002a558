/* walk.h - the ways through a service, with the real locked child.
 *
 * Nobody can walk every way of a long service: they multiply. First every two answers that can stand in one way meet in
 * one, so what goes wrong with an answer, or with two together, is found; each way brings together as many as it can.
 * Up to WALK_ALL ways all others are walked too, nearest to the beginning first: of a short service that is all there
 * are. Of odd answers (ways.h) a way has one at most. Where a step is seen for the first time, and the first WALK_KILLS
 * times with other options, the child is killed and the step must come back word for word; so must the question before
 * it, and the step again after Back and forward. */
#ifndef KIT_WALK_H
#define KIT_WALK_H

#include "kit/run.h"
#include "kit/ways.h"

enum { WALK_ALL = 400, WALK_WAYS = 4000, WALK_KILLS = 8, WALK_ANSWERS = 2048 };

/* What ways of a service met so far. On another day, at another place it is walked with the same: the day is an answer
 * like others, which meets each of them once. */
struct walked {
    json_t *answers;           /* {QUESTION ANSWER: its number} */
    bool (*met)[WALK_ANSWERS]; /* both stood in one way; an answer and itself: it was given */
    json_t *seen;              /* {SIG KEY: times, KEY: times} */
    json_t *refused, *passed;  /* {KEY: step}: questions whose answers the script's own checks refused, let through */
    int ways;
};

void walked_open(struct walked *walked);
void walked_close(struct walked *walked);

struct walk {
    /* set by the owner */
    struct chair *chair;
    const struct world *world;
    const json_t *input; /* the script's `...`, or NULL */
    void *mine;
    /* once for each different step, after these rows */
    void (*step)(void *mine, const json_t *rows, const json_t *step);
    void (*refused)(void *mine, const json_t *step, const json_t *refusal);
    /* nobody knows what answers it, or what its own check lets through */
    void (*unknown)(void *mine, const json_t *step);
    /* "main.lua:12: what", after these rows */
    void (*broke)(void *mine, const json_t *rows, const char *message);
    /* the script returned this, NULL when nothing */
    void (*ended)(void *mine, const json_t *value);
    /* what came of it */
    int ways, steps, kills;
    bool more;    /* there are more ways, in which only answers meet that met before */
    bool bounded; /* WALK_WAYS were not enough for every two answers to meet */
};

void walk_service(struct walk *walk, struct walked *walked);

/* A way as people read it: "purpose = work, kind = new". Questions only; turn memory. */
char *way_told(const json_t *rows);

/* Begins again in a new child, and from the question before: NULL when every step came back the same, else what did
 * not. The run stands where it stood. Turn memory. */
const char *step_returns(struct run *run);

#endif
