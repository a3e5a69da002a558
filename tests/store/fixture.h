/* fixture.h - a database in a folder of its own, gone at the end. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "store/store.h"

#include <dirent.h>
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

/* Deletes every file in the folder. */
static inline void fixture_clear(void)
{
    DIR *folder = opendir(fixture_folder);
    must(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            unlink(turn_text("%s/%s", fixture_folder, entry->d_name));
    closedir(folder);
    turn_end();
}

static inline void fixture_close(void)
{
    store_close(&fixture_store);
    fixture_clear();
    must(rmdir(fixture_folder) == 0);
}

#endif
