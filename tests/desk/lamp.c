/* lamp: what the lamp on top of the kiosk shows, and a card that is left in the reader: the screen and the sounder say
 * so until it is out. And a reader that cannot say whose the card is, so that it has to be typed. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

#include <string.h>

enum { ROUNDS = 400 };

static struct table table;

static void expect_lamp(const char *shows)
{
    for (int i = 0; i < ROUNDS && strcmp(table.lamp_shows, shows) != 0; i++)
        table_pump(&table, 20);
    check_text(table.lamp_shows, shows);
}

static void begin(void)
{
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", NULL));
    expect_lamp("busy");
    table_answer(&table, json_true());
    check(table_wait(&table, "ktp", NULL));
}

static void end(void)
{
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

static void test_card_left(void)
{
    begin();
    table_card(&table, "present");
    check(table_wait_phase(&table, "reading"));
    end();
    expect_lamp("attention sound");
    check(table_wait_card(&table, true));
    table_card(&table, "notPresent");
    check(table_wait_card(&table, false));
    expect_lamp("idle");
}

static void test_card_taken(void)
{
    begin();
    table_card(&table, "present");
    check(table_wait_phase(&table, "reading"));
    table_card(&table, "notPresent");
    end();
    expect_lamp("idle");
    check(table_wait_card(&table, false));
}

/* Core asks for the NIK, and goes on reading: the next card may be another one. */
static void test_locked(void)
{
    int64_t asked = table.card_id;
    begin();
    table_card(&table, "present");
    check(table_wait_phase(&table, "reading"));
    table_card_fails(&table, "broken", "sam");
    check(table_wait_phase(&table, "locked"));
    check(table.card_id > asked);
    table_answer(&table, json_pack("{ss}", "nik", "3510014107900001"));
    check(table_wait(&table, "text", "name"));
    table_card(&table, "notPresent");
    end();
    expect_lamp("idle");
}

static void test_trouble(void)
{
    table_leave(&table.printer);
    expect_lamp("attention");
    table_sit(&table, &table.printer);
    expect_lamp("idle");
    table_leave(&table.ui);
    expect_lamp("out");
    table_sit(&table, &table.ui);
    expect_lamp("idle");
    table_leave(&table.lamp);
    *table.lamp_shows = 0;
    table_sit(&table, &table.lamp);
    expect_lamp("idle");
    table_say(&table, json_pack("{ss}", "type", "staff"));
    expect_lamp("attention");
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    table.card_nik = NULL;
    check(table_wait_home(&table));
    expect_lamp("idle");
    test_card_taken();
    test_card_left();
    test_locked();
    test_trouble();
    table_close(&table);
    return test_end();
}
