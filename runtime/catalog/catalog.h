/* catalog.h - the plugins of this kiosk: found (source.h), parsed by a locked child (arrival.h), and offered on home.
 *
 * Core keeps of each plugin what home and the queues need (store/known.h); script, words and rules are read from the
 * store when a visit begins. So a start reads nothing of a bundle that lies there as it lay when it was verified. What
 * the operator installs or removes while core runs counts from the next visit on: a visit stays with its code. */
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "catalog/arrival.h"
#include "catalog/inbox.h"
#include "catalog/source.h"
#include "catalog/stamp.h"
#include "store/known.h"

enum { PLUGINS = 512 };

struct plugin {
    char id[64];             /* "": the place is free */
    struct known known;      /* the version that was taken up last */
    char stamp[STAMP_TEXT];  /* of the bundle that was looked at last; another one than known's: it was refused */
    bool folder;             /* not a bundle */
    bool there;              /* found, this time */
    bool offered;            /* the version that is known */
    struct arrival *arrival; /* a version that waits for the parser */
};

struct catalog {
    /* set by the owner */
    struct loop *loop;
    struct place at;
    struct nursery *nursery;
    void (*changed)(void *mine);                                     /* all is read; what is offered may be another */
    void (*refused)(void *mine);                                     /* a bundle; why is in the log */
    void (*broken)(void *mine, const char *plugin, const char *why); /* a folder; `why` names file and line */
    void *mine;
    /* kept by catalog */
    struct rulebook rulebook;
    struct trust trust;
    struct inbox inbox;
    struct parser parser;
    struct timer less;      /* something is not offered any more: the index must be written */
    char under[STAMP_TEXT]; /* the program, the languages, the shared rules */
    struct plugin list[PLUGINS];
    int n, found, parsing; /* found: where the search goes on; parsing: the plugin at the parser */
    bool looked;           /* at all bundles, once */
    bool other_root;       /* than when they were looked at before */
    bool stale;            /* the operator changed something while the parser worked */
    bool ready;            /* share/index.json is written */
};

/* Takes up all bundles and folders and begins to parse what is new. The owner hears `changed` once that is done. */
int catalog_open(struct catalog *catalog);
void catalog_close(struct catalog *catalog);

/* An author is here, and the files of plugin i (a folder) were saved. It is read and parsed again; the owner
 * hears how that ended. */
void catalog_read_again(struct catalog *catalog, int i);

/* The services of plugin i that are offered: [{id, agency, queue, need, accepts?}], NULL when none is. */
const json_t *catalog_services(const struct catalog *catalog, int i);

/* A service by its id and its plugin; NULL when nobody offers it. Borrowed. */
const json_t *catalog_service(const struct catalog *catalog, const char *service, const struct plugin **plugin);

/* Before its code runs in a visit: the whole bundle once more, signature and hashes, and what the root and the day say.
 * Negative: it is not offered any more, and the owner hears `refused`. */
int catalog_verify(struct catalog *catalog, const struct plugin *plugin);

/* The service of mpp.antrean that gives a number for a queue; NULL when there is none. */
const char *catalog_number_service(const struct catalog *catalog, const char *queue);

/* Agency and queue of a service: its own, or its plugin's. */
const char *catalog_agency(const json_t *parsed, const json_t *service);
const char *catalog_queue(const json_t *parsed, const json_t *service);

/* The service's text (title, line) in a language. Turn memory or borrowed. */
const char *catalog_text(const json_t *parsed, const json_t *service, const char *language, const char *which);

#endif
