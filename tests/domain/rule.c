/* rule: as of a day, at a place. */
#include "domain/rule.h"

#include "test.h"

static json_t *parsed;

static json_t *row(const char *name, int value, const char *from, const char *to, const char *place)
{
    json_t *new = json_pack("{ss,si,ss}", "name", name, "value", value, "valid_from", from);
    if (to)
        json_object_set_new(new, "valid_to", json_string(to));
    if (place)
        json_object_set_new(new, "place", json_string(place));
    return new;
}

static int value(const char *name, const char *day, const char *place)
{
    return (int)json_number(rule_find(parsed, name, day, place), "value", 0);
}

static int unknown(const char *days, const char *day)
{
    json_t *list = json_loads(days, JSON_DECODE_ANY, NULL);
    int year = rule_unknown_year(list, day);
    json_decref(list);
    return year;
}

static void test_unknown_year(void)
{
    check(unknown("[\"2026-01-01\", \"2026-12-25\"]", "2026-05-14") == 0);
    check(unknown("[\"2026-12-25\", \"2026-01-01\"]", "2026-10-02") == 0);
    check(unknown("[\"2026-12-25\", \"2026-01-01\"]", "2026-10-03") == 2027);
    check(unknown("[\"2026-01-01\", \"2027-01-01\"]", "2026-12-31") == 0);
    check(unknown("[\"2026-01-01\"]", "2025-05-14") == 2025 && unknown("[\"2026-12-25\"]", "2027-05-14") == 0);
    check(unknown("[\"ktp\", 1]", "2027-05-14") == 0 && unknown("30000", "2027-05-14") == 0);
}

/* What is left of the rules says the same of every year. */
static void test_calendars(void)
{
    json_t *days = json_pack("[s,s,s]", "2026-01-01", "2026-03-20", "2027-01-01"), *calendars;
    json_t *whole = json_pack("{s[{ss,ss,sO},{ss,ss,si}]}", "rules", "name", "holidays", "valid_from", "2020-01-01",
                              "value", days, "name", "fee", "valid_from", "2020-01-01", "value", 1);
    calendars = rule_calendars(whole);
    check(json_array_size(json_object_get(calendars, "rules")) == 1);
    const json_t *row = rule_find(calendars, "holidays", "2026-05-14", "");
    check(json_array_size(json_object_get(row, "value")) == 2 && json_array_size(days) == 3);
    check(rule_unknown_year(json_object_get(row, "value"), "2027-11-14") == 2028);
    json_array_remove(json_object_get(whole, "rules"), 0);
    check(rule_calendars(whole) == NULL);
    json_decref(calendars);
    json_decref(whole);
    json_decref(days);
}

int main(void)
{
    static const struct {
        const char *name, *day, *place;
        int value;
    } table[] = {
        {"fee", "2019-12-31", "", 0},
        {"fee", "2020-01-01", "", 1},
        {"fee", "2020-12-31", "", 1},
        {"fee", "2021-01-01", "", 2},
        {"fee", "9999-12-31", "", 2},
        {"fees", "2021-01-01", "", 0},
        {"fee", "2022-06-01", "33", 2},
        {"fee", "2022-06-01", "33.07", 3},
        {"fee", "2022-06-01", "33.07.01.2001", 4},
        {"fee", "2022-06-01", "33.07.02", 3},
        {"fee", "2022-06-01", "33.08", 2},
        {"fee", "2022-06-01", "33.071", 2},
        {"fee", "2023-01-01", "33.07", 2},
        {"fee", "2022-06-01", "3", 2},
        {"only", "2022-06-01", "", 0},
        {"only", "2022-06-01", "51.71", 5},
    };
    parsed = json_pack("{s[o,o,o,o,o]}", "rules", row("fee", 4, "2022-01-01", "2022-12-31", "33.07.01"),
                       row("fee", 1, "2020-01-01", "2020-12-31", NULL), row("fee", 2, "2021-01-01", NULL, NULL),
                       row("fee", 3, "2022-01-01", "2022-12-31", "33.07"), row("only", 5, "2020-01-01", NULL, "51"));
    for (size_t i = 0; i < COUNT(table); i++)
        check(value(table[i].name, table[i].day, table[i].place) == table[i].value);
    json_decref(parsed);
    test_unknown_year();
    test_calendars();
    return test_end();
}
