/* visit.h - one citizen's visit, from home to the number on the screen.
 *
 * The robot does not know the script of a service. It looks at what kind of screen is there, does what a person would
 * do (acts.c), and waits for another screen. A tap that changes nothing is repeated, as people do, but not for ever. */
#ifndef ROBOT_VISIT_H
#define ROBOT_VISIT_H

#include "robot/robot.h"

enum { VISIT_KILLS = 16 };

struct visit;

enum paper_out { PAPER_FINE, PAPER_OUT_FIRST, PAPER_OUT_LAST };

struct kill {
    const char *program, *at; /* at: key or kind of a screen */
    bool done;
};

/* What the citizen came for, and what happens on the way. */
struct errand {
    const char *service;
    bool quiet;            /* nothing is said or pictured on the way */
    bool tour;             /* look around on the first screen before */
    bool speech;           /* listens: every screen is spoken */
    const char *nik;       /* typed instead of the card; NULL: the card */
    const char *card;      /* "card in 2"; NULL: the first */
    const json_t *answers; /* own answers {key: text}; may be NULL */
    struct kill kills[VISIT_KILLS];
    int n_kills;
    enum paper_out paper_out;
    bool without; /* leaves the paper screen without paper */
    const char
        *hold; /* at this screen (key or kind) the robot stops itself (SIGSTOP) until it is told to go on; NULL */
    const char *leave; /* at this screen (key or kind) the citizen changes their mind and ends the visit; or NULL */
    void (*arrived)(struct visit *visit, void *mine); /* told of every screen when it is there; or NULL */
    void *mine;
};

struct visit {
    struct robot *robot;
    struct errand *errand;
    json_t *steps;        /* [{name, kind, key, ms}]: ms from the last act until the screen was there */
    int64_t began, since; /* clock_ms(): of the visit, of the last act */
    struct place here;
    int tries;            /* acts on this place without effect */
    bool answered;        /* something was asked, and answered */
    bool edited, editing; /* "change this" was used; the answer is being changed */
    int lost;             /* choices that died with the window */
    int faults;           /* fault screens answered with "retry" */
    int slip_before;      /* the newest slip in the tray when the visit began */
    char agency[64];      /* whose service it is */
    char ticket[32], number_of_case[48];
};

/* Chooses the errand's service on home, which is there. */
int visit_choose(struct visit *visit);

/* From home to `done`, which is left standing. */
int visit_run(struct visit *visit, struct robot *robot, struct errand *errand);

/* Closes the last screen and waits for home. */
int visit_close(struct visit *visit);
void visit_free(struct visit *visit);

/* Remembers a screen that was seen (and takes its picture). */
void visit_note(struct visit *visit, const char *name);

#endif
