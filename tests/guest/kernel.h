/* kernel.h - telling the guest's kernel something through one of its files. */
#ifndef GUEST_KERNEL_H
#define GUEST_KERNEL_H

#include "base/base.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static inline void kernel_put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        fail_errno("%s", path);
    close(fd);
}

#endif
