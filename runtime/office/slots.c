/* slots.c - when the KUA has time for an akad: three times on each day it works, of the next month.
 *
 * It is closed on the holidays that everybody in this hall shares (rules/), read as they are: the office is no kiosk,
 * and parses no script. A file it cannot read is one less, with a line in the log. */
#include "domain/calendar.h"
#include "domain/rule.h"
#include "domain/rulebook.h"
#include "office/office.h"

#include <stdlib.h>
#include <unistd.h>

enum { SLOT_DAYS = 30 };

json_t *slots_rules(const struct site *site)
{
    struct rulebook book;
    const char *own = site_path(site, "rules.conf");
    rulebook_open(&book, json_text(json_object_get(site->settings, "folders"), "rules"),
                  access(own, R_OK) == 0 ? own : NULL);
    json_t *rules = rulebook_rules(&book);
    rulebook_close(&book);
    return rules;
}

/* The days that are known on the day of the question; free() them. */
static struct day *holidays_on(const struct office *office, const char *day, size_t *n)
{
    const char *place = json_text(office->site->settings, "region");
    const json_t *list = json_object_get(rule_find(office->rules, "common.holidays", day, place), "value"), *one;
    struct day *days = make((json_array_size(list) + 1) * sizeof *days);
    size_t i;
    *n = 0;
    json_array_foreach ((json_t *)(uintptr_t)list, i, one)
        *n += day_read(json_string_value(one) ? json_string_value(one) : "", &days[*n]);
    return days;
}

static json_t *slot(struct day day, int hour)
{
    char on[11];
    day_write(day, on);
    const char *at = turn_text("%02d:00", hour);
    return json_pack("{ss,ss,ss}", "id", turn_text("%s %s", on, at), "day", on, "time", at);
}

json_t *slots_find(const struct office *office, const char *from)
{
    static const int hours[] = {8, 10, 13};
    struct day first;
    if (!day_read(from, &first))
        return NULL;
    struct calendar calendar = {.rest = CALENDAR_WEEKEND};
    struct day *holidays = holidays_on(office, from, &calendar.n);
    json_t *slots = json_array();
    calendar.holidays = holidays;
    for (int i = 0; i < SLOT_DAYS; i++) {
        struct day day = day_from_number(day_number(first) + i);
        for (size_t h = 0; calendar_works(&calendar, day) && h < COUNT(hours); h++)
            json_array_append_new(slots, slot(day, hours[h]));
    }
    free(holidays);
    return json_pack("{so}", "slots", slots);
}
