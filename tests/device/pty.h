/* pty.h - a serial line that is none: a pseudo terminal under a name that comes and goes, as below /dev/serial/by-id.
 */
#ifndef DEVICE_PTY_H
#define DEVICE_PTY_H

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

struct pty {
    char *name; /* set by the test */
    int device; /* the device's end */
    int keep;   /* the other side stays open here too, or a line that nobody holds ends at once */
};

static inline void pty_plug(struct pty *pty)
{
    char name[64];
    struct termios raw;
    pty->device = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    check(pty->device >= 0 && grantpt(pty->device) == 0 && unlockpt(pty->device) == 0 &&
          ptsname_r(pty->device, name, sizeof name) == 0);
    pty->keep = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    check(pty->keep >= 0 && tcgetattr(pty->keep, &raw) == 0);
    check(symlink(name, pty->name) == 0);
}

static inline void pty_unplug(struct pty *pty)
{
    check(unlink(pty->name) == 0);
    close(pty->keep);
    close(pty->device);
}

#endif
