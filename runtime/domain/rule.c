/* rule.c - see rule.h. The parser has made sure that of one place no two rows hold on the same day. */
#include "domain/rule.h"

#include "base/clock.h"

#include <string.h>

/* "33.07" lies in "33", and "33.071" does not lie in "33.07". */
static bool lies_in(const char *place, const char *region)
{
    size_t n = strlen(region);
    return n == 0 || (strncmp(place, region, n) == 0 && (place[n] == 0 || place[n] == '.'));
}

static bool holds(const json_t *row, const char *name, const char *day, const char *place)
{
    return strcmp(json_text(row, "name"), name) == 0 && strcmp(json_text(row, "valid_from"), day) <= 0 &&
           strcmp(day, json_text_or(row, "valid_to", "9999-12-31")) <= 0 && lies_in(place, json_text(row, "place"));
}

const json_t *rule_find(const json_t *parsed, const char *name, const char *day, const char *place)
{
    json_t *row, *closest = NULL;
    size_t i;
    json_array_foreach (json_object_get(parsed, "rules"), i, row) {
        if (holds(row, name, day, place) &&
            (!closest || strlen(json_text(row, "place")) > strlen(json_text(closest, "place"))))
            closest = row;
    }
    return closest;
}

/* The year whose 1 January this is; 0 for every other value. */
static int year_begun_by(const json_t *value)
{
    struct day day;
    const char *text = json_string_value(value);
    return text && day_read(text, &day) && day.month == 1 && day.day == 1 ? day.year : 0;
}

/* Whether a list of days has the 1 January of a year (0: of any). */
static bool knows(const json_t *days, int year)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)days, i, one) {
        int begun = year_begun_by(one);
        if (begun && (begun == year || year == 0))
            return true;
    }
    return false;
}

int rule_unknown_year(const json_t *value, const char *day)
{
    enum { AHEAD = 90 };
    struct day from;
    if (!knows(value, 0) || !day_read(day, &from))
        return 0;
    int last = day_from_number(day_number(from) + AHEAD).year;
    for (int year = from.year; year <= last; year++)
        if (!knows(value, year))
            return year;
    return 0;
}

static json_t *calendar_row(const json_t *row)
{
    json_t *days = json_array(), *one, *copy = json_copy((json_t *)(uintptr_t)row);
    size_t i;
    json_array_foreach (json_object_get(row, "value"), i, one) {
        if (year_begun_by(one))
            json_array_append(days, one);
    }
    json_object_set_new(copy, "value", days);
    return copy;
}

json_t *rule_calendars(const json_t *parsed)
{
    json_t *rows = json_array(), *row;
    size_t i;
    json_array_foreach (json_object_get(parsed, "rules"), i, row) {
        if (knows(json_object_get(row, "value"), 0))
            json_array_append_new(rows, calendar_row(row));
    }
    json_t *calendars = json_array_size(rows) > 0 ? json_pack("{sO}", "rules", rows) : NULL;
    json_decref(rows);
    return calendars;
}
