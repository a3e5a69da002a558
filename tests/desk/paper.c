/* paper: what the printer says decides about the number; without hall, printer or agencies there is still a way on. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

static void to_paper(void)
{
    table_start_visit(&table, "test.visit");
    while (strcmp(table_kind(&table), "paper") && strcmp(table_kind(&table), "done")) {
        table_pump(&table, 20);
        if (strcmp(table_kind(&table), "paper") && strcmp(table_kind(&table), "done"))
            table_go_on(&table);
    }
}

static void finish(void)
{
    check(table_wait(&table, "done", NULL));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    table_pump(&table, 100);
}

static void count(int reserved, int confirmed, int voided)
{
    check(table_letters(&table, "id.anjungan.number.reserved") == reserved);
    check(table_letters(&table, "id.anjungan.number.confirmed") == confirmed);
    check(table_letters(&table, "id.anjungan.number.void") == voided);
}

/* Out of paper before the first byte: the same number, once it was refilled. */
static void refilled(void)
{
    char first[16];
    table.print_result = "empty", table.print_effect = "none";
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "empty");
    check_text(json_text(table_option(&table, ""), "code"), "PRN-02");
    snprintf(first, sizeof first, "%s", table.last_number);
    table.print_result = "ok", table.print_effect = "done";
    table_answer(&table, json_string("again"));
    finish();
    check_text(table.last_number, first);
    count(1, 1, 0);
}

/* Out of paper in the middle: never again blindly, also not for a window that comes back; a slip that is missing makes
 * its number void. */
static void cut_short(void)
{
    char first[16];
    table.print_result = "empty", table.print_effect = "unknown";
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    snprintf(first, sizeof first, "%s", table.last_number);
    table_answer(&table, json_string("again"));
    table_pump(&table, 100);
    check(table.prints == 3);
    table_say(&table, json_pack("{ss,ss}", "type", "staff", "visit", "x"));
    table_sit(&table, &table.ui);
    check(table_wait(&table, "paper", NULL));
    table.print_result = "ok", table.print_effect = "done";
    table_answer(&table, json_string("missing"));
    finish();
    check(strcmp(table.last_number, first) != 0);
    count(3, 2, 1);
}

static void driver_dies(void)
{
    table.print_dies = true;
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    table.print_dies = false;
    table_sit(&table, &table.printer);
    table_answer(&table, json_string("came"));
    finish();
    count(4, 3, 1);
}

static void go_on_until_printing(void)
{
    int prints = table.prints;
    table_start_visit(&table, "test.visit");
    while (table.prints == prints) {
        table_pump(&table, 20);
        if (table.prints == prints)
            table_go_on(&table);
    }
}

/* Core dies with the page; its driver comes back when the page is over, and only then is asked. */
static void core_dies(void)
{
    table.print_hangs = true;
    go_on_until_printing();
    table_leave(&table.printer);
    table_stop(&table, "core");
    json_decref(table.screen), table.screen = NULL;
    table_start(&table, "core");
    table_sit(&table, &table.ui);
    table_sit(&table, &table.deliver);
    check(table_wait(&table, "wait", NULL));
    check_text(json_text(table_option(&table, ""), "what"), "print");
    table.print_hangs = false;
    table_sit(&table, &table.card);
    table_sit(&table, &table.printer);
    check(table_wait(&table, "paper", NULL));
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    table_answer(&table, json_string("came"));
    finish();
    count(5, 4, 1);
}

/* No printer at all: the number stays on the screen. */
static void no_printer(void)
{
    table_leave(&table.printer);
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "gone");
    table_answer(&table, json_string("without"));
    check(table_wait(&table, "done", NULL));
    check(json_is_false(table_option(&table, "printed")));
    finish();
    count(6, 5, 1);
    table_sit(&table, &table.printer);
}

static void say_end(const json_t *visit, const char *why)
{
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", visit, "why", why));
}

static void walks_away_from_a_jam(void)
{
    say_end(json_object_get(table.closed, "visit"), "done");
    table.print_result = "jam", table.print_effect = "none";
    to_paper();
    say_end(json_object_get(table.screen, "visit"), "idle");
    json_decref(table.closed), table.closed = NULL;
    check(table_wait_closed(&table));
    table_pump(&table, 100);
    count(7, 5, 2);
    table.print_result = "ok", table.print_effect = "done";
}

/* The leased block is used up, then the kiosk's own series. */
static void without_the_hall(void)
{
    table.hall_down = true;
    for (int i = 0; i < 16; i++) {
        to_paper();
        finish();
    }
    check(strncmp(table.last_number, "DK", 2) == 0);
    table.hall_down = false;
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    refilled();
    cut_short();
    driver_dies();
    core_dies();
    no_printer();
    walks_away_from_a_jam();
    without_the_hall();
    table_close(&table);
    return test_end();
}
