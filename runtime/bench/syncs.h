/* syncs.h - counts what SQLite asks of the disk. */
#ifndef BENCH_SYNCS_H
#define BENCH_SYNCS_H

#include <stdint.h>

struct syncs {
    int64_t syncs, written; /* fdatasyncs; bytes */
};

/* What was counted so far, of every database opened after syncs_start(). */
extern struct syncs syncs;

/* An SQLite VFS in front of the usual one, which counts and passes on. Once. */
void syncs_start(void);

#endif
