/* folder.c - see folder.h. */
#define _GNU_SOURCE
#include "up/folder.h"

#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    const char *name;
    enum user owner, group;
    mode_t mode;
};

/* Sockets of core's roles lie in folders with the setgid bit: what core makes there belongs to the group of the role.
 */
static const struct place places[] = {
    {"share", USER_CORE, USER_CORE, 0755},
    {"bundles", USER_SELF, USER_SELF, 0755},
    {"trust", USER_SELF, USER_SELF, 0755},
    {"run", USER_SELF, USER_SELF, 0755},
    {"run/ui.main", USER_CORE, USER_UI, 02750},
    {"run/ui.call", USER_CORE, USER_UI, 02750},
    {"run/flow", USER_CORE, USER_FLOW, 02750},
    {"run/deliver", USER_CORE, USER_DELIVER, 02750},
    {"run/control", USER_CORE, USER_SELF, 02750},
    {"run/paper", USER_CORE, USER_PAPER, 02750},
    {"run/sim", USER_SIM, USER_SIM, 0750},
    {"run/camera", USER_SIM, USER_DRIVER, 02750},
    {"run/probe", USER_UI, USER_UI, 0750},
    {"state", USER_SELF, USER_SELF, 0755},
    {"state/core", USER_CORE, USER_CORE, 0700},
    {"state/main", USER_UI, USER_UI, 0700},
    {"state/call", USER_UI, USER_UI, 0700},
    {"state/flow", USER_FLOW, USER_FLOW, 0700},
    {"state/paper", USER_PAPER, USER_PAPER, 0700},
    {"state/deliver", USER_DELIVER, USER_DELIVER, 0700},
    {"state/hall", USER_HALL, USER_HALL, 0700},
    {"state/office", USER_OFFICE, USER_OFFICE, 0700},
    {"state/sim", USER_SIM, USER_SIM, 0700},
    {"secrets", USER_SELF, USER_SELF, 0755},
    {"secrets/core", USER_SELF, USER_CORE, 0750},
    {"secrets/ui", USER_SELF, USER_UI, 0750},
    {"secrets/deliver", USER_SELF, USER_DELIVER, 0750},
    {"secrets/hall", USER_SELF, USER_HALL, 0750},
    {"secrets/office", USER_SELF, USER_OFFICE, 0750},
    {"log", USER_SELF, USER_SELF, 0700},
};

