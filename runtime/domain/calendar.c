/* calendar.c - see calendar.h. */
#include "domain/calendar.h"

#include "base/base.h"

enum { YEAR_MONTHS = 12, WEEK = 0x7f };

static bool same(struct day a, struct day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

bool calendar_works(const struct calendar *calendar, struct day day)
{
    if (calendar->rest >> day_weekday(day) & 1)
        return false;
    for (size_t i = 0; i < calendar->n; i++)
        if (same(calendar->holidays[i], day))
            return false;
    return true;
}

bool calendar_knows(const struct calendar *calendar, struct day from, struct day to)
{
    int first = from.year < to.year ? from.year : to.year, last = from.year < to.year ? to.year : from.year;
    for (int year = first; year <= last; year++) {
        bool known = false;
        for (size_t i = 0; i < calendar->n; i++)
            known = known || same(calendar->holidays[i], (struct day){year, 1, 1});
        if (!known)
            return false;
    }
    return true;
}

static struct day step(struct day day, int way)
{
    return day_from_number(day_number(day) + way);
}

struct day calendar_add(const struct calendar *calendar, struct day from, int n)
{
    must(calendar->rest < WEEK && n <= CALENDAR_DAYS && n >= -CALENDAR_DAYS);
    int way = n < 0 ? -1 : 1, left = n * way;
    if (n == 0 && calendar_works(calendar, from))
        return from;
    left += n == 0;
    while (left > 0) {
        from = step(from, way);
        if (!day_exists(from))
            return (struct day){0};
        left -= calendar_works(calendar, from);
    }
    return from;
}

int calendar_between(const struct calendar *calendar, struct day from, struct day to)
{
    int way = day_number(to) < day_number(from) ? -1 : 1, n = 0;
    while (!same(from, to)) {
        from = step(from, way);
        n += calendar_works(calendar, from);
    }
    return n * way;
}

struct day calendar_add_months(struct day day, int64_t months)
{
    int64_t from_zero = (int64_t)day.year * YEAR_MONTHS + day.month - 1 + months;
    struct day to = {(int)(from_zero / YEAR_MONTHS), (int)(from_zero % YEAR_MONTHS) + 1, day.day};
    while (to.day > 28 && !day_exists(to))
        to.day--;
    return to;
}
