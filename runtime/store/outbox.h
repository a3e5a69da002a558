/* outbox.h - letters to agencies, kept until the agency has them.
 *
 * A letter is written in the transaction of the answer that caused it, under (visit, step): a second attempt is the
 * same letter. Its body is final when it is put: sealed, signed, with its id; core itself cannot read it again. Letters
 * of one subject leave strictly in order, one at a time; different subjects go side by side, unless a letter follows
 * another one: then it waits until that has arrived, whoever it is for. A dead letter waits for a person and holds back
 * only its own subject and what follows it. After delivery the body is erased and the receipt kept.
 *
 * A subject belongs to one visit, the only one that writes of it; so the index that keeps (visit, step) unique finds
 * its earlier letters too. Inside, letters are known by `seq`; no index knows their ids. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "base/json.h"
#include "store/store.h"

/* A dead letter that the staff was called for is TOLD; both count as dead. */
enum outbox_state {
    OUTBOX_WITHDRAWN = -2, /* never leaves, and what it said is erased ... */
    OUTBOX_HELD = -1,      /* ... when the word it waits for is not said: condition.h */
    OUTBOX_WAITING = 0,
    OUTBOX_DELIVERED = 1,
    OUTBOX_DEAD = 2,
    OUTBOX_TOLD = 3
};

/* No letter rests longer than this (ms): one that seems to was put off before the clock was set back, and is due. */
enum { OUTBOX_REST_MAX = 15 * 60 * 1000, OUTBOX_ROWS = 64 };

struct letter {
    int64_t seq; /* set by outbox_put() */
    char id[40];
    const char *visit, *step; /* who wrote it: UNIQUE together */
    const char *agency;
    const char *subject;
    const char *follows; /* the subject of an earlier letter that must have arrived before; NULL: none */
    bool held;           /* it is put as HELD: condition_hold() says for what */
    const char *body;
    size_t n_body;
};

/* A letter that was found: the outbox knows it by seq, the world by id. */
struct found {
    int64_t seq;
    char id[40], agency[32];
};

/* A new id (UUIDv7). Times never go back, also when the clock does. */
int outbox_new_id(struct store *store, char id[40]);

/* When a letter was written (Unix ms): its id says so. */
int64_t outbox_written(const char *id);

/* The next sequence number, in the order letters are written; some are left out. */
int64_t outbox_sequence(struct store *store);

/* OK; E_STATE when (visit, step) has its letter already; E_FORMAT when there is no letter of the subject it follows. */
int outbox_put(struct store *store, struct letter *letter);

/* The newest letter of a subject, written by that visit if it can be; 0: there is none. And the agency it is for. */
int64_t outbox_seq_of(struct store *store, const char *visit, const char *subject);
void outbox_agency(struct store *store, int64_t seq, char to[32]);

/* The next letter that may leave at `now` (Unix ms; also when the clock went back) and is none of the `flying` ones.
 * False: none. */
bool outbox_find_due(struct store *store, int64_t now, const struct found *flying, int n_flying, struct found *to);

/* When the next letter that is first of its subject and not due at `now` may leave (Unix ms); 0: there is none. */
int64_t outbox_next_due(struct store *store, int64_t now);

/* The body, in turn memory; NULL when no such letter waits. */
char *outbox_body(struct store *store, int64_t seq, size_t *n);

/* What came of a letter that waits; nothing happens to one that does not. */
int outbox_delivered(struct store *store, int64_t seq, const char *receipt);
int outbox_later(struct store *store, int64_t seq, int64_t next, const char *why); /* again at `next` (Unix ms) */
int outbox_dead(struct store *store, int64_t seq, const char *why);

int outbox_tries(struct store *store, int64_t seq);

/* The oldest dead letter that nobody was called for; and that somebody was. */
bool outbox_find_refused(struct store *store, struct found *to);
int outbox_told(struct store *store, int64_t seq);

/* The oldest letter that waits; false: none does. */
bool outbox_find_oldest(struct store *store, struct found *to);

/* A dead letter waits again, as if it had never been tried; "all": every one. Returns how many. */
int outbox_resend(struct store *store, const char *id);

/* How many letters are in a state; told ones are dead. */
int outbox_count(struct store *store, enum outbox_state state);

/* {agency, waiting, dead, oldest (an id)} of each agency that does not have all; {id, agency, subject, why, tries} of
 * the oldest dead letters. At most OUTBOX_ROWS; new. */
json_t *outbox_agencies(struct store *store);
json_t *outbox_dead_rows(struct store *store);

#endif
