/* Hours of an agency: what site.conf may say, when it is open, and the day on which it opens next. */
#include "domain/hours.h"
#include "base/base.h"
#include "base/conf.h"
#include "test.h"

#include <string.h>

/* Ascension Day, joint leave, and the days around New Year. */
static const struct day holidays[] = {{2026, 5, 14}, {2026, 5, 15}, {2026, 12, 24}, {2026, 12, 25}, {2027, 1, 1}};

static const char *read(const char *text, struct hours *hours)
{
    char error[200];
    json_t *row = conf_read("row", text, error, sizeof error);
    const char *wrong = hours_read(row, hours);
    json_decref(row);
    return wrong;
}

static const char office[] = "opens = \"08.00\"; closes = \"15.00\";";

static const struct {
    const char *row, *day;
    int hour, minute;
    const char *next; /* "": it is open */
} cases[] = {
    {office, "2026-05-13", 7, 59, "2026-05-13"},
    {office, "2026-05-13", 8, 0, ""},
    {office, "2026-05-13", 14, 59, ""},
    {office, "2026-05-13", 15, 0, "2026-05-18"}, /* two holidays and a weekend */
    {office, "2026-05-14", 10, 0, "2026-05-18"},
    {office, "2026-05-12", 16, 0, "2026-05-13"},
    {office, "2026-05-16", 7, 0, "2026-05-18"},
    {office, "2026-12-31", 23, 59, "2027-01-04"},
    {"opens = \"08.00\"; closes = \"15.00\"; holidays = true;", "2026-05-13", 15, 0, "2026-05-14"},
    {"opens = \"08.00\"; closes = \"12.00\"; days = [ \"sat\", \"sun\" ];", "2026-05-13", 9, 0, "2026-05-16"},
    {"opens = \"08.00\"; closes = \"12.00\"; days = [ \"sat\", \"sun\" ];", "2026-05-17", 9, 0, ""},
    {"closes = \"15.00\";", "2026-05-13", 0, 0, ""},
    {"opens = \"08.00\";", "2026-05-13", 23, 59, ""},
    {"opens = \"20.00\"; closes = \"24.00\";", "2026-05-13", 23, 59, ""},
    {"days = [ \"mon\" ];", "2026-05-13", 12, 0, "2026-05-18"},
    {"id = \"polri\";", "2026-05-17", 3, 0, ""}, /* round the clock */
    {"id = \"polri\";", "2026-05-14", 3, 0, ""},
};

static void test_next(void)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct moment now = {.hour = cases[i].hour, .minute = cases[i].minute};
        struct hours hours;
        char next[11] = "";
        check(day_read(cases[i].day, &now.day) && read(cases[i].row, &hours) == NULL);
        if (!hours_hold(&hours, holidays, COUNT(holidays), now))
            day_write(hours_next(&hours, holidays, COUNT(holidays), now), next);
        check_text(next, cases[i].next);
    }
}

static void test_mistakes(void)
{
    static const char *const wrong[] = {
        "opens = \"8.00\";",
        "opens = \"08:00\";",
        "closes = \"24.01\";",
        "closes = \"12.60\";",
        "opens = 8;",
        "opens = \"ab.cd\";",
        "days = [ ];",
        "days = [ \"monday\" ];",
        "days = \"mon\";",
        "days = [ 1, 2 ];",
        "holidays = \"no\";",
        "opens = \"15.00\"; closes = \"08.00\";",
        "opens = \"08.00\"; closes = \"08.00\";",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct hours hours;
        check(read(wrong[i], &hours) != NULL);
        check(hours.opens < hours.closes && hours.rest < 0x7f);
    }
}

int main(void)
{
    test_next();
    test_mistakes();
    turn_end();
    return test_end();
}
