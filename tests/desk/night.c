/* night: what happens to people. Midnight comes in mid-visit, and with it another fee and another day of the queue;
 * core may die on the way. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "desk/table.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

static struct table table;

/* Core begins again at this second of a day in May 2026, counted from its midnight; whoever is there goes on. */
static void core_at(int day, int seconds)
{
    struct tm midnight = {.tm_year = 2026 - 1900, .tm_mon = 4, .tm_mday = day, .tm_isdst = -1};
    setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)mktime(&midnight) + seconds), 1);
    json_decref(table.screen);
    table.screen = NULL;
    table_kill(&table, "core");
}

static void to_review(void)
{
    check(table_wait_home(&table));
    table_start_visit(&table, "test.midnight");
    check(table_wait(&table, "yes", "before"));
    table_answer(&table, json_true());
    check(table_wait(&table, "review", NULL));
}

static void ends_with(int64_t fee, const char *day)
{
    check(table_wait(&table, "done", NULL));
    check(json_number(table_option(&table, "with"), "fee", 0) == fee);
    check_text(json_text(table_option(&table, "with"), "day"), day);
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

/* From midnight on it costs more: nobody pays what they did not see, so everything is looked over again. */
static void test_fee(void)
{
    core_at(14, -60);
    to_review();
    core_at(14, 60);
    check(table_wait(&table, "review", NULL));
    table_answer(&table, json_true());
    check(table_wait(&table, "yes", "before"));
    table_answer(&table, json_true());
    check(table_wait(&table, "review", NULL));
    check(table.bills == 0);
    table_answer(&table, json_true());
    ends_with(50000, "2026-05-14");
}

/* The fee stays: the visit is of the day it began on. */
static void test_midnight(void)
{
    core_at(15, -60);
    to_review();
    core_at(15, 60);
    check(table_wait(&table, "review", NULL));
    table_answer(&table, json_true());
    ends_with(50000, "2026-05-14");
    unsetenv("ANJUNGAN_CLOCK");
    table_kill(&table, "core");
    check(table_wait_home(&table));
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_fee();
    test_midnight();
    table_close(&table);
    return test_end();
}
