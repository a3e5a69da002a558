/* condition.h - letters that wait for the word of another agency: whether the akad took place, say.
 *
 * A condition is one question about one case, asked until the agency gives a final answer; however many letters are
 * held for it, there is one answer for all of them, and the first that is stored is the one that counts for ever.
 * Confirmed, its letters wait to be sent like any other; refused or too late, each is withdrawn: its body is erased and
 * it never leaves. A letter that follows a held one is held for the same condition. What a letter says is not known
 * here; `about` is what may be told of it: {case, service, version, language}. */
#ifndef STORE_CONDITION_H
#define STORE_CONDITION_H

#include "base/json.h"
#include "store/store.h"

enum condition_state { CONDITION_OPEN = 0, CONDITION_CONFIRMED = 1, CONDITION_REFUSED = 2 };

/* What a letter is held for: the question, the case it is about, the last day it waits for. */
struct hold {
    char look[65], case_number[41], by[11];
};

/* A question that is open. */
struct condition {
    int64_t id;
    char look[65], case_number[41];
    int tries;
    bool arrived; /* the agency has the letter the question is about */
};

/* A letter to be withdrawn, and what to tell its agency. */
struct lost {
    int64_t seq;
    char agency[32], visit[48], step[160], look[65];
    json_t *about; /* new */
    bool late;     /* its day passed; else it was refused */
};

/* What that letter is (or was, when it was withdrawn) held for; false: it is not. */
bool condition_of(struct store *store, int64_t seq, struct hold *to);

/* Holds the letter `seq`, put as held, for a question about the case of the letter `follows`, which is first asked at
 * `first` (Unix ms). When that was answered before, the answer counts. Borrows about. */
int condition_hold(struct store *store, int64_t seq, int64_t follows, const struct hold *hold, const json_t *about,
                   int64_t first);

/* A question that is due at `now`, also one that seems to rest longer than `rest` because the clock was set back; and
 * when the next one is (0: none is open). */
bool condition_find_due(struct store *store, int64_t now, int64_t rest, struct condition *to);
int64_t condition_next(struct store *store);

/* Asked again at `next`; `tries` is how often it was asked. */
int condition_later(struct store *store, int64_t id, int64_t next, int tries);

/* The final answer. Nothing happens to a condition that has one. Returns how many letters it releases. */
int condition_decide(struct store *store, int64_t id, enum condition_state state);

/* A letter that must be withdrawn: its condition is refused, or it is held for the condition `id` and its day is before
 * `day`. False: none. */
bool condition_find_lost(struct store *store, int64_t id, const char *day, struct lost *to);

/* Withdraws it. Questions about the case of a letter that never leaves are refused with it, and a question that no
 * letter waits for any more is closed. */
int condition_withdraw(struct store *store, const struct lost *lost);

/* {id, agency, subject, look, by, tries} of letters that are held, the oldest first; new. */
json_t *condition_rows(struct store *store, int most);

#endif
