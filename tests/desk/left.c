/* left: a card in the reader that no visit waits for. Its owner has gone, or it was in already when core, the driver or
 * the reader came: home says so, staff is called, and it is nobody's data. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "desk/table.h"
#include "test.h"

#include <string.h>

static struct table table;

/* To the card's screen; the reader waits for a card. */
static void to_card(void)
{
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", NULL));
    table_answer(&table, json_true());
    check(table_wait(&table, "ktp", NULL));
    table_pump(&table, 100); /* the reader has said what lies in it */
}

static void leave(void)
{
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

static void expect_staff(void)
{
    for (int64_t until = clock_ms() + 8000; clock_ms() < until && !*table.staff;)
        table_pump(&table, 20);
    check_text(table.staff, "an identity card was left in the reader");
    table.staff[0] = 0;
}

static void expect_nobody_called(void)
{
    table_pump(&table, 400);
    check_text(table.staff, "");
}

/* The next citizen is told to take it away first. */
static void test_after_a_visit(void)
{
    to_card();
    table_card(&table, "present");
    check(table_wait_phase(&table, "reading"));
    leave();
    check_text(table.staff, ""); /* whoever goes takes it now */
    expect_staff();
    to_card();
    check(table_wait_phase(&table, "remove"));
    table_card(&table, "notPresent");
    check(table_wait_phase(&table, "insert"));
    leave();
    expect_nobody_called();
}

/* The driver comes, with this in its reader. */
static void driver_begins(const char *media)
{
    table.card_media = media;
    table_sit(&table, &table.card);
}

static void test_core_killed(void)
{
    table.card_media = "present";
    table_kill(&table, "core");
    check(table_wait_card(&table, true));
    expect_staff();
    table_card(&table, "notPresent");
    check(table_wait_card(&table, false));
}

static void test_driver_killed(void)
{
    driver_begins("notPresent");
    driver_begins("present");
    check(table_wait_card(&table, true));
    expect_staff();
    driver_begins("notPresent");
    check(table_wait_card(&table, false));
}

/* As when pcscd dies. A card that comes afterwards is in somebody's hand. */
static void test_reader_lost(void)
{
    table_card(&table, "unknown");
    table_card(&table, "present");
    check(table_wait_card(&table, true));
    expect_staff();
    table_card(&table, "unknown");
    check(table_wait_card(&table, false));
    table_card(&table, "notPresent");
    table_card(&table, "present");
    expect_nobody_called();
    check(table_wait_card(&table, false));
    table_card(&table, "notPresent");
}

/* The visit goes on and the card is perhaps its own: it has to come out once, and nobody is called. */
static void test_in_a_visit(void)
{
    to_card();
    table_card(&table, "present");
    check(table_wait_phase(&table, "reading"));
    json_decref(table.screen);
    table.screen = NULL;
    table.card_media = "present";
    table_kill(&table, "core");
    check(table_wait_phase(&table, "remove"));
    expect_nobody_called();
    table_card(&table, "notPresent");
    check(table_wait_phase(&table, "insert"));
    leave();
    expect_nobody_called();
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    table.card_nik = NULL;
    test_after_a_visit();
    test_core_killed();
    test_driver_killed();
    test_reader_lost();
    test_in_a_visit();
    table_close(&table);
    return test_end();
}
