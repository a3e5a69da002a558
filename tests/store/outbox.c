/* outbox: once per (visit, step), in order per subject, dead letters hold back only their subject, ids never go back.
 */
#define _GNU_SOURCE
#include "store/outbox.h"
#include "base/clock.h"
#include "fixture.h"
#include "test.h"

#include <sodium.h>

static struct store *store;

static int64_t put(const char *visit, const char *step, const char *subject)
{
    struct letter letter = {
        .visit = visit, .step = step, .agency = "polri", .subject = subject, .body = "{}", .n_body = 2};
    check(outbox_new_id(store, letter.id) == OK);
    int code = outbox_put(store, &letter);
    return code < 0 ? code : letter.seq;
}

/* The seq of the letter that may leave, 0: none. */
static int64_t due(int64_t now, const struct found *flying, int n_flying)
{
    struct found letter;
    return outbox_find_due(store, now, flying, n_flying, &letter) ? letter.seq : 0;
}

/* Whoever rests behind a dead letter, or beyond every rest, does not hide the next one that may leave. */
static void test_next_due(void)
{
    int64_t first = put("n1", "send", "n"), behind = put("n1", "send#2", "n"), other = put("n2", "send", "o");
    check(first > 0 && behind > first && other > behind);
    check(outbox_dead(store, first, "400") == OK);
    check(outbox_later(store, other, 7000, "503") == OK);
    check(due(6000, NULL, 0) == 0);
    check(outbox_next_due(store, 6000) == 7000);
    check(outbox_later(store, other, 9000 + OUTBOX_REST_MAX, "503") == OK);
    check(due(9000, NULL, 0) == 0);
    check(due(8999, NULL, 0) == other); /* the clock was set back */
    check(outbox_delivered(store, other, "r") == OK);
}

/* A letter that follows another one waits for it, also when it is for somebody else, and also when that one is dead. */
static void test_follows(void)
{
    struct found found;
    struct letter letter = {
        .visit = "f", .step = "b", .agency = "dukcapil", .subject = "f2", .follows = "f1", .body = "{}", .n_body = 2};
    check(outbox_new_id(store, letter.id) == OK && outbox_put(store, &letter) == E_FORMAT); /* follows nothing */
    int64_t first = put("f", "a", "f1");
    check(outbox_put(store, &letter) == OK);
    check(outbox_find_due(store, 1000, NULL, 0, &found) && found.seq == first);
    check(due(1000, &found, 1) == 0);
    check(outbox_dead(store, first, "400") == OK && due(1000, NULL, 0) == 0);
    check(outbox_resend(store, found.id) == 1 && outbox_delivered(store, first, "r") == OK);
    check(outbox_find_due(store, 1000, NULL, 0, &found) && found.seq == letter.seq);
    check_text(found.id, letter.id);
    check_text(found.agency, "dukcapil");
    letter.visit = "g"; /* a later visit may follow it as well */
    letter.follows = "f2";
    letter.subject = "g1";
    check(outbox_put(store, &letter) == OK && due(1000, &found, 1) == 0);
    check(outbox_delivered(store, found.seq, "r") == OK && due(1000, NULL, 0) == letter.seq);
    check(outbox_delivered(store, letter.seq, "r") == OK);
}

