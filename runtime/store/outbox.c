/* outbox.c - see outbox.h. The ids follow RFC 9562, version 7. */
#include "store/outbox.h"

#include "base/clock.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* Each has an index; SQLite uses it only where a statement says the very same. */
#define WAITING "state = 0"
#define DEAD "state >= 2"

int outbox_new_id(struct store *store, char id[40])
{
    int64_t ms = store_rise(store, &store->id_ms, "uuid", 0, clock_wall_ms());
    if (ms < 0)
        return (int)ms;
    unsigned char b[16];
    randombytes_buf(b, sizeof b);
    for (int i = 0; i < 6; i++)
        b[i] = (unsigned char)(ms >> (40 - 8 * i));
    b[6] = (unsigned char)(0x70 | (b[6] & 0x0f));
    b[8] = (unsigned char)(0x80 | (b[8] & 0x3f));
    snprintf(id, 40, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3],
             b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
    return OK;
}

int64_t outbox_written(const char *id)
{
    int64_t ms = 0;
    for (int i = 0; i < 13 && id[i]; i++)
        if (id[i] != '-')
            ms = ms << 4 | (int64_t)((id[i] & 0xf) + (id[i] > '9' ? 9 : 0));
    return ms;
}

int64_t outbox_sequence(struct store *store)
{
    return store_rise(store, &store->sequence, "sequence", 1, 0);
}

static int64_t ask_seq(struct store *store, int slot, const char *sql, const char *subject, const char *visit)
{
    sqlite3_stmt *s = store_sql(store, slot, sql);
    store_bind_text(s, 1, subject);
    if (visit)
        store_bind_text(s, 2, visit);
    int64_t seq = store_row(store, s) ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return seq;
}

/* Nearly always the same visit wrote it; else it is looked for in all there are, from the newest on. */
int64_t outbox_seq_of(struct store *store, const char *visit, const char *subject)
{
    int64_t seq = ask_seq(store, SLOT_OUTBOX_FOLLOWED, "SELECT max(seq) FROM outbox WHERE subject = ? AND visit = ?",
                          subject, visit);
    return seq ? seq
               : ask_seq(store, SLOT_OUTBOX_FOLLOWED_FAR,
                         "SELECT seq FROM outbox WHERE subject = ? ORDER BY seq DESC LIMIT 1", subject, NULL);
}

void outbox_agency(struct store *store, int64_t seq, char to[32])
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_AGENCY, "SELECT agency FROM outbox WHERE seq = ?");
    store_bind_number(s, 1, seq);
    snprintf(to, 32, "%s", store_row(store, s) ? store_text(s, 0) : "");
    sqlite3_reset(s);
}

int outbox_put(struct store *store, struct letter *letter)
{
    int64_t follows = letter->follows ? outbox_seq_of(store, letter->visit, letter->follows) : 0;
    if (letter->follows && !follows)
        return fail(E_FORMAT, "outbox: there is no letter that this one could follow");
    sqlite3_stmt *s = store_write(store, SLOT_OUTBOX_PUT,
                                  "INSERT INTO outbox (id, visit, step, agency, subject, body, follows, state)"
                                  " VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?)"
                                  " ON CONFLICT (visit, step) DO NOTHING");
    store_bind_text(s, 1, letter->id);
    store_bind_text(s, 2, letter->visit);
    store_bind_text(s, 3, letter->step);
    store_bind_text(s, 4, letter->agency);
    store_bind_text(s, 5, letter->subject);
    store_bind_bytes(s, 6, letter->body, letter->n_body);
    store_bind_number(s, 7, follows);
    store_bind_number(s, 8, letter->held ? OUTBOX_HELD : OUTBOX_WAITING);
    int code = store_done(store, s);
    if (code == OK && sqlite3_changes(store->db) == 0)
        return E_STATE;
    letter->seq = sqlite3_last_insert_rowid(store->db);
    return code;
}

static bool flies(int64_t seq, const struct found *flying, int n_flying)
{
    for (int i = 0; i < n_flying; i++)
        if (flying[i].seq == seq)
            return true;
    return false;
}

/* Only the oldest unfinished letter of each subject is a candidate: that keeps the order, and lets a dead one block. So
 * does one that is followed. */
