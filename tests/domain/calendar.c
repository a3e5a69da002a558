/* Working days. The research (services, 3.11) asks for "Mon 5 Jan, earliest akad after 10 working days"; the holidays
 * are examples brought by the test, as a rule would bring them. */
#include "base/base.h"
#include "domain/calendar.h"
#include "test.h"

static const struct day holidays[] = {{2026, 3, 19}, {2026, 1, 1}, {2026, 1, 16}, {2026, 3, 20}, {2026, 1, 17}};
static const struct calendar plain = {NULL, 0, CALENDAR_WEEKEND};
static const struct calendar usual = {holidays, COUNT(holidays), CALENDAR_WEEKEND};
static const struct calendar six_days = {holidays, COUNT(holidays), 1 << 0};

static const struct {
    const struct calendar *calendar;
    const char *from;
    int n;
    const char *to;
} sums[] = {
    {&plain, "2026-01-05", 10, "2026-01-19"},    /* research: Monday 5 January and ten working days */
    {&usual, "2026-01-05", 10, "2026-01-20"},    /* a holiday between moves it */
    {&six_days, "2026-01-05", 10, "2026-01-19"}, /* Saturday 17 is a holiday too; Saturday 10 is not */
    {&usual, "2026-01-05", 14, "2026-01-26"},    /* SIM: 14 working days from the day after failing [detik-ulang] */
    {&usual, "2026-01-05", 1, "2026-01-06"},
    {&usual, "2026-01-09", 1, "2026-01-12"}, /* Friday */
    {&usual, "2026-01-15", 1, "2026-01-19"}, /* a holiday and a weekend */
    {&usual, "2026-01-05", 0, "2026-01-05"},
    {&usual, "2026-01-10", 0, "2026-01-12"},
    {&usual, "2026-01-16", 0, "2026-01-19"},
    {&usual, "2026-01-10", 1, "2026-01-12"}, /* from a Saturday */
    {&usual, "2026-01-12", -1, "2026-01-09"},
    {&usual, "2026-01-19", -1, "2026-01-15"},
    {&usual, "2026-01-20", -10, "2026-01-05"},
    {&usual, "2025-12-31", 1, "2026-01-02"},
    {&usual, "2026-01-02", -1, "2025-12-31"},
    {&usual, "2024-02-28", 1, "2024-02-29"},
    {&usual, "2199-12-31", 1, NULL},
    {&usual, "1900-01-01", -1, NULL},
};

static void test_sums(void)
{
    for (size_t i = 0; i < COUNT(sums); i++) {
        struct day from;
        char text[11];
        check(day_read(sums[i].from, &from));
        struct day to = calendar_add(sums[i].calendar, from, sums[i].n);
        day_write(to, text);
        check_text(to.year ? text : "none", sums[i].to ? sums[i].to : "none");
        if (sums[i].n != 0 && sums[i].to)
            check(calendar_between(sums[i].calendar, from, to) == sums[i].n);
    }
}

/* Between is the other side of add, for every pair of days of half a year. */
static void test_between(void)
{
    struct day start = {2026, 1, 1};
    for (int i = 0; i < 180; i++) {
        struct day from = day_from_number(day_number(start) + i);
        check(calendar_between(&usual, from, from) == 0);
        for (int n = 1; n < 40; n++) {
            check(calendar_between(&usual, from, calendar_add(&usual, from, n)) == n);
            check(calendar_between(&usual, from, calendar_add(&usual, from, -n)) == -n);
        }
    }
    check(calendar_between(&usual, (struct day){2026, 1, 9}, (struct day){2026, 1, 11}) == 0);
    check(calendar_between(&usual, (struct day){2026, 1, 5}, (struct day){2026, 1, 18}) == 8);
}

static const struct {
    struct day from;
    int months;
    struct day to;
} months[] = {
    {{2026, 1, 31}, 1, {2026, 2, 28}},  {{2024, 1, 31}, 1, {2024, 2, 29}},   {{2026, 3, 31}, -1, {2026, 2, 28}},
    {{2026, 5, 14}, 12, {2027, 5, 14}}, {{2026, 12, 31}, 2, {2027, 2, 28}},  {{2026, 5, 31}, 1, {2026, 6, 30}},
    {{2024, 2, 29}, 12, {2025, 2, 28}}, {{2026, 1, 15}, -1, {2025, 12, 15}},
};

static void test_months(void)
{
    for (size_t i = 0; i < COUNT(months); i++)
        check(day_number(calendar_add_months(months[i].from, months[i].months)) == day_number(months[i].to));
    check(!day_exists(calendar_add_months((struct day){2199, 12, 31}, 1)));
    check(!day_exists(calendar_add_months((struct day){1900, 1, 1}, -1)));
}

static void test_known(void)
{
    struct day may = {2026, 5, 14}, next = {2027, 1, 4}, before = {2025, 12, 31};
    check(calendar_knows(&usual, may, may) && calendar_knows(&usual, may, (struct day){2026, 1, 2}));
    check(!calendar_knows(&usual, may, next) && !calendar_knows(&usual, next, may));
    check(!calendar_knows(&usual, may, before) && !calendar_knows(&(struct calendar){0}, may, may));
}

int main(void)
{
    check(calendar_works(&usual, (struct day){2026, 1, 5}) && !calendar_works(&usual, (struct day){2026, 1, 16}));
    check(!calendar_works(&usual, (struct day){2026, 1, 10}) && calendar_works(&six_days, (struct day){2026, 1, 10}));
    test_sums();
    test_between();
    test_months();
    test_known();
    return test_end();
}
