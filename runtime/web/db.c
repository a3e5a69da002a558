/* db.c - see db.h. */
#define _GNU_SOURCE
#include "web/db.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int db_fail(struct db *db, const char *what)
{
    int why = sqlite3_errcode(db->file);
    int code = fail(why == SQLITE_FULL ? E_FULL : E_IO, "%s: %s: %s", db->path, what, sqlite3_errmsg(db->file));
    if (db->broken == OK)
        db->broken = code;
    return code;
}

static void make_folders(const char *path)
{
    char *folder = turn_text("%s", path);
    for (char *at = strchr(folder + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        if (mkdir(folder, 0700) < 0 && errno != EEXIST)
            fail_errno("make folder %s", folder);
        *at = '/';
    }
}

static bool is_sound(struct db *db)
{
    char *verdict = db_text(db, "PRAGMA quick_check(1)", NULL);
    return verdict && strcmp(verdict, "ok") == 0;
}

int db_open(struct db *db, const char *path, const char *schema)
{
    static const char setup[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                                "PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=4194304;";
    *db = (struct db){.path = make_text(path)};
    umask(077);
    make_folders(path);
    if (sqlite3_open(path, &db->file) || sqlite3_exec(db->file, setup, NULL, NULL, NULL) ||
        sqlite3_exec(db->file, schema, NULL, NULL, NULL))
        return db_fail(db, "open");
    if (!is_sound(db))
        return fail(E_FORMAT, "%s is damaged: move it away (do not delete it) and start again", path);
    return OK;
}

void db_close(struct db *db)
{
    for (int i = 0; i < DB_STATEMENTS; i++)
        sqlite3_finalize(db->known[i].row);
    sqlite3_exec(db->file, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    sqlite3_close(db->file);
    free((char *)(uintptr_t)db->path);
    *db = (struct db){0};
}

/* After a failed write the page cache of the system is in an unknown state. A new process reads what is really there.
 */
static void distrust(struct db *db)
{
    die("%s: the disk refused; starting again from what is stored", db->path);
}

int db_settle(struct db *db)
{
    int code = db->broken;
    if (db->writing && code == OK && sqlite3_exec(db->file, "COMMIT", NULL, NULL, NULL))
        code = db_fail(db, "commit");
    if (code != OK && !sqlite3_get_autocommit(db->file))
        sqlite3_exec(db->file, "ROLLBACK", NULL, NULL, NULL);
    if (code != OK && code != E_FULL)
        distrust(db);
    db->writing = false;
    db->broken = OK;
    return code;
}

static sqlite3_stmt *prepare(struct db *db, const char *sql)
{
    for (int i = 0; i < DB_STATEMENTS; i++) {
        if (db->known[i].sql == sql)
            return db->known[i].row;
        if (db->known[i].sql)
            continue;
        if (sqlite3_prepare_v3(db->file, sql, -1, SQLITE_PREPARE_PERSISTENT, &db->known[i].row, NULL))
            die("%s: %s: %s", db->path, sql, sqlite3_errmsg(db->file));
        db->known[i].sql = sql;
        return db->known[i].row;
    }
    die("more than %d statements", DB_STATEMENTS);
}

static sqlite3_stmt *bind_all(struct db *db, const char *sql, const struct bind *binds)
{
    sqlite3_stmt *row = prepare(db, sql);
    must(!sqlite3_stmt_busy(row));
    for (int i = 0; binds && binds[i].kind != BIND_END; i++) {
        if (binds[i].kind == BIND_TEXT)
            sqlite3_bind_text(row, i + 1, binds[i].text, -1, SQLITE_TRANSIENT);
        else
            sqlite3_bind_int64(row, i + 1, binds[i].number);
    }
    return row;
}

static void begin(struct db *db)
{
    if (db->writing || db->broken != OK)
        return;
    if (sqlite3_exec(db->file, "BEGIN IMMEDIATE", NULL, NULL, NULL))
        db_fail(db, "begin");
    else
        db->writing = true;
}

void db_enough(sqlite3_stmt *row)
{
    sqlite3_reset(row);
    sqlite3_clear_bindings(row);
}

bool db_do(struct db *db, const char *sql, const struct bind *binds)
{
    begin(db);
    if (db->broken != OK)
        return false;
    sqlite3_stmt *row = bind_all(db, sql, binds);
    bool done = sqlite3_step(row) == SQLITE_DONE;
    if (!done)
        db_fail(db, sql);
    db_enough(row);
    return done && sqlite3_changes(db->file) > 0;
}

int64_t db_id(const struct db *db)
{
    return sqlite3_last_insert_rowid(db->file);
}

sqlite3_stmt *db_next(struct db *db, sqlite3_stmt *row)
{
    int code = sqlite3_step(row);
    if (code == SQLITE_ROW)
        return row;
    if (code != SQLITE_DONE)
        db_fail(db, "read");
    db_enough(row);
    return NULL;
}

sqlite3_stmt *db_find(struct db *db, const char *sql, const struct bind *binds)
{
    return db_next(db, bind_all(db, sql, binds));
}

int64_t db_number(struct db *db, const char *sql, const struct bind *binds, int64_t otherwise)
{
    sqlite3_stmt *row = db_find(db, sql, binds);
    if (!row)
        return otherwise;
    int64_t number = row_number(row, 0);
    db_enough(row);
    return number;
}

char *db_text(struct db *db, const char *sql, const struct bind *binds)
{
    sqlite3_stmt *row = db_find(db, sql, binds);
    if (!row)
        return NULL;
    char *text = turn_text("%s", row_text(row, 0));
    db_enough(row);
    return text;
}

const char *row_text(sqlite3_stmt *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row, column);
    return text ? (const char *)text : "";
}

int64_t row_number(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int64(row, column);
}
