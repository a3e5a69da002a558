/* known.h - what core found out about each plugin it offers, so that a start need not read one file of it: home and the
 * queues need only this, and a visit takes the rest from bundles.h by the hash. */
#ifndef STORE_KNOWN_H
#define STORE_KNOWN_H

#include "base/json.h"
#include "store/store.h"

struct known {
    char stamp[33];                /* what its file was recognised by when it was verified */
    char hash[72];                 /* of its bundle in the store; "": nothing is known */
    char signer[64];               /* the public key it was signed with; "": a folder, which nobody signed */
    char version[24], expires[11]; /* of a bundle; "" when it has no last day */
    json_t *services;              /* [{id, agency, queue, need, accepts?}] */
    json_t *calendars;             /* of its rules (domain/rule.h); NULL: none */
};

/* Every plugin in the order of the ids. What each gets is its own (known_free). */
void known_each(struct store *store, void (*each)(void *mine, const char *id, struct known *known), void *mine);

/* `rows` are those of its services in the index for home; known_rows() gives them back (new), NULL when there are none.
 */
int known_put(struct store *store, const char *id, const struct known *known, const json_t *rows);
json_t *known_rows(struct store *store, const char *id);
int known_remove(struct store *store, const char *id);
void known_free(struct known *known);

#endif
