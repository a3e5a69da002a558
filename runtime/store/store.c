/* store.c - see store.h. The tables are described where they are used: journal.h, outbox.h, condition.h, tickets.h,
 * seen.h; those of bundles.h and known.h lie in a file of their own (again.h). */
#include "store/store.h"

#include "store/again.h"
#include "store/ballast.h"
#include "store/quarantine.h"

#include <stdio.h>
#include <string.h>

enum { SCHEMA = 3 };

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS number (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS visit (id TEXT PRIMARY KEY, service TEXT NOT NULL, bundle TEXT NOT NULL,"
    " language TEXT NOT NULL, today TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS journal (visit TEXT NOT NULL, n INTEGER NOT NULL, sealed BLOB NOT NULL,"
    " PRIMARY KEY (visit, n)) STRICT;"
    "CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, visit TEXT NOT NULL,"
    " step TEXT NOT NULL, agency TEXT NOT NULL, subject TEXT NOT NULL, body BLOB, state INTEGER NOT NULL DEFAULT 0,"
    " tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, why TEXT, receipt TEXT, follows INTEGER,"
    " UNIQUE (visit, step)) STRICT;"
    "CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (state, next_at) WHERE state = 0;"
    "CREATE INDEX IF NOT EXISTS outbox_dead ON outbox (state) WHERE state >= 2;"
    "CREATE INDEX IF NOT EXISTS outbox_held ON outbox (state) WHERE state = -1;"
    "CREATE TABLE IF NOT EXISTS condition (id INTEGER PRIMARY KEY, look TEXT NOT NULL, case_number TEXT NOT NULL,"
    " follows INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,"
    " next_at INTEGER NOT NULL, UNIQUE (look, case_number)) STRICT;"
    "CREATE INDEX IF NOT EXISTS condition_open ON condition (state, next_at) WHERE state = 0;"
    "CREATE TABLE IF NOT EXISTS held (seq INTEGER PRIMARY KEY, condition INTEGER NOT NULL, by_day TEXT NOT NULL,"
    " about TEXT NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS held_for ON held (condition);"
    "CREATE TABLE IF NOT EXISTS ticket (day TEXT NOT NULL, number TEXT NOT NULL, queue TEXT NOT NULL, visit TEXT NOT "
    "NULL,"
    " phase INTEGER NOT NULL, reason TEXT, PRIMARY KEY (day, number)) STRICT;"
    "CREATE TABLE IF NOT EXISTS lease (queue TEXT NOT NULL, day TEXT NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (queue, day, first)) STRICT;"
    "CREATE TABLE IF NOT EXISTS root (id INTEGER PRIMARY KEY, file BLOB NOT NULL) STRICT;";

/* The code of plugins was in the same file before; core reads it again. */
static const char to_schema_3[] = "DROP TABLE IF EXISTS main.bundle; DROP TABLE IF EXISTS main.known";

/* Damage may lie in what can be made again: it goes. The rest is looked at by the next start. */
static int db_fail(struct store *store, const char *what)
{
    int why = sqlite3_errcode(store->db) & 0xff;
    int code = why == SQLITE_FULL ? E_FULL : why == SQLITE_CORRUPT || why == SQLITE_NOTADB ? E_FORMAT : E_IO;
    fail(code, "database: %s: %s", what, sqlite3_errmsg(store->db));
    if (code == E_FULL)
        ballast_release(store->path);
    if (code == E_FORMAT)
        again_forget(store->path);
    return code;
}

static int run(struct store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) ? db_fail(store, sql) : OK;
}

/* The same for what every turn runs. */
static int run_again(struct store *store, int slot, const char *sql)
{
    sqlite3_stmt *s = store_sql(store, slot, sql);
    int code = sqlite3_step(s) == SQLITE_DONE ? OK : db_fail(store, sql);
    sqlite3_reset(s);
    return code;
}

/* One row of one number or text, while nothing is known of the file yet. */
static int ask(struct store *store, const char *sql, int64_t *number, char *text, size_t size)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(store->db, sql, -1, &s, NULL))
        return db_fail(store, sql);
    int step = sqlite3_step(s), code = OK;
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        code = db_fail(store, sql);
    if (number)
        *number = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    if (text)
        snprintf(text, size, "%s", step == SQLITE_ROW ? store_text(s, 0) : "");
    sqlite3_finalize(s);
    return code;
}

