/* rules.c - see rules.h. The parser has made sure that of one place no two rows hold on the same day. */
#include "desk/rules.h"

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
