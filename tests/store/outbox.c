/* outbox: once per (visit, step), in order per subject, dead letters hold back only their subject, ids never go back.
 */
#define _GNU_SOURCE
#include "store/outbox.h"
#include "base/clock.h"
#include "fixture.h"
#include "test.h"

#include <sodium.h>

static struct store *store;

static int put(const char *visit, const char *step, const char *subject, char id[40])
{
    struct letter letter = {
        .visit = visit, .step = step, .agency = "polri", .subject = subject, .body = "{}", .n_body = 2};
    check(outbox_new_id(store, letter.id) == OK);
    memcpy(id, letter.id, 40);
    return outbox_put(store, &letter);
}

/* Whoever rests behind a dead letter, or beyond every rest, does not hide the next one that may leave. */
static void test_next_due(void)
{
    char first[40], behind[40], other[40], id[40], agency[32], none[1][40];
    check(put("n1", "send", "n", first) == OK && put("n1", "send#2", "n", behind) == OK);
    check(put("n2", "send", "o", other) == OK);
    check(outbox_dead(store, first, "400") == OK);
    check(outbox_later(store, other, 7000, "503") == OK);
    check(!outbox_find_due(store, 6000, none, 0, id, agency));
    check(outbox_next_due(store, 6000) == 7000);
    check(outbox_later(store, other, 9000 + OUTBOX_REST_MAX, "503") == OK);
    check(!outbox_find_due(store, 9000, none, 0, id, agency));
    check(outbox_find_due(store, 8999, none, 0, id, agency)); /* the clock was set back */
    check_text(id, other);
    check(outbox_delivered(store, other, "r") == OK);
}

/* A letter that follows another one waits for it, also when it is for somebody else, and also when that one is dead. */
static void test_follows(void)
{
    char first[40], second[40], id[40], agency[32], none[1][40];
    struct letter letter = {
        .visit = "f", .step = "b", .agency = "dukcapil", .subject = "f2", .follows = "f1", .body = "{}", .n_body = 2};
    check(outbox_new_id(store, letter.id) == OK && outbox_put(store, &letter) == E_FORMAT); /* follows nothing */
    check(put("f", "a", "f1", first) == OK);
    check(outbox_put(store, &letter) == OK);
    memcpy(second, letter.id, 40);
    int64_t now = 1000;
    check(outbox_find_due(store, now, none, 0, id, agency));
    check_text(id, first);
    check(!outbox_find_due(store, now, &first, 1, id, agency));
    check(outbox_dead(store, first, "400") == OK && !outbox_find_due(store, now, none, 0, id, agency));
    check(outbox_resend(store, first) == 1 && outbox_delivered(store, first, "r") == OK);
    check(outbox_find_due(store, now, none, 0, id, agency));
    check_text(id, second);
    check_text(agency, "dukcapil");
    check(outbox_delivered(store, second, "r") == OK);
}

/* Dead letters: called for once, listed without what they say, sent again; nothing moves a letter that has arrived. */
static void test_dead(void)
{
    char id[40], agency[32], body[40];
    size_t n;
    int dead = outbox_count(store, OUTBOX_DEAD), called = 0;
    for (; outbox_find_refused(store, id, agency) && called < 9; called++)
        check(outbox_told(store, id) == OK);
    check(called == dead && dead == 2 && outbox_count(store, OUTBOX_DEAD) == 2);
    json_t *rows = outbox_dead_rows(store), *agencies = outbox_agencies(store);
    const json_t *row = json_array_get(rows, 0);
    check(json_array_size(rows) == 2 && json_object_size(row) == 5 && json_number(row, "tries", 0) == 2);
    check_text(json_text(row, "why"), "400");
    check_text(json_text(row, "subject"), "s1");
    snprintf(body, sizeof body, "%s", json_text(row, "id"));
    row = json_array_get(agencies, 0);
    check(json_array_size(agencies) == 1 && json_number(row, "dead", 0) == 2);
    check(outbox_written(json_text(row, "oldest")) <= outbox_written(body));
    json_decref(rows);
    json_decref(agencies);
    check(outbox_resend(store, "nobody") == 0 && outbox_resend(store, body) == 1 && outbox_resend(store, body) == 0);
    check(outbox_resend(store, "all") == 1 && outbox_count(store, OUTBOX_DEAD) == 0);
    check(outbox_body(store, body, &n) != NULL && n == 2 && outbox_tries(store, body) == 0);
    check(outbox_find_oldest(store, id, agency));
    check_text(id, body);
    check(outbox_delivered(store, body, "r1") == OK);
    check(outbox_dead(store, body, "400") == OK && outbox_later(store, body, 1, "503") == OK);
    check(outbox_count(store, OUTBOX_DEAD) == 0 && outbox_tries(store, body) == 0);
    int64_t now = clock_wall_ms(), age = now - outbox_written(body);
    check(age >= 0 && age < 60000);
}

int main(void)
{
    must(sodium_init() >= 0);
    store = fixture_open();
    char a[40], b[40], c[40], twice[40], id[40], agency[32], flying[2][40] = {"", ""};
    size_t n;
    check(put("v1", "send", "s1", a) == OK);
    check(put("v1", "send", "s1", twice) == E_STATE);
    check(put("v1", "send#2", "s1", b) == OK);
    check(put("v2", "send", "s2", c) == OK);
    check(strncmp(a, b, 13) <= 0 && strncmp(b, c, 13) <= 0);
    check(a[14] == '7');
    check(store_settle(store) == OK);
    fixture_reopen();

    check(outbox_find_due(store, 10, flying, 0, id, agency));
    check_text(id, a);
    check_text(agency, "polri");
    memcpy(flying[0], a, 40);
    check(outbox_find_due(store, 10, flying, 1, id, agency));
    check_text(id, c);
    memcpy(flying[1], c, 40);
    check(!outbox_find_due(store, 10, flying, 2, id, agency));
    check(outbox_body(store, a, &n) != NULL && n == 2);

    check(outbox_later(store, a, 5000, "503") == OK && outbox_tries(store, a) == 1);
    check(outbox_delivered(store, c, "r1") == OK);
    check(outbox_body(store, c, &n) == NULL);
    check(!outbox_find_due(store, 4999, flying, 0, id, agency));
    check(outbox_next_due(store, 4999) == 5000 && outbox_next_due(store, 5000) == 0);
    check(outbox_find_due(store, 5000, flying, 0, id, agency));
    check_text(id, a);
    check(outbox_dead(store, a, "400") == OK);
    check(!outbox_find_due(store, 9000, flying, 0, id, agency));
    check(put("v3", "send", "s3", c) == OK);
    check(outbox_find_due(store, 9000, flying, 0, id, agency));
    check_text(id, c);
    check(outbox_count(store, OUTBOX_DEAD) == 1 && outbox_count(store, OUTBOX_DELIVERED) == 1);

    check(outbox_delivered(store, c, "r3") == OK);
    test_follows();
    test_next_due();
    test_dead();

    check(store_set_number(store, "uuid", INT64_C(1) << 46) == OK); /* the clock was far ahead once */
    char ahead[40], after[40];
    check(outbox_new_id(store, ahead) == OK && outbox_new_id(store, after) == OK);
    check(strncmp(ahead, after, 13) == 0);
    check(store_settle(store) == OK);
    fixture_close();
    return test_end();
}