/* OK with the schema that was found, 0 for an empty file. E_FORMAT: damaged or not ours. E_STATE: newer than we are. */
static int look(struct store *store, int64_t *schema)
{
    int64_t tables_there, ours;
    char health[160];
    *schema = 0;
    int code = ask(store, "SELECT count(*) FROM sqlite_schema", &tables_there, NULL, 0);
    if (code == OK)
        code = ask(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'number'", &ours, NULL, 0);
    if (code == OK && tables_there && !ours)
        return fail(E_FORMAT, "%s is the database of another program", store->path);
    if (code == OK && ours)
        code = ask(store, "SELECT value FROM number WHERE name = 'schema'", schema, NULL, 0);
    if (code == OK && *schema > SCHEMA)
        return fail(E_STATE, "the database has schema %lld, this program knows %d: install the newer version again",
                    (long long)*schema, SCHEMA);
    if (code == OK)
        code = ask(store, "PRAGMA main.quick_check(1)", NULL, health, sizeof health);
    if (code == OK && strcmp(health, "ok") != 0)
        code = fail(E_FORMAT, "%s is damaged: %s", store->path, health);
    return code;
}

static int prepare(struct store *store, int64_t schema)
{
    int code = run(store, "PRAGMA main.journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                          "PRAGMA temp_store=MEMORY");
    if (code == OK)
        code = again_attach(store);
    if (code == OK)
        code = run(store, "BEGIN IMMEDIATE");
    store->writing = code == OK;
    if (code == OK)
        code = run(store, tables);
    if (code == OK && schema < SCHEMA)
        code = run(store, to_schema_3);
    if (code == OK && schema < SCHEMA)
        code = store_set_number(store, "schema", SCHEMA);
    return code == OK ? store_settle(store) : code;
}

/* Until the file is known to be ours, closing must not write what its log holds into it. */
static int open_once(struct store *store, const char *path)
{
    int64_t schema;
    *store = (struct store){0};
    if ((size_t)snprintf(store->path, sizeof store->path, "%s", path) >= sizeof store->path)
        return fail(E_FORMAT, "%s: the path of the database is too long", path);
    if (sqlite3_open_v2(path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
        return fail(E_IO, "database %s: %s", path, sqlite3_errmsg(store->db));
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    int code = look(store, &schema);
    if (code < 0)
        return code;
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return prepare(store, schema);
}

static int open_again(struct store *store, const char *path)
{
    store_close(store);
    return open_once(store, path);
}

/* Looks twice before it believes in damage: damage stays, want of memory or a moody cable passes. */
int store_open(struct store *store, const char *path)
{
    int code = open_once(store, path);
    if (code == E_FORMAT)
        code = open_again(store, path);
    if (code != E_FORMAT)
        return code;
    store_close(store);
    char aside[600];
    code = quarantine_put(path, aside);
    if (code == OK)
        code = open_once(store, path);
    return code == OK ? quarantine_salvage(aside, store) : code;
}

void store_close(struct store *store)
{
    for (size_t i = 0; i < COUNT(store->cached); i++)
        sqlite3_finalize(store->cached[i]);
    sqlite3_close(store->db);
    *store = (struct store){0};
}

int store_settle(struct store *store)
{
    if (store->spoiled)
        return store->spoiled;
    if (!store->writing)
        return OK;
    store->writing = false;
    return run_again(store, SLOT_COMMIT, "COMMIT");
}

bool store_has_room(const struct store *store)
{
    return ballast_room(store->path);
}

void store_keep_ballast(const struct store *store)
{
    ballast_keep(store->path);
}

int store_checkpoint(struct store *store)
{
    must(!store->writing);
    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL))
        return db_fail(store, "checkpoint");
    return OK;
}

sqlite3_stmt *store_sql(struct store *store, int slot, const char *sql)
{
    sqlite3_stmt **s = &store->cached[slot];
    if (!*s && sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, s, NULL))
        die("database: %s: %s", sql, sqlite3_errmsg(store->db));
    sqlite3_reset(*s);
    sqlite3_clear_bindings(*s);
    return *s;
}

sqlite3_stmt *store_write(struct store *store, int slot, const char *sql)
{
    if (!store->writing && !store->spoiled)
        store->spoiled = run_again(store, SLOT_BEGIN, "BEGIN IMMEDIATE");
    if (store->spoiled)
        return NULL; /* SQLite may have rolled back by itself: this write would be committed alone */
    store->writing = true;
    return store_sql(store, slot, sql);
}

bool store_row(struct store *store, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    if ((code & 0xff) == SQLITE_CORRUPT)
        again_end(store, turn_text("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(store->db)));
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        die("database: %s: %s", sqlite3_sql(statement), sqlite3_errmsg(store->db));
    return code == SQLITE_ROW;
}

/* A broken constraint is an answer; whatever else goes wrong spoils the turn. */
int store_done(struct store *store, sqlite3_stmt *statement)
{
    if (!statement)
        return store->spoiled;
    int step = sqlite3_step(statement), code = step == SQLITE_DONE ? OK : db_fail(store, sqlite3_sql(statement));
    if (code < 0 && (step & 0xff) != SQLITE_CONSTRAINT)
        store->spoiled = code;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code;
}

/* A value that was not bound would be stored as NULL: there is no memory, the process ends as in make(). */
static void bound(int code)
{
    if (code != SQLITE_OK)
        die("database: a value cannot be bound: %s", sqlite3_errstr(code));
}

void store_bind_text(sqlite3_stmt *s, int at, const char *text)
{
    if (s)
        bound(sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT));
}

void store_bind_number(sqlite3_stmt *s, int at, int64_t number)
{
    if (s)
        bound(sqlite3_bind_int64(s, at, number));
}

void store_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t n)
{
    if (s)
        bound(sqlite3_bind_blob64(s, at, bytes, n, SQLITE_TRANSIENT));
}

const char *store_text(sqlite3_stmt *s, int at)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return "";
    const unsigned char *text = sqlite3_column_text(s, at);
    if (!text)
        die("database: out of memory for a text");
    return (const char *)text;
}

int64_t store_number(struct store *store, const char *name)
{
    sqlite3_stmt *s = store_sql(store, SLOT_NUMBER_GET, "SELECT value FROM number WHERE name = ?");
    store_bind_text(s, 1, name);
    int64_t number = store_row(store, s) ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return number;
}

int store_set_number(struct store *store, const char *name, int64_t number)
{
    sqlite3_stmt *s = store_write(store, SLOT_NUMBER_SET,
                                  "INSERT INTO number VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2");
    store_bind_text(s, 1, name);
    store_bind_number(s, 2, number);
    return store_done(store, s);
}

int64_t store_next(struct store *store, const char *name)
{
    int64_t next = store_number(store, name) + 1;
    int code = store_set_number(store, name, next);
    return code < 0 ? code : next;
}

int64_t store_rise(struct store *store, struct rising *rising, const char *name, int step, int64_t least)
{
    if (rising->stored == 0)
        rising->last = rising->stored = store_number(store, name);
    rising->last = rising->last + step > least ? rising->last + step : least;
    if (rising->last <= rising->stored)
        return rising->last;
    rising->stored = rising->last + RISING_AHEAD;
    int code = store_set_number(store, name, rising->stored);
    return code < 0 ? code : rising->last;
}
