/* memfile.c - see memfile.h. */
#define _GNU_SOURCE
#include "base/memfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SEALS = F_SEAL_SEAL | F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW };

static int write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t wrote = write(fd, bytes, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return -1;
        bytes += wrote;
        n -= (size_t)wrote;
    }
    return 0;
}

int memfile_make(const char *name, const void *bytes, size_t n)
{
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd >= 0 && write_all(fd, bytes, n) == 0 && fcntl(fd, F_ADD_SEALS, SEALS) == 0)
        return fd;
    int code = fail_errno("memory file %s", name);
    if (fd >= 0)
        close(fd);
    return code;
}

int file_read(const char *what, int fd, size_t max, char **bytes, size_t *n)
{
    off_t size = lseek(fd, 0, SEEK_END); /* not fstat(): a locked child may not make the call behind it */
    if (size < 0)
        return fail_errno("%s", what);
    if ((size_t)size > max)
        return fail(E_FORMAT, "%s: %lld bytes, at most %zu are allowed", what, (long long)size, max);
    *n = (size_t)size;
    *bytes = make(*n + 1);
    for (size_t have = 0; have < *n;) {
        ssize_t got = pread(fd, *bytes + have, *n - have, (off_t)have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            wipe_free(*bytes, *n);
            return got < 0 ? fail_errno("read %s", what) : fail(E_FORMAT, "%s: changed while it was read", what);
        }
        have += (size_t)got;
    }
    return OK;
}

static bool is_sealed(int fd)
{
    int seals = fcntl(fd, F_GET_SEALS);
    return seals >= 0 && (seals & SEALS) == SEALS;
}

bool memfile_is(int fd, size_t n)
{
    return is_sealed(fd) && lseek(fd, 0, SEEK_END) == (off_t)n;
}

int memfile_read(const char *what, int fd, size_t max, char **bytes, size_t *n)
{
    if (!is_sealed(fd))
        return fail(E_FORMAT, "%s: not a sealed memory file", what);
    return file_read(what, fd, max, bytes, n);
}

int file_read_path(const char *path, size_t max, char **bytes, size_t *n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno("open %s", path);
    int code = file_read(path, fd, max, bytes, n);
    close(fd);
    return code;
}

int file_write_path(const char *path, const void *bytes, size_t n, unsigned mode)
{
    char beside[4096];
    if ((size_t)snprintf(beside, sizeof beside, "%s.new", path) >= sizeof beside)
        return fail(E_FORMAT, "%s: the path is too long", path);
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_errno("create %s", beside);
    int bad = write_all(fd, bytes, n) < 0 || fsync(fd) < 0;
    int code = bad ? fail_errno("write %s", beside) : OK;
    close(fd);
    if (code == OK && rename(beside, path) < 0)
        code = fail_errno("rename to %s", path);
    if (code < 0)
        unlink(beside);
    return code;
}

void folder_sweep(const char *folder, bool (*wanted)(void *mine, const char *id), void *mine)
{
    DIR *names = opendir(folder);
    if (!names)
        return;
    for (const struct dirent *one = readdir(names); one; one = readdir(names))
        if (one->d_name[0] != '.' && !(wanted && wanted(mine, one->d_name)) &&
            unlinkat(dirfd(names), one->d_name, 0) < 0)
            fail_errno("%s/%s", folder, one->d_name);
    closedir(names);
}
