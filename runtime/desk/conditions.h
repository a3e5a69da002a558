/* conditions.h - asks agencies for the word that letters wait for, and releases or withdraws them (store/condition.h).
 *
 * One question at a time, at growing intervals: 15 minutes after the letter was written, then twice as long each time
 * up to 6 hours; `confirm` in site.conf may say otherwise. Only a final answer of the agency counts: silence, an error
 * or a strange answer is none. When the last day of a letter has passed, which its citizen was told, whatever is not
 * final ends it; a kiosk whose clock cannot be trusted waits some days more. */
#ifndef DESK_CONDITIONS_H
#define DESK_CONDITIONS_H

#include "base/loop.h"
#include "store/condition.h"

struct desk;

struct conditions {
    struct desk *desk;
    struct timer due;
    struct condition asked; /* id 0: nothing is being asked */
    int64_t first, longest; /* ms */
};

void conditions_start(struct conditions *conditions, struct desk *desk);

/* When the first question about a letter that is held now is due (Unix ms). */
int64_t conditions_first(const struct conditions *conditions);

/* Something is held: withdraws what was answered before, and waits for the next question. Also when core begins. */
void conditions_wake(struct conditions *conditions);

#endif
