/* opening: an agency that is closed says when it truly opens, over holidays and weekends; and at that minute it is
 * open, though nothing else happens at the kiosk. The rules of this country say that 14 May 2026 is a holiday, and 15
 * joint leave; the site may say more. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "desk/table.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

enum { PATIENCE_MS = 8000 };

static struct table table;

/* Core begins again at this second of a day in May 2026. */
static void core_at(int day, int hour, int minute, int second)
{
    struct tm at = {.tm_year = 126,
                    .tm_mon = 4,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute,
                    .tm_sec = second,
                    .tm_isdst = -1};
    setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)mktime(&at)), 1);
    json_decref(table.home);
    table.home = NULL;
    table_kill(&table, "core");
    check(table_wait_home(&table));
}

static const json_t *state(void)
{
    return json_object_get(json_object_get(table.home, "states"), "polri");
}

static bool becomes(const char *wanted)
{
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until; table_pump(&table, 40))
        if (strcmp(json_text(state(), "state"), wanted) == 0)
            return true;
    return false;
}

static void check_closed(const char *day)
{
    check(becomes("closed"));
    check_text(json_text(state(), "opens"), "08.00");
    check_text(json_text(state(), "day"), day);
}

static void test_when(void)
{
    core_at(13, 7, 0, 0);
    check_closed("");
    core_at(12, 16, 0, 0);
    check_closed("2026-05-13");
    core_at(13, 16, 0, 0);
    check_closed("2026-05-18");
    core_at(14, 10, 0, 0);
    check_closed("2026-05-18");
    core_at(16, 10, 0, 0);
    check_closed("2026-05-18");
    core_at(18, 10, 0, 0);
    check(!state());
}

static void test_by_itself(void)
{
    core_at(18, 7, 59, 58);
    check_closed("");
    check(becomes(""));
    core_at(18, 14, 59, 58);
    check(becomes("closed"));
    check_text(json_text(state(), "day"), "2026-05-19");
}

int main(void)
{
    table_open_site(&table, &(struct table_site){.plugins = SOURCE "/tests/desk/plugins",
                                                 .core = "core",
                                                 .folders = "rules = \"" SOURCE "/rules\";",
                                                 .agency = "opens = \"08.00\"; closes = \"15.00\";"});
    check(table_wait_home(&table));
    test_when();
    test_by_itself();
    table_close(&table);
    return test_end();
}
