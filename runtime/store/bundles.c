/* bundles.c - see bundles.h. */
#include "store/bundles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int bundle_find(struct store *store, const char *hash, struct bundle *to)
{
    *to = (struct bundle){0};
    sqlite3_stmt *s = store_sql(store, SLOT_BUNDLE_READ, "SELECT code, parsed FROM bundle WHERE hash = ?");
    store_bind_text(s, 1, hash);
    if (store_row(store, s)) {
        snprintf(to->hash, sizeof to->hash, "%s", hash);
        to->n_code = (size_t)sqlite3_column_bytes(s, 0);
        to->code = make(to->n_code + 1);
        memcpy(to->code, sqlite3_column_blob(s, 0), to->n_code);
        to->parsed =
            json_read("bundle", sqlite3_column_blob(s, 1), (size_t)sqlite3_column_bytes(s, 1), JSON_MAX_FILE_DEPTH);
    }
    sqlite3_reset(s);
    if (to->parsed)
        return OK;
    bundle_free(to);
    return E_STATE;
}

int bundle_put(struct store *store, const char *plugin, const struct bundle *bundle)
{
    char *parsed = json_write(bundle->parsed);
    sqlite3_stmt *s = store_write(store, SLOT_BUNDLE_PUT, "INSERT OR REPLACE INTO bundle VALUES (?, ?, ?, ?)");
    store_bind_text(s, 1, bundle->hash);
    store_bind_text(s, 2, plugin);
    store_bind_bytes(s, 3, bundle->code, bundle->n_code);
    store_bind_bytes(s, 4, parsed, strlen(parsed));
    free(parsed);
    return store_done(store, s);
}

int bundle_forget_old(struct store *store)
{
    return store_done(store, store_write(store, SLOT_BUNDLE_FORGET,
                                         "DELETE FROM bundle WHERE hash NOT IN (SELECT hash FROM known)"
                                         " AND NOT EXISTS (SELECT 1 FROM visit)"));
}

void bundle_free(struct bundle *bundle)
{
    free(bundle->code);
    json_decref(bundle->parsed);
    *bundle = (struct bundle){0};
}
