/* host.h - what a part asks of the machine outside: keep these bytes, take a picture of the display. It waits until
 * that is done. The other end of the line is the program `host`. */
#ifndef GUEST_HOST_H
#define GUEST_HOST_H

#include "test.h"

#include <fcntl.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

#define HOST_LINE "/dev/ttyS1"

static inline void host_ask(const char *line, const void *bytes, size_t n)
{
    struct termios raw;
    char answer[4] = "";
    int fd = open(HOST_LINE, O_RDWR | O_NOCTTY | O_CLOEXEC);
    check(fd >= 0 && tcgetattr(fd, &raw) == 0);
    cfmakeraw(&raw);
    check(tcsetattr(fd, TCSANOW, &raw) == 0);
    check(write(fd, line, strlen(line)) == (ssize_t)strlen(line));
    for (ssize_t put; n > 0; bytes = (const char *)bytes + put, n -= (size_t)put)
        if ((put = write(fd, bytes, n)) < 0)
            break;
    for (size_t got = 0; got < 3 && read(fd, answer + got, 1) == 1;)
        got++;
    check_text(answer, "ok\n");
    close(fd);
}

static inline void host_keep(const char *name, const void *bytes, size_t n)
{
    char line[128];
    snprintf(line, sizeof line, "keep %s %zu\n", name, n);
    host_ask(line, bytes, n);
}

static inline void host_shoot(const char *name)
{
    char line[128];
    snprintf(line, sizeof line, "shoot %s\n", name);
    host_ask(line, NULL, 0);
}

#endif