char *folder_path(const struct folder *folder, const char *format, ...)
{
    char name[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    return turn_text("%s/%s", folder->run, name);
}

uid_t folder_owner(const struct folder *folder, enum user user)
{
    return user_id(folder->own_users ? user : USER_SELF);
}

bool folder_has(const struct folder *folder, const char *name)
{
    return access(folder_path(folder, "%s", name), F_OK) == 0;
}

static uid_t new_owner;

static int give_one(const char *path, const struct stat *is, int kind, struct FTW *where)
{
    (void)is, (void)kind, (void)where;
    return lchown(path, new_owner, new_owner);
}

/* A kiosk that ran as one user before and now runs as many (or the other way round): its state changes hands. */
static int give_tree(const char *path, uid_t owner)
{
    new_owner = owner;
    return nftw(path, give_one, 16, FTW_PHYS) == 0 ? OK : fail_errno("give %s to user %u", path, owner);
}

static int place_make(const struct folder *folder, const struct place *place)
{
    const char *path = folder_path(folder, "%s", place->name);
    uid_t owner = folder_owner(folder, place->owner), group = folder_owner(folder, place->group);
    struct stat is;
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return fail_errno("make %s", path);
    if (lstat(path, &is) < 0 || !S_ISDIR(is.st_mode))
        return fail(E_STATE, "%s is in the way: a folder belongs there; remove it", path);
    if (geteuid() == 0 && is.st_uid != owner && give_tree(path, owner) < 0)
        return E_IO;
    if (geteuid() == 0 && lchown(path, owner, group) < 0)
        return fail_errno("give %s to user %u", path, owner);
    return chmod(path, place->mode) < 0 ? fail_errno("set the mode of %s", path) : OK;
}

static int device_places(const struct folder *folder, const json_t *settings)
{
    size_t i;
    json_t *device;
    json_array_foreach (json_object_get(settings, "devices"), i, device) {
        const char *name = json_text(device, "name");
        struct place socket = {turn_text("run/driver.%s", name), USER_CORE, USER_DRIVER, 02750};
        struct place state = {turn_text("state/%s", name), USER_DRIVER, USER_DRIVER, 0700};
        if (place_make(folder, &socket) < 0 || place_make(folder, &state) < 0)
            return E_IO;
    }
    return OK;
}

int folder_make(const struct folder *folder, const json_t *settings)
{
    if (chmod(folder->run, folder->own_users ? 0755 : 0700) < 0)
        return fail_errno("set the mode of %s", folder->run);
    for (size_t i = 0; i < COUNT(places); i++)
        if (place_make(folder, &places[i]) < 0)
            return E_IO;
    return device_places(folder, settings);
}

static int make_parents(const char *path)
{
    char *text = make_text(path);
    for (char *at = strchr(text + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        if (mkdir(text, 0755) < 0 && errno != EEXIST) {
            int code = fail_errno("make %s", text);
            free(text);
            return code;
        }
        *at = '/';
    }
    free(text);
    return OK;
}

static int lock(struct folder *folder)
{
    struct place run = {"run", USER_SELF, USER_SELF, 0755}, up = {"run/up", USER_SELF, USER_SELF, 0700};
    if (place_make(folder, &run) < 0 || place_make(folder, &up) < 0)
        return E_IO;
    folder->lock = open(folder_path(folder, "run/up"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0)
        return fail_errno("open %s/run/up", folder->run);
    if (flock(folder->lock, LOCK_EX | LOCK_NB) < 0)
        return fail(E_STATE, "a kiosk already runs in %s; end it with: anjungan down --run %s", folder->run,
                    folder->run);
    return OK;
}

int folder_open(struct folder *folder, const char *path)
{
    struct stat is;
    *folder = (struct folder){.lock = -1};
    if (make_parents(path) < 0)
        return E_IO;
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return fail_errno("make the run folder %s", path);
    folder->run = realpath(path, NULL);
    if (!folder->run || stat(folder->run, &is) < 0)
        return fail_errno("the run folder %s", path);
    if (is.st_uid != geteuid())
        return fail(E_DENIED, "%s belongs to user %u; choose another run folder with --run", folder->run, is.st_uid);
    return lock(folder);
}

void folder_unlock(struct folder *folder)
{
    if (folder->lock >= 0)
        close(folder->lock);
    folder->lock = -1;
}

void folder_close(struct folder *folder)
{
    folder_unlock(folder);
    free(folder->run);
    *folder = (struct folder){.lock = -1};
}

static int put(int fd, const char *path, uid_t owner, mode_t mode, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t wrote = write(fd, bytes, n);
        if (wrote < 0)
            return fail_errno("write %s", path);
        bytes += wrote;
        n -= (size_t)wrote;
    }
    if (geteuid() == 0 && fchown(fd, owner, owner) < 0)
        return fail_errno("give %s to user %u", path, owner);
    if (fchmod(fd, mode) < 0 || fsync(fd) < 0)
        return fail_errno("write %s", path);
    return OK;
}

int folder_put(const struct folder *folder, const char *name, enum user owner, mode_t mode, const void *bytes, size_t n)
{
    const char *path = folder_path(folder, "%s", name), *beside = folder_path(folder, "%s.new", name);
    unlink(beside);
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail_errno("create %s", beside);
    int code = put(fd, path, folder_owner(folder, owner), mode, bytes, n);
    close(fd);
    if (code == OK && rename(beside, path) < 0)
        code = fail_errno("rename to %s", path);
    if (code < 0)
        unlink(beside);
    return code;
}
