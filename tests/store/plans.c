/* plans: how SQLite finds letters, for every statement of the outbox. None that runs for a letter may read the whole
 * table or a whole index, however many wait; what people, the alarm, or a letter that follows one of another visit ask
 * may. */
#define _GNU_SOURCE
#include "fixture.h"
#include "store/outbox.h"
#include "test.h"

#include <sodium.h>
#include <string.h>

static const struct {
    int slot;
    const char *name;
    bool hot;
} statements[] = {
    {SLOT_OUTBOX_PUT, "put", true},
    {SLOT_OUTBOX_FOLLOWED, "followed", true},
    {SLOT_OUTBOX_FOLLOWED_FAR, "far", false},
    {SLOT_OUTBOX_DUE, "find_due", true},
    {SLOT_OUTBOX_NEXT, "next_due", true},
    {SLOT_OUTBOX_BODY, "body", true},
    {SLOT_OUTBOX_DONE, "delivered", true},
    {SLOT_OUTBOX_TRIES, "tries", true},
    {SLOT_OUTBOX_LATER, "later", true},
    {SLOT_OUTBOX_DEAD, "dead", true},
    {SLOT_OUTBOX_TOLD, "told", true},
    {SLOT_OUTBOX_REFUSED, "refused", true},
    {SLOT_OUTBOX_OLDEST, "oldest", false},
    {SLOT_OUTBOX_RESEND, "resend", false},
    {SLOT_OUTBOX_COUNT_WAITING, "waiting", false},
    {SLOT_OUTBOX_COUNT_DEAD, "dead", false},
    {SLOT_OUTBOX_COUNT, "all", false},
    {SLOT_OUTBOX_AGENCIES, "agencies", false},
    {SLOT_OUTBOX_DEAD_ROWS, "dead rows", false},
};

/* Every statement is prepared where it is used; so everything is used once. */
static void use_all(struct store *store)
{
    struct letter letter = {.visit = "v", .step = "a", .agency = "polri", .subject = "s", .body = "{}", .n_body = 2};
    struct found found;
    size_t n;
    check(outbox_new_id(store, letter.id) == OK && outbox_put(store, &letter) == OK);
    letter.step = "b";
    letter.visit = "w";
    letter.follows = "s";
    check(outbox_new_id(store, letter.id) == OK && outbox_put(store, &letter) == OK);
    check(outbox_find_due(store, 1, NULL, 0, &found) && outbox_next_due(store, 1) == 0);
    check(outbox_find_oldest(store, &found) && outbox_body(store, found.seq, &n) &&
          outbox_tries(store, found.seq) == 0);
    check(outbox_later(store, found.seq, 1, "503") == OK && outbox_dead(store, found.seq, "400") == OK);
    check(outbox_find_refused(store, &found) && outbox_told(store, found.seq) == OK);
    check(outbox_count(store, OUTBOX_DELIVERED) == 0);
    json_decref(outbox_agencies(store));
    json_decref(outbox_dead_rows(store));
    check(outbox_resend(store, "all") == 1 && outbox_delivered(store, found.seq, "receipt") == OK);
    check(store_settle(store) == OK);
}

static void check_plan(struct store *store, int i)
{
    sqlite3_stmt *plan, *statement = store->cached[statements[i].slot];
    check(statement != NULL);
    must(statement && sqlite3_prepare_v2(store->db, turn_text("EXPLAIN QUERY PLAN %s", sqlite3_sql(statement)), -1,
                                         &plan, NULL) == SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(plan, 3);
        printf("%-10s %s\n", statements[i].name, line);
        check(!statements[i].hot || !(strstr(line, "SCAN") || strstr(line, "TEMP B-TREE") || strstr(line, "rowid<")));
    }
    sqlite3_finalize(plan);
}

int main(void)
{
    must(sodium_init() >= 0);
    struct store *store = fixture_open();
    use_all(store);
    for (size_t i = 0; i < COUNT(statements); i++)
        check_plan(store, (int)i);
    check(COUNT(statements) == SLOT_OUTBOX_DEAD_ROWS - SLOT_OUTBOX_PUT + 1); /* none is forgotten */
    fixture_close();
    return test_end();
}
