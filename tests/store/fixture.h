/* fixture.h - a database in a folder of its own, gone at the end. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char fixture_folder[64];
static struct store fixture_store;

static inline void fixture_reopen(void)
{
    store_close(&fixture_store);
    must(store_open(&fixture_store, turn_text("%s/core.db", fixture_folder)) == OK);
}

static inline struct store *fixture_open(void)
{
    snprintf(fixture_folder, sizeof fixture_folder, "/tmp/store-XXXXXX");
    must(mkdtemp(fixture_folder) != NULL);
    must(store_open(&fixture_store, turn_text("%s/core.db", fixture_folder)) == OK);
    return &fixture_store;
}

static inline void fixture_close(void)
{
    store_close(&fixture_store);
    static const char *const files[] = {"core.db", "core.db-wal", "core.db-shm"};
    for (size_t i = 0; i < COUNT(files); i++)
        unlink(turn_text("%s/%s", fixture_folder, files[i]));
    must(rmdir(fixture_folder) == 0);
    turn_end();
}

#endif
