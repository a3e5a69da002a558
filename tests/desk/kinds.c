/* kinds: the questions that take more than a tap or a line. Ui lies in each; what the script, the review and the letter
 * get is core's own; Ubah keeps the rest, and the answers survive core. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

#include <stdlib.h>

static struct table table;

static const struct {
    const char *kind, *key;
    const char *lies[8]; /* as JSON; core shows the question again */
    const char *error;   /* to the last of them */
    const char *answer;
    const char *row; /* its value on the review */
} questions[] = {
    {"info", "figures", {"false"}, "needed", "true", NULL},
    {"pick",
     "village",
     {"\"3000\"", "\"\"", "7", "{\"text\":\"Desa 1\"}", "\"2013\""},
     "not_there",
     "{\"id\":\"2007\",\"text\":\"a lie\"}",
     "{\"id\":\"2007\",\"text\":\"Desa 7\"}"},
    {"slot",
     "slot",
     {"\"9\"", "7", "{\"day\":\"2026-06-09\"}"},
     "choose",
     "\"8\"",
     "{\"day\":\"2026-06-09\",\"id\":\"8\",\"time\":\"10:00\"}"},
    {"pin", "pin", {"123456", "\"12345\"", "\"12345x\""}, "pin_digits", "\"012345\"", NULL},
    {"country", "country", {"\"ZZZ\"", "\"id\"", "true", "\"Indonesia\""}, "choose", "\"NLD\"", "\"NLD\""},
    {"address",
     "address",
     {"{\"region\":\"33.02.04.2999\",\"street\":\"Jl. Melati\"}", "{\"region\":\"33.02\",\"street\":\"Jl. Melati\"}",
      "{\"place\":\"Losari\",\"street\":\"a\"}", "\"Jl. Melati\"",
      "{\"region\":\"33.02.04.2001\",\"street\":\"Jl. Melati\",\"rt\":\"0x1\"}"},
     "neighbourhood",
     "{\"region\":\"33.02.04.2001\",\"village\":\"a lie\",\"street\":\"Jl. Melati 7\",\"rt\":\"2\"}",
     "{\"district\":\"Rawalo\",\"province\":\"Jawa Tengah\",\"regency\":\"Kabupaten Banyumas\",\"region\":\"33.02.04."
     "2001\",\"rt\":\"002\",\"street\":\"Jl. Melati 7\",\"text\":\"Jl. Melati 7, RT 002, Desa Losari, Kecamatan "
     "Rawalo, Kabupaten Banyumas, Jawa Tengah\",\"village\":\"Losari\"}"},
    {"year", "year", {"1949", "\"1987\"", "2027"}, "too_large", "1987", "1987"},
    {"sign",
     "sign",
     {"{}", "{\"by\":\"finger\"}", "{\"by\":\"finger\",\"path\":\"M0 0L9 9\"}", "\"M0 0L900 9\"",
      "{\"by\":\"finger\",\"path\":\"M0 0L900 401\"}"},
     "sign",
     "{\"by\":\"finger\",\"path\":\"M0 0L900 100\"}",
     "{\"by\":\"finger\",\"path\":\"M0 0L900 100\"}"},
    {"confirm", "confirm", {"false", "1", "\"yes\""}, "needed", "true", NULL}};

static json_t *value_of(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    must(value != NULL);
    return value;
}

static void answer(size_t i, bool lying)
{
    check(table_wait(&table, questions[i].kind, questions[i].key));
    for (const char *const *lie = questions[i].lies; lying && *lie; lie++) {
        table_answer(&table, value_of(*lie));
        check(table_wait(&table, questions[i].kind, questions[i].key));
        check(*json_text(table.screen, "error"));
    }
    if (lying)
        check_text(json_text(table.screen, "error"), questions[i].error);
    table_answer(&table, value_of(questions[i].answer));
}

static void check_rows(void)
{
    const json_t *rows = json_object_get(table.screen, "rows");
    size_t n = 0;
    for (size_t i = 0; i < COUNT(questions); i++) {
        if (!questions[i].row)
            continue;
        char *text = json_write(json_object_get(json_array_get(rows, n++), "value"));
        check_text(text, questions[i].row);
        free(text);
    }
    check(json_array_size(rows) == n);
}

static void to_review(bool lying)
{
    table_start_visit(&table, "test.kinds");
    for (size_t i = 0; i < COUNT(questions); i++)
        answer(i, lying);
    check(table_wait(&table, "review", "review"));
    check_rows();
}

/* Each is asked again with what it was, left as it was, and changed. */
static void test_edit(void)
{
    for (size_t i = 0; i < COUNT(questions); i++) {
        if (!questions[i].row)
            continue;
        table_edit(&table, questions[i].key);
        check(table_wait(&table, questions[i].kind, questions[i].key));
        json_t *was = value_of(questions[i].row);
        check(json_equal(json_object_get(table.screen, "default"), was));
        table_answer(&table, was);
        check(table_wait(&table, "review", "review"));
    }
    check_rows();
}

static void test_letter(void)
{
    table_answer(&table, json_true());
    check(table_wait(&table, "done", "done"));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    table_pump(&table, 100);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 1);
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    to_review(true);
    json_decref(table.screen);
    table.screen = NULL;
    table_kill(&table, "core");
    table_sit(&table, &table.ui);
    check(table_wait(&table, "review", "review"));
    check_rows();
    test_edit();
    test_letter();
    table_close(&table);
    return test_end();
}
