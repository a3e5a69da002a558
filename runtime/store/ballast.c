/* ballast.c - see ballast.h. The bytes are allocated for real: a file with holes would hold no room. */
#define _GNU_SOURCE
#include "store/ballast.h"

#include "base/base.h"

#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MIB = 1 << 20, BALLAST = 4, ROOM = 64 };

static char *ballast_path(const char *database)
{
    return turn_text("%s.ballast", database);
}

/* Free MiB for a user who is not root; a disk that cannot be asked is not called full. */
static uint64_t free_mib(const char *database)
{
    const char *end = strrchr(database, '/');
    struct statvfs disk;
    if (statvfs(end ? turn_text("%.*s", (int)(end - database) + 1, database) : ".", &disk) < 0)
        return UINT64_MAX;
    return (uint64_t)disk.f_bavail * disk.f_frsize / MIB;
}

bool ballast_room(const char *database)
{
    return free_mib(database) >= ROOM;
}

void ballast_keep(const char *database)
{
    const char *path = ballast_path(database);
    if (access(path, F_OK) == 0 || free_mib(database) < ROOM + BALLAST)
        return;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 || posix_fallocate(fd, 0, BALLAST * MIB) != 0) {
        fail(E_IO, "%s: no ballast can be kept", path);
        unlink(path);
    }
    if (fd >= 0)
        close(fd);
}

void ballast_release(const char *database)
{
    if (unlink(ballast_path(database)) == 0)
        fail(E_FULL, "the disk is full; the ballast is given away so that the visit at the kiosk can end");
}
