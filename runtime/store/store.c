/* store.c - see store.h. The tables are described where they are used: journal.h, outbox.h, tickets.h, bundles.h. */
#include "store/store.h"

#include <string.h>

enum { SCHEMA = 1 };

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS number (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS visit (id TEXT PRIMARY KEY, service TEXT NOT NULL, bundle TEXT NOT NULL,"
    " language TEXT NOT NULL, today TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS journal (visit TEXT NOT NULL, n INTEGER NOT NULL, sealed BLOB NOT NULL,"
    " PRIMARY KEY (visit, n)) STRICT;"
    "CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, visit TEXT NOT NULL,"
    " step TEXT NOT NULL, agency TEXT NOT NULL, subject TEXT NOT NULL, body BLOB, state INTEGER NOT NULL DEFAULT 0,"
    " tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, why TEXT, receipt TEXT,"
    " UNIQUE (visit, step)) STRICT;"
    "CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (state, next_at);"
    "CREATE INDEX IF NOT EXISTS outbox_open ON outbox (agency, subject, seq) WHERE state != 1;"
    "CREATE TABLE IF NOT EXISTS ticket (day TEXT NOT NULL, number TEXT NOT NULL, queue TEXT NOT NULL, visit TEXT NOT "
    "NULL,"
    " phase INTEGER NOT NULL, reason TEXT, PRIMARY KEY (day, number)) STRICT;"
    "CREATE TABLE IF NOT EXISTS lease (queue TEXT NOT NULL, day TEXT NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (queue, day, first)) STRICT;"
    "CREATE TABLE IF NOT EXISTS bundle (hash TEXT PRIMARY KEY, plugin TEXT NOT NULL, code BLOB NOT NULL,"
    " parsed BLOB NOT NULL) STRICT;";

static int db_fail(struct store *store, const char *what)
{
    int full = sqlite3_errcode(store->db) == SQLITE_FULL;
    return fail(full ? E_FULL : E_IO, "database: %s: %s", what, sqlite3_errmsg(store->db));
}

static int run(struct store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) ? db_fail(store, sql) : OK;
}

static int check_schema(struct store *store)
{
    int64_t schema = store_number(store, "schema");
    if (schema > SCHEMA)
        return fail(E_FORMAT, "the database has schema %lld, this program knows %d: install the newer version again",
                    (long long)schema, SCHEMA);
    return schema == SCHEMA ? OK : store_set_number(store, "schema", SCHEMA);
}

int store_open(struct store *store, const char *path)
{
    *store = (struct store){0};
    if (sqlite3_open_v2(path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
        return fail(E_IO, "database %s: %s", path, sqlite3_errmsg(store->db));
    int code = run(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                          "PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;");
    if (code == OK)
        code = run(store, tables);
    if (code == OK)
        code = check_schema(store);
    return code == OK ? store_settle(store) : code;
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
    if (!store->writing)
        return OK;
    store->writing = false;
    return run(store, "COMMIT");
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
    if (!store->writing && run(store, "BEGIN IMMEDIATE") < 0)
        return NULL;
    store->writing = true;
    return store_sql(store, slot, sql);
}

int store_done(struct store *store, sqlite3_stmt *statement)
{
    if (!statement)
        return E_IO;
    int code = sqlite3_step(statement) == SQLITE_DONE ? OK : db_fail(store, sqlite3_sql(statement));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code;
}

void store_bind_text(sqlite3_stmt *s, int at, const char *text)
{
    if (s)
        sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

void store_bind_number(sqlite3_stmt *s, int at, int64_t number)
{
    if (s)
        sqlite3_bind_int64(s, at, number);
}

void store_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t n)
{
    if (s)
        sqlite3_bind_blob64(s, at, bytes, n, SQLITE_TRANSIENT);
}

const char *store_text(sqlite3_stmt *s, int at)
{
    const unsigned char *text = sqlite3_column_text(s, at);
    return text ? (const char *)text : "";
}

int64_t store_number(struct store *store, const char *name)
{
    sqlite3_stmt *s = store_sql(store, SLOT_NUMBER_GET, "SELECT value FROM number WHERE name = ?");
    store_bind_text(s, 1, name);
    int64_t number = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
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
