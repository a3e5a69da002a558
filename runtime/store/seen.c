/* seen.c - see seen.h. */
#include "store/seen.h"

#include <stdlib.h>
#include <string.h>

static const char root_number[] = "root";

static const char *name_of(const char *bundle)
{
    return turn_text("bundle:%s", bundle);
}

int64_t seen_version(struct store *store, const char *bundle)
{
    return store_number(store, name_of(bundle));
}

int seen_set_version(struct store *store, const char *bundle, int64_t version)
{
    return version > seen_version(store, bundle) ? store_set_number(store, name_of(bundle), version) : OK;
}

int64_t seen_root_version(struct store *store)
{
    return store_number(store, root_number);
}

int seen_root(struct store *store, char **bytes, size_t *n)
{
    int code = E_STATE;
    sqlite3_stmt *s = store_sql(store, SLOT_ROOT_READ, "SELECT file FROM root");
    if (store_row(store, s)) {
        *n = (size_t)sqlite3_column_bytes(s, 0);
        *bytes = make(*n + 1);
        memcpy(*bytes, sqlite3_column_blob(s, 0), *n);
        code = OK;
    }
    sqlite3_reset(s);
    return code;
}

int seen_set_root(struct store *store, int64_t version, const void *bytes, size_t n)
{
    sqlite3_stmt *s =
        store_write(store, SLOT_ROOT_PUT, "INSERT INTO root VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET file = ?1");
    store_bind_bytes(s, 1, bytes, n);
    int code = store_done(store, s);
    return code == OK ? store_set_number(store, root_number, version) : code;
}
