/* syncs.c - see syncs.h. The usual VFS opens the file; then its method table is exchanged for a copy whose writes and
 * syncs count. A log has other methods than a database, so there is a copy for each. */
#include "bench/syncs.h"

#include "base/base.h"

#include <sqlite3.h>

enum { TABLES = 4 };

struct syncs syncs;

static sqlite3_vfs *usual, ours;
static const sqlite3_io_methods *real[TABLES];
static sqlite3_io_methods counting[TABLES];
static int n_tables;

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
    return real[file->pMethods - counting];
}

static int on_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    syncs.written += n;
    return real_of(file)->xWrite(file, bytes, n, at);
}

static int on_sync(sqlite3_file *file, int flags)
{
    syncs.syncs++;
    return real_of(file)->xSync(file, flags);
}

static const sqlite3_io_methods *count(const sqlite3_io_methods *methods)
{
    int i = 0;
    while (i < n_tables && real[i] != methods)
        i++;
    must(i < TABLES);
    if (i == n_tables) {
        real[n_tables] = methods;
        counting[n_tables] = *methods;
        counting[n_tables].xWrite = on_write;
        counting[n_tables++].xSync = on_sync;
    }
    return &counting[i];
}

static int on_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    int code = usual->xOpen(usual, name, file, flags, out);
    if (code == SQLITE_OK && file->pMethods)
        file->pMethods = count(file->pMethods);
    return code;
}

void syncs_start(void)
{
    if (usual)
        return;
    usual = sqlite3_vfs_find(NULL);
    ours = *usual;
    ours.zName = "counting";
    ours.xOpen = on_open;
    must(sqlite3_vfs_register(&ours, 1) == SQLITE_OK);
}
