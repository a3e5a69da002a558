/* document.h - a printer of A4 documents between core and IPP.
 *
 * Towards core it keeps the promises of every driver (hw/README.md): exactly one done a request, `done` only by the
 * printer's own word, `none` only when surely no page was begun. Towards the printer it leaves nothing behind: a job
 * that is not wanted any more is cancelled until the printer says that it is over, also one of a life before this. */
#ifndef IPP_DOCUMENT_H
#define IPP_DOCUMENT_H

#include "base/link.h"
#include "base/site.h"
#include "ipp/exchange.h"
#include "ipp/state.h"

enum { DOCUMENT_MAX = 2 << 20 };

struct document {
    struct loop *loop;
    char *path, *user;
    struct link link;
    struct exchange exchange;
    bool trusted; /* profile: "completed" is enough, somebody has tried it with the paper in hand */
    /* what core was told last, and what the printer is */
    struct printer_state state;
    char told[64];
    bool clean; /* no job of ours waits there, as far as we know */
    int job;    /* that is not over; 0: none */
    struct timer look;
    /* the request of core */
    int64_t request; /* 0: none */
    char name[65];
    char *bytes;
    size_t n;
    enum { CHECKING, PRINTING, WATCHING, ENDING } phase;
    const char *why, *reason; /* why it is to end early: a result, and its detail */
    bool asked;               /* something since it came: an answer to an older question is none */
    bool sent, unheard;
    int troubled; /* looks in a row that found trouble */
    struct timer deadline, late;
};

/* Zeroed memory. A negative result: the settings are wrong. */
int document_open(struct document *document, struct loop *loop, const struct site *site, const char *name);
void document_close(struct document *document);

#endif
