/* index.h - what this kiosk offers, as core wrote it into its shared folder (messages.md, Index).
 *
 * The window starts with the short file, which has what the first screen shows. The long one, with every service, is
 * read when somebody asks for what only it has. */
#ifndef SCREEN_INDEX_H
#define SCREEN_INDEX_H

#include "base/site.h"
#include "screen/search.h"

#include <sys/stat.h>

struct index {
    const struct site *site;
    struct stat file;      /* what `first` was read from */
    json_t *first, *all;   /* NULL while there is none, or nobody wanted it */
    struct search *search; /* over `all` */
};

struct index *index_open(const struct site *site);
void index_close(struct index *index);

/* Reads it again when it is another file; then true. */
bool index_refresh(struct index *index);

/* Rows, borrowed. All services; those with a tile on the first page; those that give a number for a queue; those
 * that begin with a code on paper; agencies that offer something. */
const json_t *index_services(struct index *index);
const json_t *index_needs(const struct index *index);
const json_t *index_numbers(const struct index *index);
const json_t *index_scans(const struct index *index);
const json_t *index_agencies(const struct index *index);
int64_t index_count(const struct index *index);

/* A service by its id, or NULL. */
const json_t *index_service(struct index *index, const char *id);

/* What people type, looked up among all services; words are the runtime's ({LANGUAGE: ...}). */
const struct search *index_search(struct index *index, const json_t *words);

#endif
