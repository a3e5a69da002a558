/* journal.h - open visits and their answers, in the order they were given.
 *
 * A row is JSON {key, class, kind, sig, options, value?}, sealed under the visit's key: the database knows how many
 * answers a visit has, and nothing else. An effect that began and has no outcome yet is a row without `value` (an
 * intent). */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/seal.h"
#include "store/store.h"

struct visit_row {
    char id[40], service[64], bundle[72], language[8], today[11];
};

int journal_add_visit(struct store *store, const struct visit_row *visit);
int journal_set_language(struct store *store, const char *visit, const char *language);

/* Only where an author is: an open visit goes on in other code. */
int journal_set_bundle(struct store *store, const char *visit, const char *bundle);

/* The open visit, if there is one: OK, or E_STATE. */
int journal_find_visit(struct store *store, struct visit_row *to);

/* Forgets the visit and its rows. */
int journal_remove_visit(struct store *store, const char *visit);

/* Writes row n (from 0), new or again: an outcome fills its intent this way. */
int journal_put(struct store *store, const struct seal *seal, const char *visit, int n, const json_t *row);

/* Forgets the rows from n on. */
int journal_cut(struct store *store, const char *visit, int n);

/* All rows as an array; NULL when one does not open. The caller owns it. */
json_t *journal_read(struct store *store, const struct seal *seal, const char *visit);

#endif