#define FIRST_OF_ITS_SUBJECT                                                                                           \
    WAITING " AND NOT EXISTS (SELECT 1 FROM outbox WHERE visit = o.visit AND agency = o.agency"                        \
            " AND subject = o.subject AND state NOT IN (1, -2) AND seq < o.seq)"                                       \
            " AND NOT EXISTS (SELECT 1 FROM outbox WHERE seq = o.follows AND state != 1)"

static bool read_one(struct store *store, sqlite3_stmt *s, struct found *to)
{
    if (!store_row(store, s))
        return false;
    to->seq = sqlite3_column_int64(s, 0);
    snprintf(to->id, sizeof to->id, "%s", store_text(s, 1));
    snprintf(to->agency, sizeof to->agency, "%s", store_text(s, 2));
    return true;
}

static bool find_one(struct store *store, sqlite3_stmt *s, struct found *to)
{
    bool found = read_one(store, s, to);
    sqlite3_reset(s);
    return found;
}

static bool find_between(struct store *store, int64_t from, int64_t until, const struct found *flying, int n_flying,
                         struct found *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_DUE,
                                "SELECT seq, id, agency FROM outbox AS o WHERE " FIRST_OF_ITS_SUBJECT
                                " AND next_at BETWEEN ? AND ? ORDER BY next_at, seq LIMIT 16");
    store_bind_number(s, 1, from);
    store_bind_number(s, 2, until);
    bool found = false;
    while (!found && read_one(store, s, to))
        found = !flies(to->seq, flying, n_flying);
    sqlite3_reset(s);
    return found;
}

bool outbox_find_due(struct store *store, int64_t now, const struct found *flying, int n_flying, struct found *to)
{
    return find_between(store, 0, now, flying, n_flying, to) ||
           find_between(store, now + OUTBOX_REST_MAX + 1, INT64_MAX, flying, n_flying, to);
}

int64_t outbox_next_due(struct store *store, int64_t now)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_NEXT,
                                "SELECT min(next_at) FROM outbox AS o WHERE " FIRST_OF_ITS_SUBJECT " AND next_at > ?1");
    store_bind_number(s, 1, now);
    int64_t next = store_row(store, s) ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return next;
}

char *outbox_body(struct store *store, int64_t seq, size_t *n)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_BODY, "SELECT body FROM outbox WHERE seq = ? AND state = 0");
    store_bind_number(s, 1, seq);
    char *body = NULL;
    if (store_row(store, s)) {
        *n = (size_t)sqlite3_column_bytes(s, 0);
        body = turn_alloc(*n + 1);
        memcpy(body, sqlite3_column_blob(s, 0), *n);
    }
    sqlite3_reset(s);
    return body;
}

int outbox_delivered(struct store *store, int64_t seq, const char *receipt)
{
    sqlite3_stmt *s = store_write(store, SLOT_OUTBOX_DONE,
                                  "UPDATE outbox SET state = 1, body = NULL, why = NULL, receipt = ?2"
                                  " WHERE seq = ?1 AND state = 0");
    store_bind_number(s, 1, seq);
    store_bind_text(s, 2, receipt);
    return store_done(store, s);
}

int outbox_tries(struct store *store, int64_t seq)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_TRIES, "SELECT tries FROM outbox WHERE seq = ?");
    store_bind_number(s, 1, seq);
    int tries = store_row(store, s) ? sqlite3_column_int(s, 0) : 0;
    sqlite3_reset(s);
    return tries;
}

int outbox_later(struct store *store, int64_t seq, int64_t next, const char *why)
{
    sqlite3_stmt *s = store_write(store, SLOT_OUTBOX_LATER,
                                  "UPDATE outbox SET tries = tries + 1, next_at = ?2, why = ?3"
                                  " WHERE seq = ?1 AND state = 0");
    store_bind_number(s, 1, seq);
    store_bind_number(s, 2, next);
    store_bind_text(s, 3, why);
    return store_done(store, s);
}

int outbox_dead(struct store *store, int64_t seq, const char *why)
{
    sqlite3_stmt *s =
        store_write(store, SLOT_OUTBOX_DEAD,
                    "UPDATE outbox SET state = 2, tries = tries + 1, why = ?2 WHERE seq = ?1 AND state = 0");
    store_bind_number(s, 1, seq);
    store_bind_text(s, 2, why);
    return store_done(store, s);
}

