/* again.c - see again.h. Its commits are as durable as the others: an open visit is pinned to code that lies here. */
#include "store/again.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FORM = 1 };

static const char set_up[] = "PRAGMA code.journal_mode=WAL; PRAGMA code.synchronous=FULL";

static const char tables[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE code.bundle (hash TEXT PRIMARY KEY, plugin TEXT NOT NULL, code BLOB NOT NULL, parsed BLOB NOT NULL,"
    " sum BLOB NOT NULL) STRICT;"
    "CREATE TABLE code.known (id TEXT PRIMARY KEY, stamp TEXT NOT NULL, hash TEXT NOT NULL, signer TEXT NOT NULL,"
    " version TEXT NOT NULL, expires TEXT NOT NULL, services BLOB NOT NULL, calendars BLOB, rows BLOB NOT NULL) STRICT;"
    "PRAGMA code.user_version = 1;"
    "COMMIT";

static const char *path_of(const char *database)
{
    return turn_text("%s.code", database);
}

void again_forget(const char *database)
{
    static const char *const ends[] = {"-wal", "-shm", "-journal", ""};
    for (size_t i = 0; i < COUNT(ends); i++)
        unlink(turn_text("%s%s", path_of(database), ends[i]));
}

void again_end(const struct store *store, const char *what)
{
    again_forget(store->path);
    die("database: %s; what is stored of the plugins is made again", what);
}

static bool run(struct store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The first column of the first row equals `wanted`. */
static bool says(struct store *store, const char *sql, const char *wanted)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(store->db, sql, -1, &s, NULL))
        return false;
    bool same = sqlite3_step(s) == SQLITE_ROW && strcmp(store_text(s, 0), wanted) == 0;
    sqlite3_finalize(s);
    return same;
}

/* Of the form that we know, and sound where a start reads. */
static bool sound(struct store *store)
{
    return says(store, "PRAGMA code.user_version", turn_text("%d", FORM)) &&
           says(store, "PRAGMA code.quick_check(known)", "ok") &&
           says(store,
                "SELECT count(*) >= 0 FROM code.bundle "
                "WHERE hash = ''",
                "1");
}

static bool attach(struct store *store)
{
    char *sql = sqlite3_mprintf("ATTACH %Q AS code", path_of(store->path));
    must(sql != NULL);
    bool attached = run(store, sql);
    sqlite3_free(sql);
    return attached && run(store, set_up);
}

int again_attach(struct store *store)
{
    if (attach(store) && (sound(store) || (says(store, "PRAGMA code.user_version", "0") && run(store, tables))))
        return OK;
    run(store, "ROLLBACK"); /* of the tables, where they failed; else there is nothing to roll back */
    run(store, "DETACH code");
    say("%s: of another form, or damaged; made again", path_of(store->path));
    again_forget(store->path);
    if (attach(store) && run(store, tables))
        return OK;
    return fail(E_IO, "database %s: %s", path_of(store->path), sqlite3_errmsg(store->db));
}
