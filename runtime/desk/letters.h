/* letters.h - writing letters: case numbers, the CloudEvents envelope, sealing to the agency, the kiosk's signature.
 *
 * The form of the envelope is in runtime/messages.md, "The letter". */
#ifndef DESK_LETTERS_H
#define DESK_LETTERS_H

#include "base/json.h"
#include "store/condition.h"
#include "store/tickets.h"

struct desk;

/* The next case number of an agency, SITE-KIOSK-YYMM-QNNNNN; Q is the letter of its queue, and tells who owns the case.
 * Turn memory; NULL when the store failed. */
char *letter_new_case(struct desk *desk, const char *agency);

/* The agency that owns a case, by its number; NULL: none here does. Borrowed. */
const char *letter_owner(const struct desk *desk, const char *case_number);

/* A letter of a case. With `after`, an earlier case, it leaves only when that one's letter has arrived; with `when`, a
 * look of the agency of that case, only when that confirms it by the day `by` (conditions.h). */
struct dispatch {
    const char *visit, *step; /* who wrote it: once under both */
    const char *agency, *type;
    const char *case_number;
    const char *after; /* or NULL */
    const char *when, *by;
};

/* Seals data to the agency's key, signs, and puts it into the outbox. Borrows data. */
int letter_put(struct desk *desk, const struct dispatch *dispatch, const json_t *data);

/* Tells the hall what became of a number: "reserved", "confirmed", "void". No personal data, so not sealed. */
int letter_put_number(struct desk *desk, const struct ticket *ticket, const char *what, const char *case_number,
                      const char *reason);

/* Tells the agency of a letter that is withdrawn that its case never comes. */
int letter_put_withdrawn(struct desk *desk, const struct lost *lost);

/* The kiosk's signing key; ends the program when it is not there. */
void letters_start(struct desk *desk);

#endif
