/* control.c - see control.h. */
#define _GNU_SOURCE
#include "robot/control.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_SECONDS = 5 };

static int connect_to(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = ANSWER_SECONDS};
    if (strlen(path) >= sizeof to.sun_path)
        return fail(E_FORMAT, "%s: longer than a socket path may be", path);
    strcpy(to.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return fail_errno("socket");
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    int code = fail_errno("connect to %s", path);
    close(fd);
    return code;
}

static int read_line(int fd, char to[CONTROL_LINE])
{
    size_t n = 0;
    while (n + 1 < CONTROL_LINE) {
        ssize_t got = recv(fd, to + n, CONTROL_LINE - 1 - n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
        if (memchr(to, '\n', n))
            break;
    }
    to[n] = 0;
    to[strcspn(to, "\r\n")] = 0;
    return n > 0 ? OK : E_TIMEOUT;
}

int control_send(const char *path, const char *line, char answer[CONTROL_LINE])
{
    char own[CONTROL_LINE], text[CONTROL_LINE];
    char *to = answer ? answer : own;
    *to = 0;
    int fd = connect_to(path), n = snprintf(text, sizeof text, "%s\n", line);
    if (fd < 0)
        return fd;
    must(n > 0 && (size_t)n < sizeof text);
    int code = send(fd, text, (size_t)n, MSG_NOSIGNAL) == n ? read_line(fd, to) : E_GONE;
    close(fd);
    if (code < 0)
        return fail(code, "%s: \"%s\" was not answered", path, line);
    bool ok = strncmp(to, "ok", 2) == 0 && (to[2] == 0 || to[2] == ' ');
    return ok ? OK : fail(E_STATE, "%s: \"%s\" was answered \"%s\"", path, line, to);
}
