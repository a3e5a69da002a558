/* calendar.h - working days: the days an office is open, and deadlines counted in them.
 *
 * Nothing here knows a holiday. The national ones and the days of joint leave are decreed each year by three ministers,
 * regions add their own, and a site has its exceptions: all of it is data that the caller brings.
 *
 * "At least ten working days before the wedding" and "within 14 working days, counted from the day after" both begin to
 * count on the next day: calendar_add(calendar, from, 10). */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "base/clock.h"

#include <stddef.h>

enum { CALENDAR_WEEKEND = 1 << 0 | 1 << 6, CALENDAR_DAYS = 3660 };

struct calendar {
    const struct day *holidays; /* n of them, in any order, borrowed */
    size_t n;
    unsigned rest; /* weekdays on which nobody works: bit 0 is Sunday; never all seven */
};

bool calendar_works(const struct calendar *calendar, struct day day);

/* The n-th working day after `from` (before it when n is negative). For 0 the first one that is not before `from`:
 * where a deadline that falls on a holiday moves to. Year 0 beyond 1900 to 2199. n is at most CALENDAR_DAYS either way.
 */
struct day calendar_add(const struct calendar *calendar, struct day from, int n);

/* How many working days `to` is after `from`; negative when it is before: what calendar_add() would have to be given.
 */
int calendar_between(const struct calendar *calendar, struct day from, struct day to);

/* Whether the holidays have the 1 January, which is always one, of every year from one day to the other, whichever is
 * first: else nobody has told them, and what was counted is only the earliest it can be. */
bool calendar_knows(const struct calendar *calendar, struct day from, struct day to);

/* The same day that many months later; 31 January and one month is the last of February. May be no day (day_exists)
 * beyond 1900 to 2199. */
struct day calendar_add_months(struct day day, int64_t months);

#endif
