/* skck: the shipped service from the first screen to the last, in every way a citizen may take; the child is killed and
 * begun again before every single step, and each step must come back the same. */
#define _GNU_SOURCE
#include "fake.h"
#include "test.h"
#include "words.h"

#include <stdlib.h>

#define EACH "ready[1].ready ready[2].ready ready[3].ready ready[4].ready ready[5].ready ready[6].ready"

static struct fake core;
static json_t *plugin;
static char *source;

static const json_t *rule_value(const char *name, const char *on)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(plugin, "rules"), i, row) {
        if (strcmp(json_text(row, "name"), name) == 0 && strcmp(json_text(row, "valid_from"), on) <= 0 &&
            strcmp(on, json_text_or(row, "valid_to", "9999")) <= 0)
            return json_object_get(row, "value");
    }
    return NULL;
}

static json_t *answer_for(const struct visit *v, const json_t *answers)
{
    const char *key = visit_key(v), *today = json_text_or(answers, "today", "2026-05-14");
    if (strncmp(key, "rule:", 5) == 0) {
        const json_t *value = rule_value(key + 5, today);
        if (!value)
            die("no rule %s on %s", key + 5, today);
        return json_incref((json_t *)(uintptr_t)value);
    }
    if (strcmp(key, "today") == 0)
        return json_string(today);
    json_t *value = json_object_get(answers, key);
    if (!value && strcmp(json_text(v->step, "class"), "effect") != 0 && strcmp(json_text(v->step, "kind"), "look") != 0)
        return json_true();
    return json_incref(value);
}

/* What a later child must say again, word for word. */
static void check_same(struct visit *v)
{
    json_t *before = json_incref(v->said);
    visit_kill(v);
    check(json_equal(before, v->said));
    json_decref(before);
}

/* Walks to `last`, or to the end; the keys on the way, rules and today left out. */
static char *walk(struct visit *v, json_t *answers, const char *last, bool kills)
{
    char *way = turn_text("%s", "");
    while (strcmp(visit_type(v), "step") == 0 && !visit_is_at(v, last)) {
        if (kills)
            check_same(v);
        check(words_missing(plugin, v->step) == 0);
        if (strchr(visit_key(v), ':') == NULL && strcmp(visit_key(v), "today") != 0)
            way = turn_text("%s%s%s", way, *way ? " " : "", visit_key(v));
        visit_answer(v, answer_for(v, answers));
    }
    json_decref(answers);
    return way;
}

static void goes(const char *answers, const char *wanted, bool kills)
{
    struct visit v;
    visit_start(&v, &core, source, NULL);
    char *way = walk(&v, json_loads(answers, 0, NULL), "-", kills);
    check_text(visit_type(&v), "end");
    check_text(way, wanted);
    visit_end(&v);
}

#define CARD                                                                                                           \
    "\"ktp\": {\"nik\": \"3302046902000001\", \"name\": \"SITI\", \"birth\": \"2000-02-29\", \"source\": \"card\"}"
#define TYPED "\"ktp\": {\"nik\": \"3302042902010001\", \"source\": \"typed\"}"
#define ACTIVE "\"dukcapil.person\": {\"status\": \"active\", \"name\": \"SITI\"}"
#define JKN "\"polri.jkn\": {\"active\": true}"
#define EFFECTS                                                                                                        \
    "\"fee\": {\"state\": \"billed\", \"code\": \"820260514123456\"}, \"polri.skck.apply\": {\"case\": "               \
    "\"LKR-07-2605-00001\"},"                                                                                          \
    "\"ticket\": {\"number\": \"D001\", \"printed\": true}, \"ask_ticket\": {\"number\": \"D002\", \"printed\": "      \
    "true},"                                                                                                           \
    "\"phone\": \"+628123456789\""

