/* rows.h - the journal of the open visit.
 *
 * A row is {key, class, kind, sig, options, value?}; the last one may be an effect that is still open ({open: true}),
 * with what is known of it so far as its value. A journal that cannot be written ends core: memory and disk must not
 * part. */
#ifndef DESK_ROWS_H
#define DESK_ROWS_H

#include "desk/visit.h"

size_t rows_count(const struct visit *visit);
const json_t *rows_get(const struct visit *visit, size_t n);
bool rows_is(const struct visit *visit, size_t n, const char *class);

/* Rows with an outcome: all, or all but the open effect at the end. */
size_t rows_complete(const struct visit *visit);

/* Nothing before this row can be taken back: it is behind the last effect. */
size_t rows_barrier(const struct visit *visit);

/* The last question (or card) that may be taken back; rows_count() when there is none. */
size_t rows_last_question(const struct visit *visit);

json_t *row_new(const struct step *step);
void rows_append(struct visit *visit, json_t *row);
void rows_write(struct visit *visit, size_t n);

/* Forgets the rows from n on; they stay as drafts: defaults for questions, values for facts. */
void rows_cut(struct visit *visit, size_t n);

#endif
