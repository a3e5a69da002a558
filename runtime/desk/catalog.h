/* catalog.h - the plugins of this kiosk: found (source.h), hashed, parsed by a locked child, and offered on home.
 *
 * Core reads a plugin's files as bytes only. The first time it sees a version (a hash over the folder's files) a child
 * of the nursery turns manifest, rules and words into JSON; the result is stored, so later starts need no child. A
 * plugin that does not parse is named in the log and not offered. */
#ifndef DESK_CATALOG_H
#define DESK_CATALOG_H

#include "base/clock.h"
#include "desk/nursery.h"
#include "domain/rulebook.h"
#include "store/bundles.h"

enum { PLUGINS = 512 };

struct desk;

struct plugin_file {
    char name[24], *bytes;
    size_t n;
};

struct plugin {
    char id[64];
    struct bundle bundle;                 /* hash "" until known to be good */
    struct plugin_file files[PACKET_FDS]; /* for the parser, while it is wanted */
    int n_files;
    json_t *letters;     /* {NAME: schema}, read and not yet stored with what the parser says */
    const char *reading; /* the file that is being read, for a message */
    json_t *promise;     /* of a bundle: its signed manifest; NULL for a folder */
    int64_t version;     /* of a bundle */
};

struct catalog {
    struct desk *desk;
    struct rulebook rulebook;
    struct plugin list[PLUGINS];
    int n, parsing; /* the plugin at the parser, n when all are done */
    struct child *parser;
    struct timer again;
    bool ready; /* share/index.json is written */
};

/* Takes up all bundles and folders and begins to parse what is new. */
int catalog_open(struct catalog *catalog, struct desk *desk);
void catalog_close(struct catalog *catalog);

/* An author is here, and the files of plugin i (a folder) were saved. It is read and parsed again; author.h hears how
 * that ended. */
void catalog_read_again(struct catalog *catalog, int i);

/* A service by its id and its plugin; NULL when nobody offers it. Borrowed. */
const json_t *catalog_service(const struct catalog *catalog, const char *service, const struct plugin **plugin);

/* The service of mpp.antrean that gives a number for a queue; NULL when there is none. */
const char *catalog_number_service(const struct catalog *catalog, const char *queue);

/* Agency and queue of a service: its own, or its plugin's. */
const char *catalog_agency(const json_t *parsed, const json_t *service);
const char *catalog_queue(const json_t *parsed, const json_t *service);

/* The service's text (title, line) in a language. Turn memory or borrowed. */
const char *catalog_text(const json_t *parsed, const json_t *service, const char *language, const char *which);

#endif
