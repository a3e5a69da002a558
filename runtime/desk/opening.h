/* opening.h - which agencies are open now: what home says of those that are not, and the moment when that changes. */
#ifndef DESK_OPENING_H
#define DESK_OPENING_H

#include "base/loop.h"
#include "domain/hours.h"

struct desk;

struct opening {
    struct desk *desk;
    struct timer change; /* an agency opens or closes */
    struct day *holidays;
    size_t n;
    struct day read_on; /* the day on which these holidays held */
};

void opening_start(struct opening *opening, struct desk *desk);
void opening_close(struct opening *opening);

/* What home says of an agency (new); NULL while it is open. */
json_t *opening_state(struct opening *opening, const char *agency);

/* Home has been said: it is said again when an agency opens or closes. */
void opening_wait(struct opening *opening);

#endif
