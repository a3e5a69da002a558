/* bundles.c - see bundles.h. */
#include "store/bundles.h"

#include "store/again.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUM = 16 };

/* Over both, with the length of the first: a byte cannot move from one to the other. */
static void sum_up(unsigned char sum[SUM], const void *code, size_t n_code, const void *parsed, size_t n_parsed)
{
    crypto_generichash_state state;
    uint64_t n = n_code;
    crypto_generichash_init(&state, NULL, 0, SUM);
    crypto_generichash_update(&state, (const unsigned char *)&n, sizeof n);
    crypto_generichash_update(&state, code, n_code);
    crypto_generichash_update(&state, parsed, n_parsed);
    crypto_generichash_final(&state, sum, SUM);
}

/* What is not what was stored must not run. */
static void check_sum(const struct store *store, sqlite3_stmt *s, const char *hash)
{
    unsigned char sum[SUM];
    sum_up(sum, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0), sqlite3_column_blob(s, 1),
           (size_t)sqlite3_column_bytes(s, 1));
    if (sqlite3_column_bytes(s, 2) != SUM || memcmp(sqlite3_column_blob(s, 2), sum, SUM) != 0)
        again_end(store, turn_text("the stored code of %s is damaged", hash));
}

int bundle_find(struct store *store, const char *hash, struct bundle *to)
{
    *to = (struct bundle){0};
    sqlite3_stmt *s = store_sql(store, SLOT_BUNDLE_READ, "SELECT code, parsed, sum FROM bundle WHERE hash = ?");
    store_bind_text(s, 1, hash);
    if (store_row(store, s)) {
        check_sum(store, s, hash);
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
    unsigned char sum[SUM];
    sum_up(sum, bundle->code, bundle->n_code, parsed, strlen(parsed));
    sqlite3_stmt *s = store_write(store, SLOT_BUNDLE_PUT, "INSERT OR REPLACE INTO bundle VALUES (?, ?, ?, ?, ?)");
    store_bind_text(s, 1, bundle->hash);
    store_bind_text(s, 2, plugin);
    store_bind_bytes(s, 3, bundle->code, bundle->n_code);
    store_bind_bytes(s, 4, parsed, strlen(parsed));
    store_bind_bytes(s, 5, sum, sizeof sum);
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
