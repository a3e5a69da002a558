/* quarantine.h - a database that cannot be used is put aside, never deleted: a person may still read letters out of it.
 *
 * Its log goes with it, under names that let sqlite3 open the two together. */
#ifndef STORE_QUARANTINE_H
#define STORE_QUARANTINE_H

/* Renames PATH, PATH-wal and PATH-shm to PATH.quarantine-TIME and the like. */
int quarantine_put(const char *path);

#endif
