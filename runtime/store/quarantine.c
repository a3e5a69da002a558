/* quarantine.c - see quarantine.h. The log is renamed first: a crash in between leaves a database without its log,
 * which the next start puts aside or finds sound; a new database must never meet an old log. */
#define _GNU_SOURCE
#include "store/quarantine.h"

#include "base/base.h"
#include "base/clock.h"
#include "store/tickets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char store_aside[] = "databases put aside";

/* The renames must be on the disk before a new database is: otherwise a power cut could mix the two. */
static int sync_folder(const char *path)
{
    const char *end = strrchr(path, '/');
    int fd = open(end ? turn_text("%.*s", (int)(end - path) + 1, path) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno("folder of %s", path);
    int code = fsync(fd) == 0 ? OK : fail_errno("folder of %s", path);
    close(fd);
    return code;
}

int quarantine_put(const char *path, char aside[600])
{
    static const char *const ends[] = {"-wal", "-shm", "-journal", ""};
    int64_t at = clock_wall_ms();
    do
        snprintf(aside, 600, "%s.quarantine-%lld", path, (long long)at++);
    while (access(aside, F_OK) == 0);
    for (size_t i = 0; i < COUNT(ends); i++) {
        const char *from = turn_text("%s%s", path, ends[i]), *to = turn_text("%s%s", aside, ends[i]);
        if (rename(from, to) < 0 && errno != ENOENT)
            return fail_errno("%s cannot be put aside", from);
    }
    fail(E_FORMAT, "ALARM: the database was put aside as %s; letters in it have NOT left. A new one begins", aside);
    return sync_folder(path);
}

/* A counter beyond this is damage, not a number: Unix milliseconds of the year 2286. */
static const int64_t believable = INT64_C(9999999999999);

static void take_counter(sqlite3_stmt *row, struct store *to)
{
    const char *name = (const char *)sqlite3_column_text(row, 0);
    int64_t number = sqlite3_column_int64(row, 1);
    if (name && strcmp(name, "schema") != 0 && number > 0 && number < believable)
        store_set_number(to, name, number);
}

/* Its rest is given up: which numbers of it are free, a damaged file cannot say. */
static void take_lease(sqlite3_stmt *row, struct store *to)
{
    const char *queue = (const char *)sqlite3_column_text(row, 0), *day = (const char *)sqlite3_column_text(row, 1);
    if (queue && day)
        ticket_add_used_lease(to, queue, day, sqlite3_column_int(row, 2), sqlite3_column_int(row, 3));
}

/* Row by row until the damage; what came before it counts. */
static int take_rows(sqlite3 *from, const char *sql, void (*take)(sqlite3_stmt *, struct store *), struct store *to)
{
    sqlite3_stmt *s;
    int taken = 0;
    if (sqlite3_prepare_v2(from, sql, -1, &s, NULL))
        return 0;
    for (; sqlite3_step(s) == SQLITE_ROW; taken++)
        take(s, to);
    sqlite3_finalize(s);
    return taken;
}

int quarantine_salvage(const char *aside, struct store *to)
{
    sqlite3 *from;
    int taken = 0;
    if (sqlite3_open_v2(aside, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        sqlite3_db_config(from, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_db_config(from, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        taken = take_rows(from, "SELECT name, value FROM number NOT INDEXED", take_counter, to) +
                take_rows(from, "SELECT queue, day, first, last FROM lease NOT INDEXED", take_lease, to);
    }
    sqlite3_close(from);
    store_set_number(to, store_aside, store_number(to, store_aside) + 1);
    say("database: %d counters and leases could be taken over", taken);
    return store_settle(to);
}
