/* db: one transaction a turn, all or nothing, statements found again, what is committed is there after opening again.
 */
#define _GNU_SOURCE
#include "web/db.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

static const char schema[] = "CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, name TEXT) STRICT;";
static const char count[] = "SELECT count(*) FROM thing";

static bool add(struct db *db, const char *name)
{
    return db_do(db, "INSERT INTO thing (name) VALUES (?)", BIND(TEXT(name)));
}

int main(void)
{
    char folder[] = "/tmp/db-XXXXXX", path[64];
    struct db db;
    check(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/a/b/c.db", folder);
    check(db_open(&db, path, schema) == OK);
    check(db_settle(&db) == OK);
    check(add(&db, "one") && db_id(&db) == 1 && add(&db, NULL));
    check(db_number(&db, count, NULL, -1) == 2);
    check(db_settle(&db) == OK);
    check(!db_do(&db, "DELETE FROM thing WHERE id = ?", BIND(NUMBER(99))));
    check_text(db_text(&db, "SELECT name FROM thing WHERE id = ?", BIND(NUMBER(1))), "one");
    check_text(db_text(&db, "SELECT name FROM thing WHERE id = ?", BIND(NUMBER(2))), "");
    check(db_text(&db, "SELECT name FROM thing WHERE id = ?", BIND(NUMBER(3))) == NULL);
    check(db_number(&db, "SELECT id FROM thing WHERE name = ?", BIND(TEXT("none")), 7) == 7);
    check(db_settle(&db) == OK);

    sqlite3_exec(db.file, "PRAGMA max_page_count=3", NULL, NULL, NULL); /* a full disk */
    char *large = make(20001);
    memset(large, 'x', 20000);
    check(add(&db, "three") && !add(&db, large) && !add(&db, "four"));
    check(db_settle(&db) == E_FULL);
    check(db_number(&db, count, NULL, -1) == 2);
    sqlite3_exec(db.file, "PRAGMA max_page_count=1000", NULL, NULL, NULL);
    check(add(&db, large) && db_settle(&db) == OK);
    free(large);
    db_close(&db);

    check(db_open(&db, path, schema) == OK);
    int n = 0;
    for (sqlite3_stmt *row = db_find(&db, "SELECT id, name FROM thing ORDER BY id", NULL); row; row = db_next(&db, row))
        check(row_number(row, 0) == ++n);
    check(n == 3);
    db_close(&db);

    FILE *f = fopen(path, "r+");
    check(f && fseek(f, 30, SEEK_SET) == 0 && fputs("damaged damaged damaged damaged damaged damaged", f) > 0);
    fclose(f);
    check(db_open(&db, path, schema) < 0);
    db_close(&db);
    for (const char *const *end =
             (const char *const[]){"a/b/c.db-shm", "a/b/c.db-wal", "a/b/c.db", "a/b", "a", "", NULL};
         *end; end++)
        remove(turn_text("%s/%s", folder, *end));
    turn_end();
    return test_end();
}
