/* waitable.c - loaded before umockdev into programs that run against emulated device files, for what umockdev does not
 * know. Its device files are regular files, which the kernel refuses to watch with epoll, while usbfs lets itself be
 * watched: here such a file counts as ready at all times, which is what poll() says of it too. And a folder of devices
 * that is opened by its path alone (O_PATH, for the lock) is a folder, not a device. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

enum { FILES = 64 };

static int stand_in[FILES]; /* by descriptor: an event that has happened, +1; 0: none */

EXPORT int epoll_ctl(int epoll, int how, int fd, struct epoll_event *event)
{
    if (fd < FILES && stand_in[fd] && how == EPOLL_CTL_DEL) {
        close(stand_in[fd] - 1);
        stand_in[fd] = 0;
        return 0;
    }
    if (fd < FILES && stand_in[fd]) /* EEXIST, or what it waits for is changed */
        return (int)syscall(SYS_epoll_ctl, epoll, how, stand_in[fd] - 1, event);
    int code = (int)syscall(SYS_epoll_ctl, epoll, how, fd, event);
    if (code == 0 || errno != EPERM || how != EPOLL_CTL_ADD || fd >= FILES)
        return code;
    stand_in[fd] = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK) + 1;
    return (int)syscall(SYS_epoll_ctl, epoll, how, stand_in[fd] - 1, event);
}

static int open_folder(const char *path, int flags)
{
    char shown[512];
    snprintf(shown, sizeof shown, "%s%s", getenv("UMOCKDEV_DIR"), path);
    return (int)syscall(SYS_openat, AT_FDCWD, shown, flags);
}

EXPORT int open(const char *path, int flags, ...)
{
    int (*next)(const char *, int, ...);
    void *found = dlsym(RTLD_NEXT, "open");
    memcpy(&next, &found, sizeof next);
    return flags & O_PATH ? open_folder(path, flags) : next(path, flags, 0600);
}
