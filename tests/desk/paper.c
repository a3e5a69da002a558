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

int main(void)
{
    char first[16];
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));

    table.print_result = "empty", table.print_effect = "none"; /* out of paper before the first byte */
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "empty");
    check_text(json_text(table_option(&table, ""), "code"), "PRN-02");
    snprintf(first, sizeof first, "%s", table.last_number);
    table.print_result = "ok", table.print_effect = "done";
    table_answer(&table, json_string("again")); /* refilled: the same number */
    finish();
    check_text(table.last_number, first);
    count(1, 1, 0);

    table.print_result = "empty", table.print_effect = "unknown"; /* out of paper in the middle */
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    snprintf(first, sizeof first, "%s", table.last_number);
    table_answer(&table, json_string("again")); /* never blindly */
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

    table.print_dies = true; /* the driver dies with the page */
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    table.print_dies = false;
    table_sit(&table, &table.printer);
    table_answer(&table, json_string("came"));
    finish();
    count(4, 3, 1);

    int prints =
        table.prints; /* core dies with the page; its driver comes back when the page is over, and then is asked */
    table.print_hangs = true;
    table_start_visit(&table, "test.visit");
    while (table.prints == prints) {
        table_pump(&table, 20);
        if (table.prints == prints)
            table_go_on(&table);
    }
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

    table_leave(&table.printer); /* no printer at all: the number stays on the screen */
    to_paper();
    check_text(json_text(table_option(&table, ""), "reason"), "gone");
    table_answer(&table, json_string("without"));
    check(table_wait(&table, "done", NULL));
    check(json_is_false(table_option(&table, "printed")));
    finish();
    count(6, 5, 1);
    table_sit(&table, &table.printer);

    table_say(&table,
              json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.closed, "visit"), "why", "done"));
    table.print_result = "jam", table.print_effect = "none"; /* walks away from a jam */
    to_paper();
    table_say(&table,
              json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why", "idle"));
    json_decref(table.closed), table.closed = NULL;
    check(table_wait_closed(&table));
    table_pump(&table, 100);
    count(7, 5, 2);
    table.print_result = "ok", table.print_effect = "done";

    table.hall_down = true; /* the leased block is used up, then the kiosk's own series */
    for (int i = 0; i < 16; i++) {
        to_paper();
        finish();
    }
    check(strncmp(table.last_number, "DK", 2) == 0);
    table.hall_down = false;
    table_close(&table);
    return test_end();
}
