/* hours.c - see hours.h. */
#include "domain/hours.h"

#include <ctype.h>
#include <string.h>

enum { DAY = 24 * 60, WEEK = 0x7f };

static const char *const weekdays[7] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/* "08.00" as minutes; -1 when it is something else. */
static int minutes_of(const char *t)
{
    if (strlen(t) != 5 || t[2] != '.')
        return -1;
    for (int i = 0; i < 5; i++)
        if (i != 2 && !isdigit((unsigned char)t[i]))
            return -1;
    int hour = (t[0] - '0') * 10 + t[1] - '0', minute = (t[3] - '0') * 10 + t[4] - '0';
    return minute < 60 && hour * 60 + minute <= DAY ? hour * 60 + minute : -1;
}

static const char *read_time(const json_t *row, const char *name, int *minutes)
{
    const json_t *value = json_object_get(row, name);
    int read = minutes_of(json_text(row, name));
    if (!value)
        return NULL;
    if (read < 0)
        return turn_text("%s is a time as \"08.00\"", name);
    *minutes = read;
    return NULL;
}

static unsigned bit_of(const char *name)
{
    for (unsigned i = 0; i < 7; i++)
        if (strcmp(weekdays[i], name) == 0)
            return 1U << i;
    return 0;
}

static const char *read_days(const json_t *row, unsigned *rest)
{
    const json_t *list = json_object_get(row, "days"), *one;
    unsigned works = 0;
    size_t i;
    if (!list)
        return NULL;
    json_array_foreach (list, i, one) {
        const char *name = json_string_value(one);
        unsigned bit = name ? bit_of(name) : 0;
        if (!bit)
            return "days is a list of \"mon\" \"tue\" \"wed\" \"thu\" \"fri\" \"sat\" \"sun\"";
        works |= bit;
    }
    if (!works)
        return "days is a list of at least one day, as \"mon\"";
    *rest = WEEK & ~works;
    return NULL;
}

const char *hours_read(const json_t *row, struct hours *hours)
{
    const json_t *holidays = json_object_get(row, "holidays");
    bool some = json_object_get(row, "opens") || json_object_get(row, "closes");
    *hours = (struct hours){.closes = DAY,
                            .rest = some ? CALENDAR_WEEKEND : 0,
                            .holidays = holidays ? json_is_true(holidays) : !some && !json_object_get(row, "days")};
    const char *opens = read_time(row, "opens", &hours->opens), *closes = read_time(row, "closes", &hours->closes),
               *days = read_days(row, &hours->rest);
    if (opens || closes || days)
        return opens ? opens : closes ? closes : days;
    if (holidays && !json_is_boolean(holidays))
        return "holidays is true or false";
    if (hours->opens < hours->closes)
        return NULL;
    *hours = (struct hours){.closes = DAY, .rest = hours->rest, .holidays = hours->holidays};
    return "opens is before closes";
}

static struct calendar calendar_of(const struct hours *hours, const struct day *days, size_t n)
{
    return (struct calendar){days, hours->holidays ? 0 : n, hours->rest};
}

bool hours_hold(const struct hours *hours, const struct day *days, size_t n, struct moment now)
{
    struct calendar calendar = calendar_of(hours, days, n);
    int minute = now.hour * 60 + now.minute;
    return minute >= hours->opens && minute < hours->closes && calendar_works(&calendar, now.day);
}

struct day hours_next(const struct hours *hours, const struct day *days, size_t n, struct moment now)
{
    struct calendar calendar = calendar_of(hours, days, n);
    bool today = now.hour * 60 + now.minute < hours->opens && calendar_works(&calendar, now.day);
    return today ? now.day : calendar_add(&calendar, now.day, 1);
}
