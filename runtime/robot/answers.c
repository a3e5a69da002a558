/* answers.c - see answers.h. The person is invented; the region of the NIK is the one of the project's examples,
 * and the PIN the one that the simulated Dukcapil has for it. */
#include "robot/answers.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *kind, *key, *answer; /* key NULL: every key of that kind */
} table[] = {
    {"choice", "purpose", "work"},
    {"choice", "jkn", "go_on"},
    {"yes", NULL, "yes"},
    {"phone", NULL, "081234567890"},
    {"nik", NULL, "3302047112990001"},
    {"ktp", NULL, "3302047112990001"},
    {"code", NULL, "LKR-07-2611-D00042"},
    {"date", "birth", "1999-12-31|2015-06-01"},
    {"date", NULL, "1999-12-31|+7|+60|+1"},
    {"text", "kk", "3302041203150007"},
    {"text", "host_kk", "3302042501100003"},
    {"text", "name", "SITI RAHAYU"},
    {"text", NULL, "MELATI"},
    {"number", "height", "160"},
    {"number", "weight", "55"},
    {"number", NULL, "2|20|1"},
    {"year", NULL, "1999|2020|2026"},
    {"pin", NULL, "990001"},
    {"country", NULL, "NLD"},
    {"address", NULL, "JALAN MELATI 7"},
};

static bool key_is(const char *key, const char *wanted)
{
    const char *dot = strrchr(key, '.');
    return strcmp(key, wanted) == 0 || (dot && strcmp(dot + 1, wanted) == 0);
}

const char *answers_find(const json_t *own, const char *kind, const char *key)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)own, name, value) {
        if (key_is(key, name))
            return json_string_value(value);
    }
    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].kind, kind) == 0 && (!table[i].key || key_is(key, table[i].key)))
            return table[i].answer;
    return NULL;
}

static char *date_for_pad(const char *text)
{
    struct day day;
    if (*text == '+')
        day = day_from_number(day_number(clock_today()) + strtol(text + 1, NULL, 10));
    else if (!day_read(text, &day))
        return turn_text("%s", text);
    return turn_text("%02d%02d%04d", day.day, day.month, day.year);
}

char *answers_part(const char *answer, const char *kind, int n)
{
    for (; n > 0; n--) {
        answer = strchr(answer, '|');
        if (!answer)
            return NULL;
        answer++;
    }
    char *part = turn_text("%.*s", (int)strcspn(answer, "|"), answer);
    return strcmp(kind, "date") == 0 ? date_for_pad(part) : part;
}
