/* condition.c - see condition.h. Letters that are held have the state HELD in the outbox, withdrawn ones WITHDRAWN;
 * `held` says for what. */
#include "store/condition.h"

#include "store/outbox.h"

#include <stdio.h>
#include <string.h>

#define OPEN "state = 0"

static void copy(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from);
}

bool condition_of(struct store *store, int64_t seq, struct hold *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_CONDITION_OF,
                                "SELECT c.look, c.case_number, h.by_day FROM held AS h"
                                " JOIN condition AS c ON c.id = h.condition WHERE h.seq = ?");
    store_bind_number(s, 1, seq);
    bool found = store_row(store, s);
    if (found) {
        copy(to->look, sizeof to->look, store_text(s, 0));
        copy(to->case_number, sizeof to->case_number, store_text(s, 1));
        copy(to->by, sizeof to->by, store_text(s, 2));
    }
    sqlite3_reset(s);
    return found;
}

/* --- holding ---------------------------------------------------------------------------------------------------------
 */

static int add_condition(struct store *store, int64_t follows, const struct hold *hold, int64_t first)
{
    sqlite3_stmt *s = store_write(store, SLOT_CONDITION_ADD,
                                  "INSERT INTO condition (look, case_number, follows, next_at, state)"
                                  " SELECT ?1, ?2, ?3, ?4, CASE WHEN state = -2 THEN 2 ELSE 0 END"
                                  " FROM outbox WHERE seq = ?3 ON CONFLICT (look, case_number) DO NOTHING");
    store_bind_text(s, 1, hold->look);
    store_bind_text(s, 2, hold->case_number);
    store_bind_number(s, 3, follows);
    store_bind_number(s, 4, first);
    return store_done(store, s);
}

static int64_t find_condition(struct store *store, const struct hold *hold, int *state)
{
    sqlite3_stmt *s =
        store_sql(store, SLOT_CONDITION_FIND, "SELECT id, state FROM condition WHERE look = ? AND case_number = ?");
    store_bind_text(s, 1, hold->look);
    store_bind_text(s, 2, hold->case_number);
    int64_t id = store_row(store, s) ? sqlite3_column_int64(s, 0) : 0;
    *state = id ? sqlite3_column_int(s, 1) : CONDITION_OPEN;
    sqlite3_reset(s);
    return id;
}

static int add_held(struct store *store, int64_t seq, int64_t id, const char *by, const json_t *about)
{
    sqlite3_stmt *s = store_write(store, SLOT_CONDITION_HOLD, "INSERT INTO held VALUES (?, ?, ?, ?)");
    char *text = json_write(about);
    store_bind_number(s, 1, seq);
    store_bind_number(s, 2, id);
    store_bind_text(s, 3, by);
    store_bind_text(s, 4, text);
    wipe_text(text);
    return store_done(store, s);
}

static int release(struct store *store, int64_t id)
{
    sqlite3_stmt *s = store_write(store, SLOT_CONDITION_RELEASE,
                                  "UPDATE outbox SET state = 0 WHERE state = -1"
                                  " AND seq IN (SELECT seq FROM held WHERE condition = ?)");
    store_bind_number(s, 1, id);
    int code = store_done(store, s), n = sqlite3_changes(store->db);
    if (code < 0)
        return code;
    s = store_write(store, SLOT_CONDITION_FREE,
                    "DELETE FROM held WHERE condition = ? AND seq IN (SELECT seq FROM outbox WHERE seq = held.seq"
                    " AND state >= 0)");
    store_bind_number(s, 1, id);
    code = store_done(store, s);
    return code < 0 ? code : n;
}

int condition_hold(struct store *store, int64_t seq, int64_t follows, const struct hold *hold, const json_t *about,
                   int64_t first)
{
    int state, code = add_condition(store, follows, hold, first);
    int64_t id = code == OK ? find_condition(store, hold, &state) : 0;
    if (id == 0)
        return code < 0 ? code : fail(E_STATE, "outbox: there is no letter that this one could wait for");
    code = add_held(store, seq, id, hold->by, about);
    return code == OK && state == CONDITION_CONFIRMED ? release(store, id) : code;
}

/* --- asking ----------------------------------------------------------------------------------------------------------
 */

bool condition_find_due(struct store *store, int64_t now, int64_t rest, struct condition *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_CONDITION_DUE,
                                "SELECT id, look, case_number, tries,"
                                " (SELECT state FROM outbox WHERE seq = c.follows) = 1 FROM condition AS c WHERE " OPEN
                                " AND (next_at <= ?1 OR next_at > ?2) ORDER BY next_at LIMIT 1");
    store_bind_number(s, 1, now);
    store_bind_number(s, 2, now + rest);
    bool found = store_row(store, s);
    if (found) {
        *to = (struct condition){.id = sqlite3_column_int64(s, 0),
                                 .tries = sqlite3_column_int(s, 3),
                                 .arrived = sqlite3_column_int(s, 4) == 1};
        copy(to->look, sizeof to->look, store_text(s, 1));
        copy(to->case_number, sizeof to->case_number, store_text(s, 2));
    }
    sqlite3_reset(s);
    return found;
}

