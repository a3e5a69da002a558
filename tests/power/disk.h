/* disk.h - a disk that remembers what it was told, and fails on command.
 *
 * An SQLite VFS in front of the real one, registered as the default: the store does not know. The trace holds every
 * write and sync with its bytes, so that a test can build each state that a power cut could have left (crash.h). */
#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The database, and beside it the one of what can be made again. */
enum disk_file { DISK_DB, DISK_JOURNAL, DISK_WAL, DISK_AGAIN, DISK_AGAIN_JOURNAL, DISK_AGAIN_WAL, DISK_FILES };
enum disk_op { DISK_OPEN, DISK_WRITE, DISK_TRUNCATE, DISK_SYNC, DISK_DELETE, DISK_MARK };

struct disk_event {
    enum disk_op op;
    enum disk_file file;
    int64_t at; /* WRITE: where; TRUNCATE: the new size; MARK: the number; DELETE: 1 when the folder is synced too */
    size_t n;
    unsigned char *bytes;
};

enum disk_fault { FAULT_NONE, FAULT_FULL, FAULT_WRITE, FAULT_SHORT, FAULT_SYNC };

struct disk {
    bool recording;
    struct disk_event *events;
    size_t n_events, room;
    enum disk_fault fault; /* the call number fault_at of its kind fails, and all after it when it is a full disk */
    int fault_at, calls;
    bool faulted;
};

extern struct disk disk;
extern const char *const disk_suffix[DISK_FILES]; /* after the name of the database */

void disk_start(void);
void disk_mark(int64_t number);
void disk_forget(void);

#endif
