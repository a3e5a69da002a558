/* outbox.h - letters to agencies, kept until the agency has them.
 *
 * A letter is written in the transaction of the answer that caused it, under (visit, step): a second attempt is the
 * same letter. Its body is final when it is put: sealed, signed, with its id; core itself cannot read it again. Letters
 * of one subject leave strictly in order, one at a time; different subjects go side by side. A dead letter waits for a
 * person and holds back only its own subject. After delivery the body is erased and the receipt kept. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/store.h"

enum outbox_state { OUTBOX_WAITING = 0, OUTBOX_DELIVERED = 1, OUTBOX_DEAD = 2 };

/* No letter is put off for longer than an hour (ms). One that seems to be was put off by a clock that ran ahead. */
enum { OUTBOX_LONGEST = 3600000 };

struct letter {
    char id[40];
    const char *visit, *step; /* who wrote it: UNIQUE together */
    const char *agency;
    const char *subject;
    const char *body;
    size_t n_body;
};

/* A new id (UUIDv7). Times never go back, also when the clock does: a floor is stored with the letter. */
int outbox_new_id(struct store *store, char id[40]);

/* The next sequence number, in the order letters are written. */
int64_t outbox_sequence(struct store *store);

/* OK; E_STATE when (visit, step) has its letter already. */
int outbox_put(struct store *store, const struct letter *letter);

/* The next letter that may leave at `now` (Unix ms; also when the clock went back) and is none of the `flying` ids: its
 * id and agency. False: none. */
bool outbox_find_due(struct store *store, int64_t now, char (*flying)[40], int n_flying, char id[40], char agency[32]);

/* When the earliest waiting letter may leave (Unix ms), 0 when none waits. */
int64_t outbox_next_due(struct store *store);

/* The body, in turn memory; NULL when there is no such letter. */
char *outbox_body(struct store *store, const char *id, size_t *n);

int outbox_delivered(struct store *store, const char *id, const char *receipt);

/* Not this time: again at `next` (Unix ms). Returns how often it was tried. */
int outbox_later(struct store *store, const char *id, int64_t next, const char *why);
int outbox_tries(struct store *store, const char *id);
int outbox_dead(struct store *store, const char *id, const char *why);

/* How many letters are in a state. */
int outbox_count(struct store *store, enum outbox_state state);

#endif
