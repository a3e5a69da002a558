/* crash.h - what a disk may hold after the power went, from the trace of disk.h.
 *
 * The rules, as POSIX leaves them: what was written before a sync of that file is there. Each later write is there, is
 * not, or is there in some of its 512-byte sectors, in any order; a larger size may be there without its bytes. A file
 * that was made or deleted is so for sure after a sync of the folder, which SQLite does with the first sync of a new
 * journal or write-ahead log. */
#ifndef CRASH_H
#define CRASH_H

#include "disk.h"

struct image {
    unsigned char *bytes;
    size_t n, room;
};

struct crash_file {
    bool there, was_there; /* now, and in the folder as it was last synced */
    bool fresh;            /* its first sync syncs the folder */
    struct image synced;   /* its bytes at the last sync */
    struct image before;   /* those of the file that the unsynced folder still names */
    size_t *pending;       /* numbers of the events since then */
    size_t n_pending, room;
};

struct crash {
    struct crash_file files[DISK_FILES];
    uint64_t dice;
    int64_t marked; /* the last mark before the cut */
};

void crash_start(struct crash *crash, uint64_t seed);

/* One more event reached the disk. */
void crash_step(struct crash *crash, size_t event);

/* Writes one possible state of this moment as PATH, PATH-wal ...; the dice decide which. */
void crash_write(struct crash *crash, const char *path);
void crash_end(struct crash *crash);

uint64_t crash_roll(struct crash *crash, uint64_t below);

#endif
