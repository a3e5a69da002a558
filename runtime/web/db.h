/* db.h - a program's own SQLite file, with one transaction a turn.
 *
 * The first write of a turn opens the transaction, db_settle() commits it: everything a turn did is stored together or
 * not at all. WAL and synchronous=FULL, so what was committed survives a power cut; secure_delete, so what was deleted
 * is gone. A write that fails poisons its turn: db_settle() then rolls all of it back and says why. */
#ifndef WEB_DB_H
#define WEB_DB_H

#include "base/base.h"

#include <sqlite3.h>

enum { DB_STATEMENTS = 48 };

struct db {
    sqlite3 *file;
    const char *path;
    struct {
        const char *sql; /* the text's address is its name */
        sqlite3_stmt *row;
    } known[DB_STATEMENTS];
    bool writing;
    int broken; /* the first failure of this turn */
};

/* A value for a question mark. */
struct bind {
    enum { BIND_END, BIND_TEXT, BIND_NUMBER } kind;
    const char *text; /* NULL is stored as such */
    int64_t number;
};

/* db_do(db, "DELETE FROM x WHERE name = ? AND n = ?", BIND(TEXT(name), NUMBER(n))) */
#define BIND(...) ((const struct bind[]){__VA_ARGS__, {BIND_END, NULL, 0}})
#define TEXT(value)                                                                                                    \
    {                                                                                                                  \
        BIND_TEXT, (value), 0                                                                                          \
    }
#define NUMBER(value)                                                                                                  \
    {                                                                                                                  \
        BIND_NUMBER, NULL, (value)                                                                                     \
    }

/* Makes the folders above path, and the tables when they are missing. */
int db_open(struct db *db, const char *path, const char *schema);
void db_close(struct db *db);

/* Ends the turn: OK when all of it is on disk, else nothing of it is. Ends the process when the disk cannot be trusted.
 */
int db_settle(struct db *db);

/* A change; true when it changed at least one row. sql is a constant: it is prepared once. */
bool db_do(struct db *db, const char *sql, const struct bind *binds);

/* The id that the last INSERT gave its row. */
int64_t db_id(const struct db *db);

/* for (sqlite3_stmt *row = db_find(db, sql, binds); row; row = db_next(db, row)): NULL after the last row. Whoever
 * leaves earlier calls db_enough(row). */
sqlite3_stmt *db_find(struct db *db, const char *sql, const struct bind *binds);
sqlite3_stmt *db_next(struct db *db, sqlite3_stmt *row);
void db_enough(sqlite3_stmt *row);

/* The first column of the first row: `otherwise` or NULL when there is none. Texts are turn memory. */
int64_t db_number(struct db *db, const char *sql, const struct bind *binds, int64_t otherwise);
char *db_text(struct db *db, const char *sql, const struct bind *binds);

/* A column of the present row; texts are borrowed until db_next, "" for NULL. */
const char *row_text(sqlite3_stmt *row, int column);
int64_t row_number(sqlite3_stmt *row, int column);

#endif
