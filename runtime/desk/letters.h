/* letters.h - writing letters: case numbers, the CloudEvents envelope, sealing to the agency, the kiosk's signature.
 *
 * The form of the envelope is in runtime/messages.md, "The letter". */
#ifndef DESK_LETTERS_H
#define DESK_LETTERS_H

#include "base/json.h"
#include "store/tickets.h"

struct desk;

/* The next case number, SITE-KIOSK-YYMM-NNNNN. Turn memory; NULL when the store failed. */
char *letter_new_case(struct desk *desk);

/* A letter of a case. With `after`, an earlier case, it leaves only when that one's letter has arrived. */
struct dispatch {
    const char *visit, *step; /* who wrote it: once under both */
    const char *agency, *type;
    const char *case_number;
    const char *after; /* or NULL */
};

/* Seals data to the agency's key, signs, and puts it into the outbox. Borrows data. */
int letter_put(struct desk *desk, const struct dispatch *dispatch, const json_t *data);

/* Tells the hall what became of a number: "reserved", "confirmed", "void". No personal data, so not sealed. */
int letter_put_number(struct desk *desk, const struct ticket *ticket, const char *what, const char *case_number,
                      const char *reason);

/* The kiosk's signing key; ends the program when it is not there. */
void letters_start(struct desk *desk);

#endif
