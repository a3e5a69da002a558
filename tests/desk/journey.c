/* journey: a service that calls another one. Its questions are part of the visit, its data is not; Back and Ubah go
 * through it, and what crosses the border is what both manifests name and the citizen agreed to. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

#include <string.h>

static struct table table;

static void to_part(void)
{
    table_start_visit(&table, "test.journey");
    check(table_wait(&table, "consent", "consent"));
    table_answer(&table, json_true());
    check(table_wait(&table, "text", "name"));
    table_answer(&table, json_string("siti"));
    check(table_wait(&table, "consent", "consent"));
    check(json_array_size(table_option(&table, "shares")) == 2);
    table_answer(&table, json_true());
    check(table_wait(&table, "choice", "name"));
}

/* Through the called service, to the caller's next question. */
static void to_city(const char *color)
{
    to_part();
    table_answer(&table, json_string(color));
    check(table_wait(&table, "review", "review"));
    json_t *rows = json_object_get(table.screen, "rows"); /* of this service alone */
    check(json_array_size(rows) == 1);
    check_text(json_text(json_array_get(rows, 0), "value"), color);
    table_answer(&table, json_true());
    if (strcmp(color, "none") == 0) {
        check(table_wait(&table, "stop", "stop"));
        table_answer(&table, json_true());
    }
    check(table_wait(&table, "text", "city"));
}

static void to_review(void)
{
    table_answer(&table, json_string("wonosobo"));
    check(table_wait(&table, "review", "review"));
    json_t *rows = json_object_get(table.screen, "rows");
    check(json_array_size(rows) == 3);
    check_text(json_text(json_array_get(rows, 1), "value"), "SITI");
    check_text(json_text(json_array_get(rows, 2), "value"), "wonosobo");
}

static void to_end(void)
{
    table_answer(&table, json_true());
    check(table_wait(&table, "done", "done"));
    check_text(json_text(table_option(&table, ""), "number"), table.last_number);
    check_text(json_text(table_option(&table, ""), "case"), json_text(table.composed, "case")); /* the one on paper */
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    check_text(json_text(table.closed, "why"), "done");
    table_pump(&table, 100);
}

static void leave(void)
{
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

static void test_whole(void)
{
    to_city("red");
    check(!json_truth(table.screen, "back")); /* a letter has gone there */
    to_review();
    to_end();
    check(table_letters(&table, "id.anjungan.polri.test.part") == 1);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 1);
    to_city("none"); /* a called service that stops gives nothing, and the visit goes on */
    to_review();
    to_end();
    check(table_letters(&table, "id.anjungan.polri.test.part") == 1);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 2);
    check(!table_has_text(&table, table.card_nik));
}

/* One step after the other, across both borders, and the other way again. */
static void test_back(void)
{
    static const char *const steps[][2] = {
        {"review", "review"}, {"choice", "name"}, {"consent", "consent"}, {"text", "name"}};
    to_city("blue");
    for (size_t i = 0; i < COUNT(steps); i++) {
        check(json_truth(table.screen, "back"));
        table_back(&table);
        check(table_wait(&table, steps[i][0], steps[i][1]));
    }
    check_text(json_text(table.screen, "default"), "SITI");
    table_answer(&table, json_string("siti"));
    check(table_wait(&table, "consent", "consent"));
    table_answer(&table, json_true());
    check(table_wait(&table, "choice", "name"));
    check_text(json_text(table.screen, "default"), "blue");
    leave();
}

/* Ubah on the caller's review asks the one question again; the called service answers itself on the way back. */
static void test_edit(void)
{
    to_city("blue");
    to_review();
    table_edit(&table, "name");
    check(table_wait(&table, "text", "name"));
    table_answer(&table, json_string("budi"));
    check(table_wait(&table, "review", "review"));
    check_text(json_text(json_array_get(json_object_get(table.screen, "rows"), 1), "value"), "BUDI");
    to_end();
}

/* The same in the called service: its review is not the caller's. */
static void test_edit_in_part(void)
{
    to_part();
    table_answer(&table, json_string("blue"));
    check(table_wait(&table, "review", "review"));
    table_edit(&table, "name");
    check(table_wait(&table, "choice", "name"));
    table_back(&table); /* not after all */
    check(table_wait(&table, "review", "review"));
    table_edit(&table, "name");
    check(table_wait(&table, "choice", "name"));
    table_answer(&table, json_string("red"));
    check(table_wait(&table, "review", "review"));
    table_answer(&table, json_true());
    check(table_wait(&table, "text", "city"));
    leave();
}

static void refused(const char *what, const char *how, const char *code)
{
    table_start_visit(&table, "test.rude");
    check(table_wait(&table, "choice", "what"));
    table_answer(&table, json_string(what));
    if (how) {
        check(table_wait(&table, "choice", "how"));
        table_answer(&table, json_string(how));
    }
    if (strcmp(what, "few") == 0) {
        check(table_wait(&table, "consent", NULL));
        table_answer(&table, json_true());
    }
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), code);
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
}

static void test_refused(void)
{
    int looks = table.looks;
    refused("undeclared", NULL, "FLW-05");
    refused("unshared", NULL, "FLW-05");
    refused("unaccepted", NULL, "FLW-05");
    refused("nosy", NULL, "FLW-05");
    refused("few", NULL, "FLW-05");
    refused("none", NULL, "FLW-06");
    refused("mutual", "back", "FLW-05");
    check(table.looks == looks);
    table_start_visit(&table, "test.rude"); /* nobody offers it, and the script had reckoned with that */
    check(table_wait(&table, "choice", "what"));
    table_answer(&table, json_string("mutual"));
    check(table_wait(&table, "choice", "how"));
    table_answer(&table, json_string("gone"));
    check(table_wait(&table, "stop", "stop"));
    leave();
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_whole();
    test_back();
    test_edit();
    test_edit_in_part();
    test_refused();
    table_close(&table);
    return test_end();
}
