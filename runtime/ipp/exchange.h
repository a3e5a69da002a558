/* exchange.h - questions to the printer, one at a time. libcups waits for its answers, so a thread of its own asks, and
 * the loop hears when that is over.
 *
 * Every question has a connection of its own and is asked once: what libcups would repeat by itself could be a page. */
#ifndef IPP_EXCHANGE_H
#define IPP_EXCHANGE_H

#include "base/loop.h"

#include <cups/cups.h>
#include <pthread.h>

enum ask { ASK_STATE, ASK_PRINT, ASK_JOB, ASK_CANCEL, ASK_MINE };

struct question {
    enum ask ask;
    int job;          /* of ASK_JOB and ASK_CANCEL */
    const char *name; /* of ASK_PRINT: the job's, which everybody may read */
    const char *bytes;
    size_t n;
};

enum answered {
    ANSWERED, /* by the printer, and it said yes */
    REFUSED,  /* by the printer: nothing came of it */
    NOBODY,   /* nobody answers; not a byte of a document has left */
    LOST,     /* no answer, or none that says anything; and nobody knows what arrived */
};

struct reply {
    enum answered how;
    ipp_status_t status;
    ipp_t *ipp; /* or NULL */
};

struct exchange {
    /* set by the owner */
    struct loop *loop;
    const char *user; /* whose jobs they are */
    void (*answered)(void *mine, enum ask ask, const struct reply *reply);
    void *mine;
    /* kept */
    char host[64], resource[256], uri[512];
    int port;
    http_addrlist_t *addresses;
    pthread_t thread;
    int ends[2]; /* the loop's and the thread's: a byte means "your turn" */
    struct watch watch;
    bool busy; /* the thread has the two below */
    struct question question;
    struct reply reply;
};

/* "ipp://192.0.2.7:631/ipp/print": the address must be a number, because names are not looked up here. */
int exchange_open(struct exchange *exchange, const char *uri);

/* The thread begins; before this nothing can be asked. Call it when the walls stand, so that they hold it too. */
int exchange_start(struct exchange *exchange);
void exchange_close(struct exchange *exchange);

/* Not while it is busy. What the question points to stays until it is answered. */
void exchange_ask(struct exchange *exchange, struct question question);

#endif
