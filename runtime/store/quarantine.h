/* quarantine.h - a database that cannot be used is put aside, never deleted: a person may still read letters out of it.
 *
 * Its log goes with it, under names that let sqlite3 open the two together. */
#ifndef STORE_QUARANTINE_H
#define STORE_QUARANTINE_H

#include "store/store.h"

/* Renames PATH, PATH-wal and PATH-shm to PATH.quarantine-TIME and the like; aside becomes the new name. */
int quarantine_put(const char *path, char aside[600]);

/* Takes over what keeps numbers from being handed out twice, as far as it can be read: the counters, and the blocks
 * leased by the hall, as used up. Nothing else of a damaged file is trusted. */
int quarantine_salvage(const char *aside, struct store *to);

#endif
