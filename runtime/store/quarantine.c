/* quarantine.c - see quarantine.h. The log is renamed first: a crash in between leaves a database without its log,
 * which the next start puts aside or finds sound; a new database must never meet an old log. */
#define _GNU_SOURCE
#include "store/quarantine.h"

#include "base/base.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The renames must be on the disk before a new database is: otherwise a power cut could mix the two. */
static int sync_folder(const char *path)
{
    const char *end = strrchr(path, '/');
    int fd = open(end ? turn_text("%.*s", (int)(end - path) + 1, path) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno("folder of %s", path);
    int code = fsync(fd) == 0 ? OK : fail_errno("folder of %s", path);
    close(fd);
    return code;
}

int quarantine_put(const char *path)
{
    static const char *const ends[] = {"-wal", "-shm", "-journal", ""};
    const char *aside = NULL;
    for (int64_t at = clock_wall_ms(); !aside || access(aside, F_OK) == 0; at++)
        aside = turn_text("%s.quarantine-%lld", path, (long long)at);
    for (size_t i = 0; i < COUNT(ends); i++) {
        const char *from = turn_text("%s%s", path, ends[i]), *to = turn_text("%s%s", aside, ends[i]);
        if (rename(from, to) < 0 && errno != ENOENT)
            return fail_errno("%s cannot be put aside", from);
    }
    fail(E_FORMAT, "ALARM: the database was put aside as %s; letters in it have NOT left. A new one begins", aside);
    return sync_folder(path);
}
