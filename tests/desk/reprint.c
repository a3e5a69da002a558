/* reprint: the slip of a number once more. It is the hall's number as the hall says it, or nothing; the number itself
 * is neither reserved nor confirmed nor made void by it. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

static void start(bool honest, const char *state)
{
    table.place_state = state;
    table_start_visit(&table, "test.reprint");
    check(table_wait(&table, "yes", "honest"));
    table_answer(&table, json_boolean(honest));
}

static void ends(const char *key)
{
    check(table_wait(&table, "done", key));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

static void test_printed(void)
{
    table.print_result = "ok", table.print_effect = "done";
    start(true, "confirmed");
    check(table_wait(&table, "done", "on_paper"));
    check_text(json_text(table_option(&table, ""), "number"), "D014");
    check(json_number(table_option(&table, "queue"), "ahead", -1) == 3);
    ends("on_paper");
    check_text(json_text(table.composed, "number"), "D014");
    check_text(json_text(table.composed, "title"), "Salinan");
    check_text(json_string_value(json_array_get(json_object_get(table.composed, "notes"), 0)), "Nomornya sama.");
    check(strstr(json_text(table.composed, "qr"), "/n/2026-11-23/D014"));
    check(*json_text(json_object_get(table.composed, "queue"), "name"));
    check(json_number(json_object_get(table.composed, "queue"), "ahead", -1) == 3);
}

/* Without paper the number and its code are on the screen; an unknown outcome is asked about and prints again. */
static void test_trouble(void)
{
    table.print_result = "empty", table.print_effect = "none";
    start(true, "confirmed");
    check(table_wait(&table, "paper", "again"));
    check_text(json_text(table_option(&table, ""), "reason"), "empty");
    check_text(json_text(table_option(&table, ""), "number"), "D014");
    check(strstr(json_text(table_option(&table, ""), "qr"), "/n/2026-11-23/D014"));
    table_answer(&table, json_string("without"));
    ends("on_screen");
    table.print_result = "jam", table.print_effect = "unknown";
    start(true, "confirmed");
    check(table_wait(&table, "paper", "again"));
    check_text(json_text(table_option(&table, ""), "reason"), "unknown");
    table.print_result = "ok", table.print_effect = "done";
    table_answer(&table, json_string("missing"));
    ends("on_paper");
}

static void test_refused(void)
{
    static const struct {
        bool honest;
        const char *state;
    } lies[] = {{false, "confirmed"}, {true, "void"}, {true, "reserved"}, {true, "over"}};
    int prints = table.prints;
    for (size_t i = 0; i < COUNT(lies); i++) {
        start(lies[i].honest, lies[i].state);
        check(table_wait(&table, "fault", "again"));
        check_text(json_text(table_option(&table, ""), "code"), "FLW-08");
        table_answer(&table, json_string("end"));
        check(table_wait_closed(&table));
    }
    check(table.prints == prints);
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_printed();
    test_trouble();
    test_refused();
    check(table_letters(&table, "id.anjungan.number.reserved") == 0);
    check(table_letters(&table, "id.anjungan.number.confirmed") == 0);
    check(table_letters(&table, "id.anjungan.number.void") == 0);
    table_close(&table);
    return test_end();
}
