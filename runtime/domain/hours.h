/* hours.h - when an agency is open, as its row of site.conf says: from when to when, on which weekdays.
 *
 * A row with hours and no more is one of Monday to Friday, closed on holidays: so public offices work. A row with
 * nothing of it is open round the clock. */
#ifndef DOMAIN_HOURS_H
#define DOMAIN_HOURS_H

#include "base/json.h"
#include "domain/calendar.h"

struct hours {
    int opens, closes; /* minutes of the day */
    unsigned rest;     /* weekdays on which it is closed, as a calendar has them */
    bool holidays;     /* it is open on them too */
};

/* `opens` and `closes` ("08.00", "24.00" being the end of a day), `days` (["mon", "tue" ...]) and `holidays` of a row.
 * What is no hour or no day counts as missing, and what is wrong is the result; NULL when nothing is. Turn memory. */
const char *hours_read(const json_t *row, struct hours *hours);

/* `days`: n holidays. */
bool hours_hold(const struct hours *hours, const struct day *days, size_t n, struct moment now);

/* While it is closed: the day on which it opens next; no day (day_exists) when there is none. */
struct day hours_next(const struct hours *hours, const struct day *days, size_t n, struct moment now);

#endif
