/* document: a document on A4, of an agency or of the service's own. The agency's bytes reach the printer unchanged; the
 * next printer gets what the one before certainly did not print; an unknown outcome is asked about and never repeated
 * by itself. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static const char signed_pdf[] = "%PDF-1.7 signed by the agency \xff\xfe, and no byte of it may change";

static struct table table;

static void behave(const char *result, const char *effect, const char *next_result, const char *next_effect)
{
    table.a4[0].result = result, table.a4[0].effect = effect;
    table.a4[1].result = next_result, table.a4[1].effect = next_effect;
    *table.staff = 0;
}

static void start(bool copy)
{
    table_start_visit(&table, "test.document");
    check(table_wait(&table, "yes", "which"));
    table_answer(&table, json_boolean(copy));
    if (!copy)
        return;
    check(table_wait(&table, "yes", "sure"));
    table_answer(&table, json_true());
}

static void ends(const char *key)
{
    check(table_wait(&table, "stop", key));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

static void trouble(const char *key, const char *reason, const char *code)
{
    check(table_wait(&table, "paper", key));
    check_text(json_text(table_option(&table, ""), "reason"), reason);
    check_text(json_text(table_option(&table, ""), "code"), code);
    check(json_truth(table_option(&table, ""), "document"));
}

static void answer(const char *choice)
{
    table_answer(&table, json_string(choice));
}

static int prints(void)
{
    return table.a4[0].prints + table.a4[1].prints;
}

static bool is_signed(const struct table_a4 *a4)
{
    return a4->n == strlen(signed_pdf) && memcmp(a4->bytes, signed_pdf, a4->n) == 0;
}

static void test_bytes(void)
{
    behave("ok", "done", "ok", "done");
    start(true);
    ends("on_paper");
    check(is_signed(&table.a4[0]) && table.a4[1].prints == 0);
}

static void test_template(void)
{
    start(false);
    ends("on_paper");
    check_text(json_text(table.composed, "title"), "Surat SITI");
    const json_t *blocks = json_object_get(table.composed, "blocks");
    check_text(json_text(json_array_get(blocks, 0), "text"), "Menerangkan bahwa SITI.");
    check_text(json_text(json_array_get(blocks, 1), "kind"), "table");
    check(strncmp(table.a4[0].bytes, "%PDF-", 5) == 0);
}

/* The staff hears of the one that is empty although the citizen has the paper. */
static void test_next_printer(void)
{
    int before = table.a4[1].prints;
    behave("empty", "none", "ok", "done");
    start(true);
    ends("on_paper");
    check(table.a4[1].prints == before + 1 && is_signed(&table.a4[1]));
    table_pump(&table, 100);
    check_text(table.staff, "a4 empty");
}

/* Nothing was certain: the next one is not tried, because the paper may lie in the first. */
static void test_unknown(void)
{
    int before = table.a4[1].prints;
    behave("jam", "unknown", "ok", "done");
    start(true);
    trouble("copy", "unknown", "PRN-09");
    check(table.a4[1].prints == before);
    answer("missing");
    trouble("copy", "unknown", "PRN-09");
    answer("came");
    ends("on_paper");
}

static void test_none(void)
{
    int before = prints();
    behave("empty", "none", "jam", "none");
    start(true);
    trouble("copy", "empty", "PRN-02");
    check(prints() == before + 2);
    check_text(json_text(table_option(&table, ""), "qr"), "https://polri.example/1");
    check_text(json_text(table_option(&table, ""), "title"), "Kartu Keluarga");
    behave("ok", "done", "ok", "done");
    answer("again");
    ends("on_paper");
    behave("gone", "none", "gone", "none");
    start(false);
    trouble("letter", "gone", "PRN-01");
    check(!table_option(&table, "qr"));
    answer("without");
    ends("on_screen");
}

/* What an agency says it is and is not is no document: nothing is printed. */
static void test_lies(void)
{
    int before = prints();
    table.document_lies = true;
    table_start_visit(&table, "test.document");
    check(table_wait(&table, "yes", "which"));
    table_answer(&table, json_true());
    check(table_wait(&table, "fault", NULL));
    answer("end");
    check(table_wait_closed(&table));
    table.document_lies = false;
    check(prints() == before);
}

static void kill_core(void)
{
    json_decref(table.screen); /* the old one does not count */
    table.screen = NULL;
    table_kill(&table, "core");
}

/* Core dies with the document in its memory: it asks again and prints the same; another one is not printed. */
static void test_killed(void)
{
    behave("ok", "done", "ok", "done");
    table_start_visit(&table, "test.document");
    check(table_wait(&table, "yes", "which"));
    table_answer(&table, json_true());
    check(table_wait(&table, "yes", "sure"));
    kill_core();
    check(table_wait(&table, "yes", "sure"));
    int looks = table.looks;
    table_answer(&table, json_true());
    ends("on_paper");
    check(is_signed(&table.a4[0]) && table.looks == looks + 1);
    int before = prints();
    table_start_visit(&table, "test.document");
    check(table_wait(&table, "yes", "which"));
    table_answer(&table, json_true());
    check(table_wait(&table, "yes", "sure"));
    kill_core();
    check(table_wait(&table, "yes", "sure"));
    table.document = "%PDF-1.7 of somebody else";
    table_answer(&table, json_true());
    trouble("copy", "gone", "DOC-01");
    check(prints() == before);
    table.document = signed_pdf;
    answer("again");
    ends("on_paper");
}

/* It dies while the printer is at work: nobody can say. */
static void test_killed_printing(void)
{
    behave("", "", "ok", "done");
    start(true);
    int before = prints();
    for (int i = 0; i < 400 && prints() == before; i++)
        table_pump(&table, 10);
    table_kill(&table, "core");
    behave("ok", "done", "ok", "done");
    trouble("copy", "unknown", "PRN-09");
    check(prints() == before + 1);
    check(!table_has_text(&table, "signed by the agency"));
    answer("came");
    ends("on_paper");
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    table.document = signed_pdf;
    check(table_wait_home(&table));
    test_bytes();
    test_template();
    test_next_printer();
    test_unknown();
    test_none();
    test_lies();
    test_killed();
    test_killed_printing();
    table_close(&table);
    return test_end();
}