int64_t condition_next(struct store *store)
{
    sqlite3_stmt *s = store_sql(store, SLOT_CONDITION_NEXT, "SELECT min(next_at) FROM condition WHERE " OPEN);
    int64_t next = store_row(store, s) ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return next;
}

int condition_later(struct store *store, int64_t id, int64_t next, int tries)
{
    sqlite3_stmt *s = store_write(store, SLOT_CONDITION_LATER,
                                  "UPDATE condition SET next_at = ?2, tries = ?3 WHERE id = ?1 AND " OPEN);
    store_bind_number(s, 1, id);
    store_bind_number(s, 2, next);
    store_bind_number(s, 3, tries);
    return store_done(store, s);
}

/* --- answers ---------------------------------------------------------------------------------------------------------
 */

int condition_decide(struct store *store, int64_t id, enum condition_state state)
{
    sqlite3_stmt *s =
        store_write(store, SLOT_CONDITION_DECIDE, "UPDATE condition SET state = ?2 WHERE id = ?1 AND " OPEN);
    store_bind_number(s, 1, id);
    store_bind_number(s, 2, (int64_t)state);
    int code = store_done(store, s);
    if (code < 0 || sqlite3_changes(store->db) == 0 || state != CONDITION_CONFIRMED)
        return code;
    return release(store, id);
}

bool condition_find_lost(struct store *store, int64_t id, const char *day, struct lost *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_CONDITION_LOST,
                                "SELECT o.seq, o.agency, o.visit, o.step, c.look, h.about, c.state FROM outbox AS o"
                                " JOIN held AS h ON h.seq = o.seq JOIN condition AS c ON c.id = h.condition"
                                " WHERE o.state = -1 AND (c.state = 2 OR (c.id = ?1 AND h.by_day < ?2))"
                                " ORDER BY o.seq LIMIT 1");
    store_bind_number(s, 1, id);
    store_bind_text(s, 2, day);
    bool found = store_row(store, s);
    if (found) {
        const char *about = store_text(s, 5);
        *to = (struct lost){.seq = sqlite3_column_int64(s, 0), .late = sqlite3_column_int(s, 6) != CONDITION_REFUSED};
        copy(to->agency, sizeof to->agency, store_text(s, 1));
        copy(to->visit, sizeof to->visit, store_text(s, 2));
        copy(to->step, sizeof to->step, store_text(s, 3));
        copy(to->look, sizeof to->look, store_text(s, 4));
        to->about = json_read("a held letter", about, strlen(about), JSON_MAX_DEPTH);
    }
    sqlite3_reset(s);
    return found;
}

static int run(struct store *store, int slot, const char *sql, int64_t seq)
{
    sqlite3_stmt *s = store_write(store, slot, sql);
    store_bind_number(s, 1, seq);
    return store_done(store, s);
}

int condition_withdraw(struct store *store, const struct lost *lost)
{
    sqlite3_stmt *s = store_write(store, SLOT_CONDITION_WITHDRAW,
                                  "UPDATE outbox SET state = -2, body = NULL, why = ?2 WHERE seq = ?1 AND state = -1");
    store_bind_number(s, 1, lost->seq);
    store_bind_text(s, 2, lost->late ? "late" : "refused");
    int code = store_done(store, s);
    if (code == OK)
        code =
            run(store, SLOT_CONDITION_CHAIN, "UPDATE condition SET state = 2 WHERE follows = ? AND " OPEN, lost->seq);
    if (code == OK)
        code = run(store, SLOT_CONDITION_CLOSE,
                   "UPDATE condition SET state = 2 WHERE id = (SELECT condition FROM held WHERE seq = ?) AND " OPEN
                   " AND NOT EXISTS (SELECT 1 FROM held AS h JOIN outbox AS o ON o.seq = h.seq"
                   " WHERE h.condition = condition.id AND o.state = -1)",
                   lost->seq);
    return code;
}

json_t *condition_rows(struct store *store, int most)
{
    json_t *rows = json_array();
    sqlite3_stmt *s = store_sql(store, SLOT_CONDITION_ROWS,
                                "SELECT o.id, o.agency, o.subject, c.look, h.by_day, c.tries FROM outbox AS o"
                                " JOIN held AS h ON h.seq = o.seq JOIN condition AS c ON c.id = h.condition"
                                " WHERE o.state = -1 ORDER BY o.seq LIMIT ?");
    store_bind_number(s, 1, most);
    while (store_row(store, s))
        json_array_append_new(rows, json_pack("{ss,ss,ss,ss,ss,si}", "id", store_text(s, 0), "agency", store_text(s, 1),
                                              "subject", store_text(s, 2), "look", store_text(s, 3), "by",
                                              store_text(s, 4), "tries", sqlite3_column_int(s, 5)));
    sqlite3_reset(s);
    return rows;
}
