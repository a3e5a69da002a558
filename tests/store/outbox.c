/* outbox: once per (visit, step), in order per subject, dead letters hold back only their subject, ids never go back.
 */
#define _GNU_SOURCE
#include "store/outbox.h"
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
    check(outbox_next_due(store) > 0);
    check(outbox_find_due(store, 5000, flying, 0, id, agency));
    check_text(id, a);
    check(outbox_dead(store, a, "400") == OK);
    check(!outbox_find_due(store, 9000, flying, 0, id, agency));
    check(put("v3", "send", "s3", c) == OK);
    check(outbox_find_due(store, 9000, flying, 0, id, agency));
    check_text(id, c);
    check(outbox_count(store, OUTBOX_DEAD) == 1 && outbox_count(store, OUTBOX_DELIVERED) == 1);

    check(store_set_number(store, "uuid", INT64_C(1) << 46) == OK); /* the clock was far ahead once */
    char ahead[40], after[40];
    check(outbox_new_id(store, ahead) == OK && outbox_new_id(store, after) == OK);
    check(strncmp(ahead, after, 13) == 0);
    check(store_settle(store) == OK);
    fixture_close();
    return test_end();
}
