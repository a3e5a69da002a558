/* slip: a list on paper. Whatever the printer says there is a way on; an unknown outcome is asked about, and no number
 * is ever given. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

static void to_slip(const char *result, const char *effect)
{
    table.print_result = result, table.print_effect = effect;
    table_start_visit(&table, "test.slip");
    check(table_wait(&table, "yes", "ready"));
    table_answer(&table, json_false());
}

static void ends(const char *key)
{
    check(table_wait(&table, "stop", key));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

static void trouble(const char *reason, const char *code)
{
    check(table_wait(&table, "paper", "missing"));
    check_text(json_text(table_option(&table, ""), "reason"), reason);
    check_text(json_text(table_option(&table, ""), "code"), code);
}

static void answer(const char *choice)
{
    table_answer(&table, json_string(choice));
}

/* Data of the page, and the list as a code when there is none. */
static void test_content(void)
{
    to_slip("ok", "done");
    ends("on_paper");
    check_text(json_string_value(json_at(table.composed, "list.title")), "Yang kurang");
    check_text(json_string_value(json_array_get(json_at(table.composed, "list.items"), 0)), "4 foto");
    check(json_array_size(json_at(table.composed, "list.items")) == 2);
    check_text(json_string_value(json_array_get(json_at(table.composed, "list.have"), 0)), "KTP");
    check_text(json_string_value(json_array_get(json_object_get(table.composed, "notes"), 0)), "Bawa ke loket.");
    check(!json_object_get(table.composed, "number") && !json_object_get(table.composed, "case"));
    to_slip("empty", "none");
    trouble("empty", "PRN-02");
    check_text(json_text(table_option(&table, ""), "qr"), "Yang kurang\n- 4 foto\n- Kartu Keluarga");
    check(json_array_size(table_option(&table, "list")) == 2 && !table_option(&table, "number"));
    answer("without");
    ends("on_screen");
}

/* A phone reads only so much before a screen: what is left out is counted. */
static void test_long(void)
{
    table.print_result = "empty", table.print_effect = "none";
    table_start_visit(&table, "test.slip");
    check(table_wait(&table, "yes", "ready"));
    table_answer(&table, json_true());
    check(table_wait(&table, "paper", "many"));
    static const char end[] = "\n- Baris ke-5, dengan nama yang panjang sekali\n... +3";
    const char *code = json_text(table_option(&table, ""), "qr");
    check(strlen(code) <= 300 && strlen(code) > strlen(end));
    check_text(code + strlen(code) - strlen(end), end);
    answer("without");
    trouble("empty", "PRN-02");
    answer("without");
    ends("on_screen");
}

static void test_refilled(void)
{
    int prints = table.prints;
    to_slip("empty", "none");
    trouble("empty", "PRN-02");
    answer("again");
    trouble("empty", "PRN-02");
    table.print_result = "ok", table.print_effect = "done";
    answer("again");
    ends("on_paper");
    check(table.prints == prints + 3);
}

static void test_unknown(void)
{
    to_slip("jam", "unknown");
    trouble("unknown", "PRN-09");
    int prints = table.prints;
    table_say(&table, json_pack("{ss,sO,sO,so}", "type", "answer", "visit", json_object_get(table.screen, "visit"),
                                "step", json_object_get(table.screen, "step"), "value", json_string("again")));
    table_pump(&table, 200);
    check(table.prints == prints); /* never blindly */
    table.print_result = "ok", table.print_effect = "done";
    answer("missing");
    ends("on_paper");
    check(table.prints == prints + 1);
    to_slip("jam", "unknown");
    trouble("unknown", "PRN-09");
    answer("came");
    ends("on_paper");
}

/* Core dies while the printer is at work: nobody can say, so the citizen is asked. */
static void test_killed(void)
{
    table.print_hangs = true;
    int prints = table.prints;
    to_slip("ok", "done");
    for (int i = 0; i < 400 && table.prints == prints; i++)
        table_pump(&table, 10);
    check(table.prints == prints + 1);
    table_kill(&table, "core");
    table.print_hangs = false;
    trouble("unknown", "PRN-09");
    check(table.prints == prints + 1);
    answer("came");
    ends("on_paper");
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_content();
    test_long();
    test_refilled();
    test_unknown();
    test_killed();
    check(table_letters(&table, "id.anjungan.number.reserved") == 0);
    table_close(&table);
    return test_end();
}
