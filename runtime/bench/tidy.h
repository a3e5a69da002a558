/* tidy.h - nothing stays: not after a failure, not after Ctrl-C.
 *
 * The work happens in a child. This process only waits for it, sends signals on, ends whatever the work left running
 * and deletes the folder. */
#ifndef BENCH_TIDY_H
#define BENCH_TIDY_H

#include "base/base.h"

/* Makes a folder below `parent`, does the work with its path in a child, and cleans up. Returns what the work returned,
 * or 128 + the signal that ended it. */
int tidy_run(const char *parent, int (*work)(void *mine, const char *folder), void *mine);

/* Deletes a folder and all it holds. */
void tidy_remove(const char *folder);

#endif
