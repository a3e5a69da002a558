/* crew.h - the supervisor: starts every program of a kiosk, and starts it again when it dies.
 *
 * The pause before the next start is 100 ms, doubles to 5 s, and is 100 ms again for a program that lived 3 s. A
 * program on demand (paper) is started only while its socket is readable, and not watched over while it rests. One that
 * somebody stopped (SIGSTOP) and that does not go on within 2 s is killed: the others wait for it. */
#ifndef UP_CREW_H
#define UP_CREW_H

#include "base/loop.h"
#include "up/folder.h"

#include <jansson.h>

enum { JOB_SOCKETS = 8, JOB_SETTINGS = 8, JOB_MORE = 8 };

/* What to start. Everything is borrowed for the life of the crew. */
struct job {
    const char *name;           /* in the log folder and for people: core, printer, main */
    const char *program;        /* the path of the program */
    const char *argument;       /* after --run RUN, or NULL */
    const char *more[JOB_MORE]; /* and more of them, up to a NULL */
    enum user user;
    const char *settings[JOB_SETTINGS];  /* NAME=value for its environment, up to a NULL */
    int sockets[JOB_SOCKETS], n_sockets; /* handed over from descriptor 3 on */
    bool dispensable;                    /* after too many ends it is left alone: the kiosk goes on without it */
    bool on_demand;                      /* only while sockets[0] is readable */
    bool loud;                           /* what it says is for people at the terminal, not for a log */
    bool leads;                          /* so is this one's; it is not started again: the loop ends with it */
};

struct crew;

struct crew *crew_new(struct loop *loop, const struct folder *folder);

/* In the order of starting. */
void crew_add(struct crew *crew, const struct job *job);
void crew_start(struct crew *crew);

/* Ends every program, the last one started first; each has a second to do it in peace. */
void crew_end(struct crew *crew);
void crew_free(struct crew *crew);

/* [{name, pid, restarts, running, wanted, out}]; the caller owns it. out: it ended too often and is left alone. */
json_t *crew_status(const struct crew *crew);

/* What people and tests may do to one program: SIGKILL it (it comes back), stop it, start it. E_STATE when there is no
 * such program, or it does not run; `why` (turn memory) says which. One that is stopped before crew_start() is not
 * started. */
int crew_kill(struct crew *crew, const char *name, const char **why);
int crew_stop(struct crew *crew, const char *name, const char **why);
int crew_wake(struct crew *crew, const char *name, const char **why);

#endif
