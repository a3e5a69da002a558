/* disk.c - see disk.h. The real VFS opens the file; only then its method table is exchanged for a copy in which writes
 * and syncs are ours. Syncs are recorded, never done: this disk cannot lose power, and the test is in a hurry. */
#include "disk.h"

#include "base/base.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct disk disk;
const char *const disk_suffix[DISK_FILES] = {"", "-journal", "-wal", ".code", ".code-journal", ".code-wal"};

static sqlite3_vfs *real, ours;
static const sqlite3_io_methods *usual[DISK_FILES]; /* a log needs no locks: it has other methods */
static sqlite3_io_methods watched[DISK_FILES];

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static enum disk_file file_of(const char *path)
{
    for (int file = DISK_FILES - 1; file > DISK_DB; file--) /* the longest first: "-wal" ends ".code-wal" too */
        if (ends_with(path, disk_suffix[file]))
            return (enum disk_file)file;
    return DISK_DB;
}

/* Behind the real VFS's own file there is room for one number of ours. */
static enum disk_file *kind_of(sqlite3_file *file)
{
    return (enum disk_file *)(void *)((char *)file + real->szOsFile);
}

static void record(enum disk_op op, enum disk_file file, int64_t at, const void *bytes, size_t n)
{
    if (!disk.recording)
        return;
    if (disk.n_events == disk.room) {
        disk.room = disk.room ? disk.room * 2 : 1024;
        disk.events = realloc(disk.events, disk.room * sizeof disk.events[0]);
        must(disk.events != NULL);
    }
    struct disk_event *event = &disk.events[disk.n_events++];
    *event = (struct disk_event){op, file, at, n, n ? make(n) : NULL};
    if (n)
        memcpy(event->bytes, bytes, n);
}

/* True when this call of the kind is the one that fails. A full disk stays full; other faults happen once. */
static bool fails(bool sync)
{
    if (disk.fault == FAULT_NONE || sync != (disk.fault == FAULT_SYNC))
        return false;
    int call = ++disk.calls;
    bool now = disk.fault == FAULT_FULL ? call >= disk.fault_at : call == disk.fault_at;
    disk.faulted = disk.faulted || now;
    return now;
}

static int on_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    if (fails(false)) {
        if (disk.fault == FAULT_SHORT)
            usual[*kind_of(file)]->xWrite(file, bytes, n / 2, at);
        return disk.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    record(DISK_WRITE, *kind_of(file), at, bytes, (size_t)n);
    return usual[*kind_of(file)]->xWrite(file, bytes, n, at);
}

static int on_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    record(DISK_TRUNCATE, *kind_of(file), size, NULL, 0);
    return usual[*kind_of(file)]->xTruncate(file, size);
}

static int on_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    if (fails(true))
        return SQLITE_IOERR_FSYNC;
    record(DISK_SYNC, *kind_of(file), 0, NULL, 0);
    return SQLITE_OK;
}

static int on_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    int code = real->xOpen(real, path, file, flags, out);
    if (code != SQLITE_OK || !file->pMethods || !path)
        return code;
    enum disk_file kind = file_of(path);
    usual[kind] = file->pMethods;
    watched[kind] = *file->pMethods;
    watched[kind].xWrite = on_write;
    watched[kind].xTruncate = on_truncate;
    watched[kind].xSync = on_sync;
    file->pMethods = &watched[kind];
    *kind_of(file) = kind;
    record(DISK_OPEN, kind, 0, NULL, 0);
    return code;
}

static int on_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    int code = real->xDelete(real, path, 0);
    if (code == SQLITE_OK)
        record(DISK_DELETE, file_of(path), sync_folder, NULL, 0);
    return code;
}

void disk_start(void)
{
    real = sqlite3_vfs_find(NULL);
    must(real != NULL);
    ours = *real;
    ours.zName = "disk";
    ours.szOsFile += (int)sizeof(enum disk_file) * 2;
    ours.xOpen = on_open;
    ours.xDelete = on_delete;
    must(sqlite3_vfs_register(&ours, 1) == SQLITE_OK);
}

void disk_mark(int64_t number)
{
    record(DISK_MARK, DISK_DB, number, NULL, 0);
}

void disk_forget(void)
{
    for (size_t i = 0; i < disk.n_events; i++)
        free(disk.events[i].bytes);
    free(disk.events);
    disk = (struct disk){0};
}
