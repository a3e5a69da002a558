/* journal.c - see journal.h. */
#include "store/journal.h"

#include <stdio.h>

int journal_add_visit(struct store *store, const struct visit_row *visit)
{
    sqlite3_stmt *s = store_write(store, SLOT_VISIT_ADD, "INSERT INTO visit VALUES (?, ?, ?, ?, ?)");
    store_bind_text(s, 1, visit->id);
    store_bind_text(s, 2, visit->service);
    store_bind_text(s, 3, visit->bundle);
    store_bind_text(s, 4, visit->language);
    store_bind_text(s, 5, visit->today);
    return store_done(store, s);
}

int journal_set_language(struct store *store, const char *visit, const char *language)
{
    sqlite3_stmt *s = store_write(store, SLOT_VISIT_LANGUAGE, "UPDATE visit SET language = ?2 WHERE id = ?1");
    store_bind_text(s, 1, visit);
    store_bind_text(s, 2, language);
    return store_done(store, s);
}

int journal_set_bundle(struct store *store, const char *visit, const char *bundle)
{
    sqlite3_stmt *s = store_write(store, SLOT_VISIT_BUNDLE, "UPDATE visit SET bundle = ?2 WHERE id = ?1");
    store_bind_text(s, 1, visit);
    store_bind_text(s, 2, bundle);
    return store_done(store, s);
}

int journal_find_visit(struct store *store, struct visit_row *to)
{
    sqlite3_stmt *s =
        store_sql(store, SLOT_VISIT_FIND, "SELECT id, service, bundle, language, today FROM visit LIMIT 1");
    bool found = store_row(store, s);
    if (found) {
        snprintf(to->id, sizeof to->id, "%s", store_text(s, 0));
        snprintf(to->service, sizeof to->service, "%s", store_text(s, 1));
        snprintf(to->bundle, sizeof to->bundle, "%s", store_text(s, 2));
        snprintf(to->language, sizeof to->language, "%s", store_text(s, 3));
        snprintf(to->today, sizeof to->today, "%s", store_text(s, 4));
    }
    sqlite3_reset(s);
    return found ? OK : E_STATE;
}

int journal_remove_visit(struct store *store, const char *visit)
{
    int code = journal_cut(store, visit, 0);
    sqlite3_stmt *s = store_write(store, SLOT_VISIT_REMOVE, "DELETE FROM visit WHERE id = ?");
    store_bind_text(s, 1, visit);
    int removed = store_done(store, s);
    return code < 0 ? code : removed;
}

int journal_put(struct store *store, const struct seal *seal, const char *visit, int n, const json_t *row)
{
    size_t length;
    unsigned char *sealed = seal_close(seal, row, &length);
    sqlite3_stmt *s = store_write(store, SLOT_JOURNAL_PUT,
                                  "INSERT INTO journal VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET sealed = ?3");
    store_bind_text(s, 1, visit);
    store_bind_number(s, 2, n);
    store_bind_bytes(s, 3, sealed, length);
    return store_done(store, s);
}

int journal_cut(struct store *store, const char *visit, int n)
{
    sqlite3_stmt *s = store_write(store, SLOT_JOURNAL_CUT, "DELETE FROM journal WHERE visit = ? AND n >= ?");
    store_bind_text(s, 1, visit);
    store_bind_number(s, 2, n);
    return store_done(store, s);
}

json_t *journal_read(struct store *store, const struct seal *seal, const char *visit)
{
    sqlite3_stmt *s = store_sql(store, SLOT_JOURNAL_READ, "SELECT sealed FROM journal WHERE visit = ? ORDER BY n");
    store_bind_text(s, 1, visit);
    json_t *rows = json_array();
    while (rows && store_row(store, s)) {
        json_t *row = seal_open(seal, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0));
        if (row) {
            json_array_append_new(rows, row);
            continue;
        }
        fail(E_FORMAT, "journal of visit %s: a row does not open under its key", visit);
        json_wipe(rows);
        rows = NULL;
    }
    sqlite3_reset(s);
    return rows;
}
