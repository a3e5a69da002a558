/* visit: a whole visit, Back at every question, Ubah there and back, answers that come late or are wrong, the wipe. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

static void to_review(void)
{
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", "consent"));
    table_answer(&table, json_true());
    check(table_wait(&table, "text", "name"));
    table_answer(&table, json_string("  siti   aminah "));
    check(table_wait(&table, "choice", "use"));
    table_answer(&table, json_string("work"));
    check(table_wait(&table, "yes", "sure"));
    table_answer(&table, json_true());
    check(table_wait(&table, "review", "review"));
}

static void to_end(void)
{
    table_answer(&table, json_true());
    check(table_wait(&table, "done", "done"));
    check_text(json_text(table_option(&table, ""), "number"), table.last_number);
    check(strncmp(json_text(table_option(&table, ""), "case"), "LKR-07-", 7) == 0);
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    check_text(json_text(table.closed, "why"), "done");
    table_pump(&table, 100);
}

static void test_whole(void)
{
    to_review();
    json_t *rows = json_object_get(table.screen, "rows");
    check(json_array_size(rows) == 4);
    check_text(json_text(json_array_get(rows, 0), "source"), "card");
    check(!json_truth(json_array_get(rows, 0), "editable"));
    check_text(json_text(json_array_get(rows, 1), "value"), "SITI AMINAH");
    check(json_truth(json_array_get(rows, 1), "editable"));
    check(json_number(json_object_get(table.screen, "stage"), "at", 0) == 2);
    to_end();
    check(table.looks == 1 && table.bills == 1 && table.prints == 1);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 1);
    check(table_letters(&table, "id.anjungan.number.reserved") == 1);
    check(table_letters(&table, "id.anjungan.number.confirmed") == 1);
    check_text(table.paper_language, "id");
    check(!table_has_text(&table, table.card_nik));
    check(!table_has_text(&table, "AMINAH"));
}

static void test_back(void)
{
    int looks = table.looks;
    to_review();
    table_back(&table);
    check(table_wait(&table, "yes", "sure"));
    check(json_is_true(json_object_get(table.screen, "default")));
    table_back(&table);
    check(table_wait(&table, "choice", "use"));
    check_text(json_text(table.screen, "default"), "work");
    table_back(&table);
    check(table_wait(&table, "text", "name"));
    check_text(json_text(table.screen, "default"), "SITI AMINAH");
    check(table.looks == looks + 1);
    table_back(&table); /* to the card: it is read again, and the same person is not looked up again */
    check(table_wait(&table, "text", "name"));
    check(table.looks == looks + 1);
    table_answer(&table, json_string("no"));
    check(table_wait(&table, "text", "name"));
    check_text(json_text(table.screen, "error"), "not_no");
    table_answer(&table, json_string("x"));
    check(table_wait(&table, "text", "name"));
    check_text(json_text(table.screen, "error"), "too_short");
    table_answer(&table, json_string("budi"));
    check(table_wait(&table, "choice", "use"));
    table_answer(&table, json_string("work"));
    check(table_wait(&table, "yes", "sure"));
    table_answer(&table, json_true());
    check(table_wait(&table, "review", NULL));
}

static void test_edit(void)
{
    table_say(&table, json_pack("{ss,sO,ss}", "type", "language", "visit", json_object_get(table.screen, "visit"),
                                "language", "en")); /* in mid-flow: nothing is asked again, and the slip follows */
    table_edit(&table, "use");
    check(table_wait(&table, "choice", "use"));
    table_back(&table); /* not after all */
    check(table_wait(&table, "review", NULL));
    table_edit(&table, "use");
    check(table_wait(&table, "choice", "use"));
    table_answer(&table, json_string("visa")); /* one new question, then the review again */
    check(table_wait(&table, "text", "country"));
    table_answer(&table, json_string("Japan"));
    check(table_wait(&table, "review", NULL));
    check(json_array_size(json_object_get(table.screen, "rows")) == 5);
    table_edit(&table, "name");
    check(table_wait(&table, "text", "name"));
    table_answer(&table, json_string("siti"));
    check(table_wait(&table, "review", NULL));
    check_text(json_text(json_array_get(json_object_get(table.screen, "rows"), 1), "value"), "SITI");
    to_end();
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 2);
    check_text(table.paper_language, "en");
}

