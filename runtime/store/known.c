/* known.c - see known.h. */
#include "store/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NULL for NULL. */
static json_t *read_column(sqlite3_stmt *s, int at)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return NULL;
    return json_read("known plugin", sqlite3_column_blob(s, at), (size_t)sqlite3_column_bytes(s, at),
                     JSON_MAX_FILE_DEPTH);
}

static void take(char *to, size_t size, sqlite3_stmt *s, int at)
{
    snprintf(to, size, "%s", store_text(s, at));
}

void known_each(struct store *store, void (*each)(void *mine, const char *id, struct known *known), void *mine)
{
    sqlite3_stmt *s = store_sql(store, SLOT_KNOWN_ALL,
                                "SELECT id, stamp, hash, signer, version, expires, services, calendars FROM known"
                                " ORDER BY id");
    while (store_row(store, s)) {
        struct known known = {.services = read_column(s, 6), .calendars = read_column(s, 7)};
        take(known.stamp, sizeof known.stamp, s, 1);
        take(known.hash, sizeof known.hash, s, 2);
        take(known.signer, sizeof known.signer, s, 3);
        take(known.version, sizeof known.version, s, 4);
        take(known.expires, sizeof known.expires, s, 5);
        each(mine, store_text(s, 0), &known);
    }
    sqlite3_reset(s);
}

static void bind_json(sqlite3_stmt *s, int at, const json_t *value)
{
    char *text = value ? json_write(value) : NULL;
    if (text)
        store_bind_bytes(s, at, text, strlen(text));
    free(text);
}

int known_put(struct store *store, const char *id, const struct known *known, const json_t *rows)
{
    const char *const texts[] = {id, known->stamp, known->hash, known->signer, known->version, known->expires};
    sqlite3_stmt *s = store_write(store, SLOT_KNOWN_PUT,
                                  "INSERT OR REPLACE INTO known (id, stamp, hash, signer, version, expires, services,"
                                  " calendars, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < COUNT(texts); i++)
        store_bind_text(s, (int)i + 1, texts[i]);
    bind_json(s, 7, known->services);
    bind_json(s, 8, known->calendars);
    bind_json(s, 9, rows);
    return store_done(store, s);
}

json_t *known_rows(struct store *store, const char *id)
{
    sqlite3_stmt *s = store_sql(store, SLOT_KNOWN_ROWS, "SELECT rows FROM known WHERE id = ?");
    store_bind_text(s, 1, id);
    json_t *rows = store_row(store, s) ? read_column(s, 0) : NULL;
    sqlite3_reset(s);
    return rows;
}

int known_remove(struct store *store, const char *id)
{
    sqlite3_stmt *s = store_write(store, SLOT_KNOWN_REMOVE, "DELETE FROM known WHERE id = ?");
    store_bind_text(s, 1, id);
    return store_done(store, s);
}

void known_free(struct known *known)
{
    json_decref(known->services);
    json_decref(known->calendars);
    *known = (struct known){0};
}