bool outbox_find_refused(struct store *store, struct found *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_REFUSED,
                                "SELECT seq, id, agency FROM outbox WHERE " DEAD " AND state = 2 ORDER BY seq LIMIT 1");
    return find_one(store, s, to);
}

int outbox_told(struct store *store, int64_t seq)
{
    sqlite3_stmt *s = store_write(store, SLOT_OUTBOX_TOLD, "UPDATE outbox SET state = 3 WHERE seq = ? AND state = 2");
    store_bind_number(s, 1, seq);
    return store_done(store, s);
}

/* The index holds the seq of every letter that waits, so the letters themselves need not be read. + keeps SQLite from
 * reading all there ever were, in their order, until one waits; so it does below. */
bool outbox_find_oldest(struct store *store, struct found *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_OLDEST,
                                "SELECT seq, id, agency FROM outbox"
                                " WHERE seq = (SELECT min(+seq) FROM outbox WHERE " WAITING ")");
    return find_one(store, s, to);
}

int outbox_resend(struct store *store, const char *id)
{
    sqlite3_stmt *s = store_write(store, SLOT_OUTBOX_RESEND,
                                  "UPDATE outbox SET state = 0, tries = 0, next_at = 0, why = NULL"
                                  " WHERE " DEAD " AND (id = ?1 OR ?1 = 'all')");
    store_bind_text(s, 1, id);
    int code = store_done(store, s);
    return code < 0 ? code : sqlite3_changes(store->db);
}

static int count(struct store *store, int slot, const char *sql)
{
    sqlite3_stmt *s = store_sql(store, slot, sql);
    int n = store_row(store, s) ? sqlite3_column_int(s, 0) : 0;
    sqlite3_reset(s);
    return n;
}

static int count_aside(struct store *store, enum outbox_state state)
{
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_COUNT_ASIDE, "SELECT count(*) FROM outbox WHERE state = ?");
    store_bind_number(s, 1, state);
    int n = store_row(store, s) ? sqlite3_column_int(s, 0) : 0;
    sqlite3_reset(s);
    return n;
}

int outbox_count(struct store *store, enum outbox_state state)
{
    int waiting = count(store, SLOT_OUTBOX_COUNT_WAITING, "SELECT count(*) FROM outbox WHERE " WAITING);
    int dead = count(store, SLOT_OUTBOX_COUNT_DEAD, "SELECT count(*) FROM outbox WHERE " DEAD);
    if (state == OUTBOX_DELIVERED)
        return count(store, SLOT_OUTBOX_COUNT, "SELECT count(*) FROM outbox WHERE state >= 0") - waiting - dead;
    if (state < OUTBOX_WAITING)
        return count_aside(store, state);
    return state == OUTBOX_WAITING ? waiting : dead;
}

json_t *outbox_agencies(struct store *store)
{
    json_t *rows = json_array();
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_AGENCIES,
                                "SELECT agency, sum(state = 0), sum(state >= 2), min(id) FROM outbox"
                                " WHERE " WAITING " OR " DEAD " GROUP BY agency ORDER BY agency LIMIT ?");
    store_bind_number(s, 1, OUTBOX_ROWS);
    while (store_row(store, s))
        json_array_append_new(rows, json_pack("{ss,si,si,ss}", "agency", store_text(s, 0), "waiting",
                                              sqlite3_column_int(s, 1), "dead", sqlite3_column_int(s, 2), "oldest",
                                              store_text(s, 3)));
    sqlite3_reset(s);
    return rows;
}

json_t *outbox_dead_rows(struct store *store)
{
    json_t *rows = json_array();
    sqlite3_stmt *s = store_sql(store, SLOT_OUTBOX_DEAD_ROWS,
                                "SELECT id, agency, subject, substr(why, 1, 160), tries FROM outbox"
                                " WHERE " DEAD " ORDER BY +seq LIMIT ?");
    store_bind_number(s, 1, OUTBOX_ROWS);
    while (store_row(store, s))
        json_array_append_new(rows, json_pack("{ss,ss,ss,ss,si}", "id", store_text(s, 0), "agency", store_text(s, 1),
                                              "subject", store_text(s, 2), "why", store_text(s, 3), "tries",
                                              sqlite3_column_int(s, 4)));
    sqlite3_reset(s);
    return rows;
}
