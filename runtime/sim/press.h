/* press.h - the simulated printer of A4 documents: an IPP printer that puts each document into a file, byte for byte.
 *
 * Like a true one it takes a job whatever is wrong and keeps it until paper is there or somebody cancels it. */
#ifndef SIM_PRESS_H
#define SIM_PRESS_H

#include "web/web.h"

#include <cups/cups.h>

enum { PRESS_JOBS = 8, PRESS_MAX = 4 << 20 };

struct press_job {
    int id; /* 0: none */
    ipp_jstate_t state;
    bool begun;
    char user[64];
    char *bytes;
    size_t n;
};

struct press {
    /* set by the owner */
    struct loop *loop;
    const char *folder;
    /* kept */
    struct web *web;
    struct timer ready; /* when the page that is being printed is out */
    struct press_job jobs[PRESS_JOBS];
    int last_job, documents; /* numbers given; documents that came out */
    int64_t slow;            /* ms a document takes */
    bool out, jammed, open, silent, garbled, busy, letter, pulled;
};

void press_open(struct press *press, int listener);
void press_close(struct press *press);

/* Answers leave. In the loop's settle. */
void press_settle(struct press *press);

/* Something was done to it: it goes on, or stops. */
void press_look(struct press *press);

/* The mains: what it holds is forgotten. */
void press_unplug(struct press *press);

#endif
