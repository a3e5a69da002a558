/* plans: how SQLite finds letters, for every statement of the outbox. None that runs for a letter may read the whole
 * table or a whole index, however many wait; what people, the alarm, or a letter that follows one of another visit ask
 * may. */
#define _GNU_SOURCE
#include "fixture.h"
#include "store/condition.h"
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
    {SLOT_OUTBOX_COUNT_ASIDE, "aside", false},
    {SLOT_OUTBOX_COUNT, "all", false},
    {SLOT_OUTBOX_AGENCY, "agency", true},
    {SLOT_OUTBOX_AGENCIES, "agencies", false},
    {SLOT_OUTBOX_DEAD_ROWS, "dead rows", false},
    {SLOT_CONDITION_OF, "held for", true},
    {SLOT_CONDITION_ADD, "ask", true},
    {SLOT_CONDITION_FIND, "asked", true},
    {SLOT_CONDITION_HOLD, "hold", true},
    {SLOT_CONDITION_RELEASE, "release", true},
    {SLOT_CONDITION_FREE, "free", true},
    {SLOT_CONDITION_DUE, "ask due", true},
    {SLOT_CONDITION_NEXT, "ask next", true},
    {SLOT_CONDITION_LATER, "ask later", true},
    {SLOT_CONDITION_DECIDE, "decide", true},
    {SLOT_CONDITION_LOST, "lost", true},
    {SLOT_CONDITION_WITHDRAW, "withdraw", true},
    {SLOT_CONDITION_CHAIN, "chain", false},
    {SLOT_CONDITION_CLOSE, "close", true},
    {SLOT_CONDITION_ROWS, "held", false},
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
    check(outbox_count(store, OUTBOX_DELIVERED) == 0 && outbox_count(store, OUTBOX_HELD) == 0);
    json_decref(outbox_agencies(store));
    json_decref(outbox_dead_rows(store));
    check(outbox_resend(store, "all") == 1 && outbox_delivered(store, found.seq, "receipt") == OK);
    check(store_settle(store) == OK);
}

static void hold_one(struct store *store, const char *visit, const char *case_number)
{
    struct letter letter = {.visit = visit,
                            .step = "held",
                            .agency = "dukcapil",
                            .subject = visit,
                            .held = true,
                            .body = "{}",
                            .n_body = 2};
    struct hold hold = {.look = "polri.word", .by = "2026-01-01"}, found;
    int64_t follows = outbox_seq_of(store, "v", "s");
    json_t *about = json_object();
    snprintf(hold.case_number, sizeof hold.case_number, "%s", case_number);
    check(outbox_new_id(store, letter.id) == OK && outbox_put(store, &letter) == OK);
    check(condition_hold(store, letter.seq, follows, &hold, about, 1) == OK);
    check(condition_of(store, letter.seq, &found));
    json_decref(about);
}

static void use_conditions(struct store *store)
{
    struct condition condition;
    struct lost lost;
    char agency[32];
    hold_one(store, "h", "c1");
    hold_one(store, "i", "c2");
    outbox_agency(store, 1, agency);
    check_text(agency, "polri");
    check(condition_find_due(store, 5, 10, &condition) && condition_next(store) == 1);
    check(condition_later(store, condition.id, 9, 1) == OK);
    json_decref(condition_rows(store, 9));
    check(condition_decide(store, condition.id, CONDITION_CONFIRMED) == 1);
    check(condition_find_due(store, 5, 10, &condition));
    check(condition_find_lost(store, condition.id, "2026-01-02", &lost) && lost.late);
    check(condition_withdraw(store, &lost) == OK && condition_next(store) == 0);
    json_decref(lost.about);
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
    use_conditions(store);
    for (size_t i = 0; i < COUNT(statements); i++)
        check_plan(store, (int)i);
    check(COUNT(statements) == SLOT_OUTBOX_DEAD_ROWS - SLOT_OUTBOX_PUT + 1 + SLOT_CONDITION_ROWS - SLOT_CONDITION_OF +
                                   1); /* none is forgotten */
    fixture_close();
    return test_end();
}
