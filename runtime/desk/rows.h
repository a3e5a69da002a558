/* rows.h - the journal of the open visit.
 *
 * A row is {key, class, kind, sig, options, value?, in?}; the last one may be an effect that is still open
 * ({open: true}), with what is known of it so far as its value. A journal that cannot be written ends core: memory and
 * disk must not part.
 *
 * `in` is the path of the script the row belongs to, when that is not the visit's own. A service that calls another
 * one leaves a row of the class `call`, with the bundle of the called code; then come the rows of the called service,
 * and when it is over a row of the class `return` with the call's key and value. What was cut off in the middle is
 * therefore open again, and the last row alone says which script runs. */
#ifndef DESK_ROWS_H
#define DESK_ROWS_H

#include "desk/visit.h"

size_t rows_count(const struct visit *visit);
const json_t *rows_get(const struct visit *visit, size_t n);
bool rows_is(const struct visit *visit, size_t n, const char *class);

/* Rows with an outcome: all, or all but the open effect at the end. */
size_t rows_complete(const struct visit *visit);

/* Whether the row belongs to the script that runs; how many rows with an outcome that script has, a call and its
 * return being one; and where the n-th of them stands. */
bool rows_is_mine(const struct visit *visit, size_t n);
size_t rows_mine(const struct visit *visit);
size_t rows_place(const struct visit *visit, size_t n);

/* Nothing before this row can be taken back: it is behind the last effect. */
size_t rows_barrier(const struct visit *visit);

/* The citizen told it: an answer, the card, a code, a picture. */
bool row_is_told(const json_t *row);

/* The last question (or card) that may be taken back; rows_count() when there is none. */
size_t rows_last_question(const struct visit *visit);

/* The open step as a row. */
json_t *row_new(const struct visit *visit);
void rows_append(struct visit *visit, json_t *row);
void rows_write(struct visit *visit, size_t n);

/* Forgets the rows from n on; they stay as drafts: defaults for questions, values for facts. */
void rows_cut(struct visit *visit, size_t n);

#endif
