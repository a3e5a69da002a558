/* keys.c - where the keys of visits live; see folder.h.
 *
 * A visit's journal is sealed under its key, and the key must not outlive a power cut: it is only ever on tmpfs. */
#define _GNU_SOURCE
#include "up/folder.h"

#include <errno.h>
#include <ftw.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static const char private_folder[] = "/dev/shm/anjungan-keys-";

static bool on_tmpfs(const char *path)
{
    struct statfs is;
    return statfs(path, &is) == 0 && is.f_type == TMPFS_MAGIC;
}

static int give(const struct folder *folder, const char *path)
{
    uid_t owner = folder_owner(folder, USER_CORE);
    if (geteuid() == 0 && lchown(path, owner, owner) < 0)
        return fail_errno("give %s to user %u", path, owner);
    return chmod(path, 0700) < 0 ? fail_errno("set the mode of %s", path) : OK;
}

/* Where keys/ points to, when it is a link of ours; "" otherwise. */
static const char *link_target(const char *keys)
{
    char target[256];
    ssize_t n = readlink(keys, target, sizeof target - 1);
    if (n < 0)
        return "";
    target[n] = 0;
    return strncmp(target, private_folder, strlen(private_folder)) == 0 ? turn_text("%s", target) : "";
}

/* After a crash the old private folder still stands and holds the keys of open visits: they go on. */
static bool still_there(const struct folder *folder, const char *target)
{
    struct stat is;
    return *target && lstat(target, &is) == 0 && S_ISDIR(is.st_mode) &&
           (is.st_uid == geteuid() || is.st_uid == folder_owner(folder, USER_CORE));
}

static int make_private(const struct folder *folder, const char *keys)
{
    char *target = turn_text("%sXXXXXX", private_folder);
    if (!on_tmpfs("/dev/shm"))
        return fail(E_STATE, "keys of visits need a tmpfs: put the run folder on one, or mount one at /dev/shm");
    if (!mkdtemp(target))
        return fail_errno("make %s", target);
    unlink(keys);
    rmdir(keys);
    if (symlink(target, keys) < 0)
        return fail_errno("link %s", keys);
    return give(folder, target);
}

int keys_make(const struct folder *folder)
{
    const char *keys = folder_path(folder, "keys"), *target = link_target(keys);
    if (still_there(folder, target))
        return give(folder, target);
    if (!on_tmpfs(folder->run))
        return make_private(folder, keys);
    if (*target)
        unlink(keys);
    if (mkdir(keys, 0700) < 0 && errno != EEXIST)
        return fail_errno("make %s", keys);
    return give(folder, keys);
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *where)
{
    (void)is, (void)kind, (void)where;
    remove(path);
    return 0;
}

void keys_remove(const struct folder *folder)
{
    const char *keys = folder_path(folder, "keys"), *target = link_target(keys);
    nftw(*target ? target : keys, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    if (*target)
        unlink(keys);
}