static void test_late(void)
{
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", "consent"));
    json_t *old = json_pack("{ss,sO,sO,sb}", "type", "answer", "visit", json_object_get(table.screen, "visit"), "step",
                            json_object_get(table.screen, "step"), "value", 1);
    table_say(&table, json_incref(old));
    table_say(&table, json_incref(old)); /* two fingers, one answer */
    table_say(&table, json_incref(old));
    check(table_wait(&table, "text", "name"));
    json_object_set_new(old, "visit", json_string("somebody else"));
    table_say(&table, old);
    check(table_wait_closed(&table)); /* of that other visit */
    check_text(json_text(table.closed, "visit"), "somebody else");
    check_text(table_key(&table), "name");
    json_decref(table.closed);
    table.closed = NULL;
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
    check_text(json_text(table.closed, "why"), "citizen");
    check(!table_has_text(&table, table.card_nik));
}

static void test_typed(void)
{
    table_leave(&table.card);
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", NULL));
    table_answer(&table, json_true());
    check(table_wait(&table, "ktp", NULL));
    check_text(json_text(table_option(&table, "device"), "state"), "offline");
    table_answer(&table, json_pack("{ss}", "nik", "12345"));
    check(table_wait(&table, "ktp", NULL));
    check_text(json_text(table.screen, "error"), "nik_length");
    table_answer(&table, json_pack("{ss}", "nik", "3510010000000001")); /* no such day: a warning, never a wall */
    check(table_wait(&table, "text", "name"));
    table_say(&table,
              json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why", "idle"));
    check(table_wait_closed(&table));
    table_sit(&table, &table.card);
}

/* The payment: later, taken back, and paid while going back. */
static void test_money(void)
{
    table.unpaid = true;
    to_review();
    table_answer(&table, json_true());
    check(table_wait(&table, "pay", "fee"));
    check(json_integer_value(table_option(&table, "amount")) == 30000);
    check_text(json_text(table_option(&table, ""), "law"), "PP 76/2020");
    table_say(&table, json_pack("{ss,sO,sO}", "type", "cancel", "visit", json_object_get(table.screen, "visit"), "step",
                                json_object_get(table.screen, "step")));
    check(table_wait(&table, "review", NULL));
    table_answer(&table, json_true());
    check(table_wait(&table, "pay", "fee"));
    table_answer(&table, json_string("later"));
    check(table_wait(&table, "done", NULL));
    check_text(json_text(table_option(&table, ""), "bill"), "820260513123456");
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    table.unpaid = false;
}

/* No letter takes a number of 41 letters: such a bill is not shown, and such an NTPN pays nothing. */
static void test_odd_numbers(void)
{
    static const char longest[] = "8202605131234568202605131234568202605131",
                      longer[] = "82026051312345682026051312345682026051312";
    table.code = longer;
    to_review();
    table_answer(&table, json_true());
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "PAY-02");
    table.code = longest;
    table.ntpn = longer;
    table.states = 0;
    table_answer(&table, json_string("retry"));
    check(table_wait(&table, "pay", "fee"));
    for (int i = 0; table.states < 2 && i < 400; i++) /* asked again: the first answer counted for nothing */
        table_pump(&table, 20);
    check(table.states >= 2);
    check_text(table_kind(&table), "pay");
    table.ntpn = longest;
    check(table_wait(&table, "done", NULL));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    table.code = table.ntpn = NULL;
}

static void say_waiting(int n)
{
    json_t *packet = json_pack("{ss,s{s{si}}}", "type", "board", "state", "waiting", "D", n);
    check(wire_send(table.deliver.fd, packet, NULL, 0) == OK);
    json_decref(packet);
    table_pump(&table, 100);
}

/* Two waited when the number was given; later ones are not ahead, nor is the number itself. */
static void test_ahead(void)
{
    table_start_visit(&table, "test.number");
    check(table_wait(&table, "yes", "before"));
    say_waiting(2);
    table_answer(&table, json_true());
    check(table_wait(&table, "yes", "more"));
    check(json_number(json_object_get(table.composed, "queue"), "ahead", -1) == 2);
    say_waiting(4);
    table_answer(&table, json_true());
    check(table_wait(&table, "done", "done"));
    check(json_number(table_option(&table, "queue"), "ahead", -1) == 2);
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_whole();
    test_back();
    test_edit();
    test_late();
    test_typed();
    test_money();
    test_odd_numbers();
    test_ahead();
    table_close(&table);
    return test_end();
}
