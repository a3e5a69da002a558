/* tickets.h - queue numbers of this kiosk, and the blocks it may take them from.
 *
 * The hall leases blocks of numbers per queue and day; a block is stored before the first number of it is used. A
 * number goes through two phases: reserved, then confirmed, or void with a reason; PRINTING is the moment of doubt
 * between them, stored before the first byte goes to the printer. When no block is left the kiosk goes on in its own
 * series. */
#ifndef STORE_TICKETS_H
#define STORE_TICKETS_H

#include "store/store.h"

enum ticket_phase { TICKET_RESERVED = 0, TICKET_PRINTING = 1, TICKET_CONFIRMED = 2, TICKET_VOID = 3 };

struct ticket {
    char number[12], queue[8], day[11], visit[40];
    enum ticket_phase phase;
};

/* A block of the hall; the same block twice is one. */
int ticket_add_lease(struct store *store, const char *queue, const char *day, int first, int last);

/* The same block, with no number left in it. */
int ticket_add_used_lease(struct store *store, const char *queue, const char *day, int first, int last);

/* Numbers left in the blocks of a queue and day, and the last number ever leased for it (0: none). */
int ticket_left(struct store *store, const char *queue, const char *day);
int ticket_last_lease(struct store *store, const char *queue, const char *day);

/* Takes the next number of the blocks, or of the kiosk's own series (QUEUE SERIES 001 ...) when none is left, and
 * stores it as reserved for the visit. */
int ticket_reserve(struct store *store, const char *queue, const char *day, const char *series, const char *visit,
                   struct ticket *to);

int ticket_set_phase(struct store *store, struct ticket *ticket, enum ticket_phase phase, const char *reason);

/* The ticket of a number and day; E_STATE when there is none. */
int ticket_find(struct store *store, const char *day, const char *number, struct ticket *to);

/* The next ticket of a visit (any visit when NULL) that is neither confirmed nor void; false when there is none. */
bool ticket_find_open(struct store *store, const char *visit, struct ticket *to);

#endif