/* Dead letters: called for once, listed without what they say, sent again; nothing moves a letter that has arrived. */
static void test_dead(void)
{
    struct found found;
    char id[40];
    size_t n;
    int dead = outbox_count(store, OUTBOX_DEAD), called = 0;
    for (; outbox_find_refused(store, &found) && called < 9; called++)
        check(outbox_told(store, found.seq) == OK);
    check(called == dead && dead == 2 && outbox_count(store, OUTBOX_DEAD) == 2);
    json_t *rows = outbox_dead_rows(store), *agencies = outbox_agencies(store);
    const json_t *row = json_array_get(rows, 0);
    check(json_array_size(rows) == 2 && json_object_size(row) == 5 && json_number(row, "tries", 0) == 2);
    check_text(json_text(row, "why"), "400");
    check_text(json_text(row, "subject"), "s1");
    snprintf(id, sizeof id, "%s", json_text(row, "id"));
    row = json_array_get(agencies, 0);
    check(json_array_size(agencies) == 1 && json_number(row, "dead", 0) == 2);
    check(outbox_written(json_text(row, "oldest")) <= outbox_written(id));
    json_decref(rows);
    json_decref(agencies);
    check(outbox_resend(store, "nobody") == 0 && outbox_resend(store, id) == 1 && outbox_resend(store, id) == 0);
    check(outbox_resend(store, "all") == 1 && outbox_count(store, OUTBOX_DEAD) == 0);
    check(outbox_find_oldest(store, &found));
    check_text(found.id, id);
    check(outbox_body(store, found.seq, &n) != NULL && n == 2 && outbox_tries(store, found.seq) == 0);
    check(outbox_delivered(store, found.seq, "r1") == OK);
    check(outbox_dead(store, found.seq, "400") == OK && outbox_later(store, found.seq, 1, "503") == OK);
    check(outbox_count(store, OUTBOX_DEAD) == 0 && outbox_tries(store, found.seq) == 0);
    int64_t age = clock_wall_ms() - outbox_written(id);
    check(age >= -RISING_AHEAD && age < 60000);
}

/* Not after a start either, whatever became of the newest letters and of the clock. */
static void test_numbers_only_rise(void)
{
    char before[40], after[40];
    int64_t sequence = 0;
    for (int start = 0; start < 3; start++) {
        for (int i = 0; i < RISING_AHEAD + 3; i++) {
            int64_t next = outbox_sequence(store);
            check(next > sequence && next <= sequence + 1 + RISING_AHEAD);
            sequence = next;
        }
        check(outbox_new_id(store, before) == OK && store_settle(store) == OK);
        check(sqlite3_exec(store->db, "DELETE FROM outbox WHERE seq > 3", NULL, NULL, NULL) == SQLITE_OK);
        fixture_reopen();
        check(outbox_new_id(store, after) == OK && strncmp(before, after, 13) <= 0);
    }
    check(store_set_number(store, "uuid", INT64_C(1) << 46) == OK && store_settle(store) == OK);
    fixture_reopen(); /* the clock was far ahead once */
    check(outbox_new_id(store, before) == OK && outbox_new_id(store, after) == OK);
    check(strncmp(before, after, 13) == 0 && outbox_written(before) == INT64_C(1) << 46);
    check(store_settle(store) == OK);
}

int main(void)
{
    must(sodium_init() >= 0);
    store = fixture_open();
    struct found flying[2], found;
    size_t n;
    int64_t a = put("v1", "send", "s1");
    check(a > 0 && put("v1", "send", "s1") == E_STATE && put("v1", "send#2", "s1") > a);
    int64_t c = put("v2", "send", "s2");
    check(store_settle(store) == OK);
    fixture_reopen();

    check(outbox_find_due(store, 10, NULL, 0, &flying[0]) && flying[0].seq == a);
    check_text(flying[0].agency, "polri");
    check(flying[0].id[14] == '7');
    check(outbox_find_due(store, 10, flying, 1, &flying[1]) && flying[1].seq == c);
    check(strncmp(flying[0].id, flying[1].id, 13) <= 0);
    check(!outbox_find_due(store, 10, flying, 2, &found));
    check(outbox_body(store, a, &n) != NULL && n == 2);

    check(outbox_later(store, a, 5000, "503") == OK && outbox_tries(store, a) == 1);
    check(outbox_delivered(store, c, "r1") == OK);
    check(outbox_body(store, c, &n) == NULL);
    check(due(4999, NULL, 0) == 0);
    check(outbox_next_due(store, 4999) == 5000 && outbox_next_due(store, 5000) == 0);
    check(due(5000, NULL, 0) == a);
    check(outbox_dead(store, a, "400") == OK);
    check(due(9000, NULL, 0) == 0);
    c = put("v3", "send", "s3");
    check(due(9000, NULL, 0) == c);
    check(outbox_count(store, OUTBOX_DEAD) == 1 && outbox_count(store, OUTBOX_DELIVERED) == 1);

    check(outbox_delivered(store, c, "r3") == OK);
    test_follows();
    test_next_due();
    test_dead();
    test_numbers_only_rise();
    fixture_close();
    return test_end();
}