static void test_ways(void)
{
    goes("{" CARD "," ACTIVE "," JKN "," EFFECTS ", \"purpose\": \"work\", \"kind\": \"new\", \"ready\": true}",
         "consent who ktp dukcapil.person purpose kind ready polri.jkn form photo phone review fee polri.skck.apply "
         "ticket "
         "done",
         true);
    goes("{" TYPED "," JKN "," EFFECTS
         ", \"purpose\": \"cpns\", \"kind\": \"renewal\", \"old_end\": \"2025-05-14\", \"ready\": false,"
         "\"missing\": \"go_on\"}",
         "consent who ktp dukcapil.person purpose kind old_end ready missing polri.jkn form photo phone review fee "
         "polri.skck.apply "
         "ticket done",
         true);
    goes("{" CARD "," ACTIVE "," EFFECTS
         ", \"purpose\": \"school\", \"kind\": \"renewal\", \"old_end\": \"2025-05-13\","
         "\"ready\": true}",
         "consent who ktp dukcapil.person purpose kind old_end too_old ready polri.jkn form photo phone review fee "
         "polri.skck.apply "
         "ticket done",
         false);
    goes("{" CARD ", \"dukcapil.person\": {\"status\": \"dead\"}}", "consent who ktp dukcapil.person not_active",
         false);
    goes("{" CARD "," EFFECTS ", \"purpose\": \"visa\", \"elsewhere\": \"leave\"}",
         "consent who ktp dukcapil.person purpose elsewhere go_there", false);
    goes("{" CARD "," EFFECTS ", \"purpose\": \"abroad\", \"elsewhere\": \"counter\"}",
         "consent who ktp dukcapil.person purpose elsewhere ask_ticket ask_done", false);
    goes("{" CARD "," EFFECTS
         ", \"purpose\": \"other\", \"kind\": \"new\", \"ready\": false, \"missing\": \"come_back\"}",
         "consent who ktp dukcapil.person purpose what kind ready missing " EACH " where_to_get", false);
    goes("{" CARD "," EFFECTS
         ", \"purpose\": \"other\", \"kind\": \"renewal\", \"old_end\": \"2026-01-01\", \"ready\": false,"
         "\"missing\": \"come_back\"}",
         "consent who ktp dukcapil.person purpose what kind old_end ready missing " EACH " where_to_get", false);
    goes("{" CARD
         ", \"purpose\": \"work\", \"kind\": \"new\", \"polri.jkn\": {\"active\": false}, \"jkn\": \"first_bpjs\"}",
         "consent who ktp dukcapil.person purpose kind ready polri.jkn jkn to_bpjs", false);
    goes(
        "{" CARD "," EFFECTS
        ", \"purpose\": \"work\", \"kind\": \"new\", \"polri.jkn\": {\"active\": false}, \"jkn\": \"go_on\"}",
        "consent who ktp dukcapil.person purpose kind ready polri.jkn jkn form photo phone review fee polri.skck.apply "
        "ticket done",
        false);
    goes("{" CARD "," EFFECTS
         ", \"today\": \"2024-05-14\", \"purpose\": \"work\", \"kind\": \"new\", \"polri.jkn\": {\"active\": false}}",
         "consent who ktp dukcapil.person purpose kind ready polri.jkn jkn_advised form photo phone review fee "
         "polri.skck.apply "
         "ticket done",
         false);
}

/* The letter and the payment carry what was answered. */
static void test_letter(void)
{
    struct visit v;
    visit_start(&v, &core, source, NULL);
    walk(&v, json_loads("{" TYPED "," JKN "," EFFECTS ", \"purpose\": \"cpns\", \"kind\": \"new\"}", 0, NULL), "fee",
         false);
    const json_t *pay = json_object_get(v.said, "options");
    check(json_number(pay, "amount", 0) == 30000 && json_truth(pay, "later"));
    check_text(json_text(pay, "bill"), "pnbp.skck");
    check_text(json_text(v.said, "stage"), "send");
    walk(&v, json_loads("{" EFFECTS "}", 0, NULL), "polri.skck.apply", false);
    const json_t *data = json_at(v.said, "options.data");
    check_text(json_text(data, "nik"), "3302042902010001");
    check_text(json_text(data, "nik_from"), "typed");
    check_text(json_text(data, "office"), "polres");
    check_text(json_text(data, "phone"), "+628123456789");
    check_text(json_text(json_object_get(data, "bill"), "code"), "820260514123456");
    check(json_is_false(json_object_get(data, "person_checked")) && json_truth(data, "jkn_active"));
    visit_answer(&v, json_pack("{ss}", "case", "LKR-07-2605-00001"));
    check_text(json_text(json_object_get(v.said, "options"), "case"), "LKR-07-2605-00001");
    visit_end(&v);
}

/* Back: the journal is cut before an earlier question and the same child begins again. Change: another answer there. */
static void test_back_and_edit(void)
{
    struct visit v;
    visit_start(&v, &core, source, NULL);
    walk(&v, json_loads("{" CARD "," ACTIVE "," JKN "," EFFECTS ", \"purpose\": \"work\", \"kind\": \"new\"}", 0, NULL),
         "review", false);
    check(visit_is_at(&v, "review"));
    json_t *rows = json_deep_copy(v.journal);
    for (size_t n = json_array_size(rows); n-- > 0;) {
        visit_again(&v, n);
        check_text(visit_key(&v), json_text(json_array_get(rows, n), "key"));
        check_text(json_text(v.said, "sig"), json_text(json_array_get(rows, n), "sig"));
        check(json_number(v.said, "at", -1) == (int64_t)n);
    }
    json_decref(v.journal);
    v.journal = rows;
    size_t i;
    json_t *row;
    json_array_foreach (rows, i, row) {
        if (strcmp(json_text(row, "key"), "kind") == 0)
            json_object_set_new(row, "value", json_string("renewal"));
    }
    visit_again(&v, json_array_size(rows));
    check_text(visit_key(&v), "rule:skck.valid_months");
    check(json_number(v.said, "at", 0) < (int64_t)json_array_size(rows));
    char *way = walk(&v, json_loads("{" EFFECTS "," JKN ", \"old_end\": \"2026-01-01\"}", 0, NULL), "review", false);
    check_text(way, "old_end ready polri.jkn form photo phone");
    visit_end(&v);
}

static void test_language_never_enters(void)
{
    check(strstr(source, "language") == NULL && strstr(source, "\"id\"") == NULL && strstr(source, "\"en\"") == NULL);
}

int main(void)
{
    fake_start(&core);
    plugin = fake_parse(&core, "polri.skck");
    source = fake_read("plugins/polri.skck/main.lua");
    check(words_missing_in(plugin, source) == 0);
    test_ways();
    test_letter();
    test_back_and_edit();
    test_language_never_enters();
    json_decref(plugin);
    free(source);
    fake_stop(&core);
    return test_end();
}
