/* scan: a step that reads a code. The scanner reads it, reads nothing, lies, is cancelled, dies and comes back, and
 * core dies under it; or somebody types. In the end the letter holds what the screen said, and no disk holds it. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 400, LONG = 2000 };

static struct table table;

static bool asked(int scans)
{
    for (int i = 0; i < ROUNDS && table.scans < scans; i++)
        table_pump(&table, 20);
    return table.scans >= scans;
}

/* A new page, in this state. */
static void expect_page(const char *key, const char *state, const char *phase)
{
    json_decref(table.screen);
    table.screen = NULL;
    check(table_wait(&table, "code", key));
    check_text(json_text(table_option(&table, "device"), "state"), state);
    check_text(json_text(table_option(&table, "device"), "phase"), phase);
}

static void begin(void)
{
    int scans = table.scans;
    table_start_visit(&table, "test.scan");
    expect_page("paper", "online", "scan");
    check(asked(scans + 1));
}

static void scan_next(const char *code)
{
    int scans = table.scans;
    json_decref(table.screen);
    table.screen = NULL;
    table_scan(&table, "ok", code);
    check(table_wait(&table, "code", "second"));
    check(asked(scans + 1));
}

static const json_t *row(size_t n, const char *name)
{
    return json_object_get(json_array_get(json_object_get(table.screen, "rows"), n), name);
}

static void finish(void)
{
    int letters = table_letters(&table, "id.anjungan.polri.test.apply");
    table_answer(&table, json_true());
    check(table_wait(&table, "done", NULL));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    for (int i = 0; i < ROUNDS && table_letters(&table, "id.anjungan.polri.test.apply") == letters; i++)
        table_pump(&table, 20);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == letters + 1);
}

static void test_read(void)
{
    char longest[LONG + 1];
    memset(longest, 'x', LONG);
    longest[LONG] = 0;
    begin();
    scan_next("LKR-07-2611-D00042 rahasia"); /* min and max are of what is typed */
    table_scan(&table, "ok", longest);
    check(table_wait(&table, "review", NULL));
    check_text(json_text(row(0, "value"), "code"), "LKR-07-2611-D00042 rahasia");
    check_text(json_text(row(0, "value"), "symbology"), "qr");
    check(json_is_false(row(0, "editable")));
    check(json_string_length(json_object_get(row(1, "value"), "code")) == LONG);
    finish();
    check(!table_has_text(&table, "rahasia"));
}

/* What is no code changes the screen once, and the scanner is asked again every time. */
static void test_unread(void)
{
    begin();
    int scans = table.scans;
    table_scan(&table, "retry", NULL);
    expect_page("paper", "online", "again");
    check(asked(scans + 1));
    int64_t step = json_number(table.screen, "step", 0);
    table_scan(&table, "retry", NULL);
    check(asked(scans + 2));
    table_scan(&table, "ok", NULL); /* a driver that lies: a code without a code */
    check(asked(scans + 3));
    table_scan(&table, "ok", "");
    check(asked(scans + 4));
    table_scan(&table, "timeout", NULL);
    check(asked(scans + 5));
    check(json_number(table.screen, "step", 0) == step);
    scan_next("ABCD");
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table)); /* the open request is cancelled with it */
}

static void test_typed(void)
{
    begin();
    table_answer(&table, json_pack("{ss}", "code", "abc"));
    check(table_wait(&table, "code", "paper"));
    check_text(json_text(table.screen, "error"), "too_short");
    table_answer(&table, json_string("ABCD"));
    check(table_wait(&table, "code", "paper"));
    table_answer(&table, json_pack("{ss,ss}", "code", " lkr  07 ", "source", "scanner"));
    check(table_wait(&table, "code", "second"));
    table_back(&table);
    check(table_wait(&table, "code", "paper"));
    table_answer(&table, json_pack("{ss}", "code", "lkr  07"));
    check(table_wait(&table, "code", "second"));
    table_answer(&table, json_pack("{ss}", "code", "two"));
    check(table_wait(&table, "review", NULL));
    check_text(json_text(row(0, "value"), "code"), "LKR 07");
    check_text(json_text(row(0, "value"), "source"), "typed");
    table_edit(&table, "paper");
    check(table_wait(&table, "code", "paper"));
    check_text(json_text(json_object_get(table.screen, "default"), "code"), "LKR 07");
    table_answer(&table, json_pack("{ss}", "code", "LKR 08"));
    check(table_wait(&table, "review", NULL));
    check_text(json_text(row(0, "value"), "code"), "LKR 08");
    finish();
}

static void test_away(void)
{
    table_leave(&table.scanner);
    table_start_visit(&table, "test.scan");
    expect_page("paper", "offline", "scan");
    int scans = table.scans;
    table_sit(&table, &table.scanner);
    expect_page("paper", "online", "scan");
    check(asked(scans + 1));
    table_leave(&table.scanner); /* with the request open */
    expect_page("paper", "offline", "scan");
    table_sit(&table, &table.scanner);
    expect_page("paper", "online", "scan");
    check(asked(scans + 2));
    table_kill(&table, "core");
    check(table_wait(&table, "code", "paper"));
    check(asked(scans + 3));
    scan_next("ABCD");
    table_kill(&table, "flow");
    table_scan(&table, "ok", "EFGH");
    check(table_wait(&table, "review", NULL));
    check_text(json_text(row(1, "value"), "code"), "EFGH");
    finish();
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_read();
    test_unread();
    test_typed();
    test_away();
    table_close(&table);
    return test_end();
}
