/* guest.h - what every part in the guest has: its kernel, which is told things through files, and a line on the console
 * for each thing that went by. */
#ifndef GUEST_GUEST_H
#define GUEST_GUEST_H

#include "base/base.h"
#include "base/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static inline void kernel_put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        fail_errno("%s", path);
    close(fd);
}

static inline void note(const char *what)
{
    printf("%lld.%03d %s\n", (long long)(clock_ms() / 1000), (int)(clock_ms() % 1000), what);
    fflush(stdout);
}

#endif
