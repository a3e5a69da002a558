/* ask.c - see ask.h. */
#define _GNU_SOURCE
#include "up/ask.h"

#include "base/link.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATIENCE_S = 10, ANSWER_MAX = 1 << 20 };

int sorry(int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("anjungan: ", stderr);
    vfprintf(stderr, format, args);
    putc('\n', stderr);
    va_end(args);
    return code;
}

static int dial(const char *run, const char *name, const char *who)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = PATIENCE_S};
    const char *path = turn_text("%s/%s", run, name);
    if (strlen(path) >= sizeof to.sun_path)
        return sorry(E_FORMAT, "%s is longer than a socket path may be", path);
    memcpy(to.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (why == EACCES || why == EPERM)
        return sorry(E_DENIED, "%s of %s belongs to another user; who started the kiosk may ask it", who, run);
    return sorry(E_GONE, "%s does not answer at %s (%s). Is the kiosk up? anjungan up --run %s", who, path,
                 strerror(why), run);
}

/* Reads up to a line end or the end of the connection. */
static char *hear(int fd)
{
    char *text, letter;
    size_t size;
    FILE *line = open_memstream(&text, &size);
    if (!line)
        die("out of memory");
    for (int n = 0; n < ANSWER_MAX && recv(fd, &letter, 1, 0) == 1 && letter != '\n'; n++)
        putc(letter, line);
    fclose(line);
    return text;
}

static int speak(int fd, const char *line)
{
    const char *text = turn_text("%s\n", line);
    return send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text) ? OK : E_GONE;
}

char *ask_line(const char *run, const char *socket, const char *who, const char *line)
{
    int fd = dial(run, socket, who);
    if (fd < 0)
        return NULL;
    char *answer = speak(fd, line) == OK ? hear(fd) : make_text("");
    close(fd);
    if (*answer)
        return answer;
    free(answer);
    sorry(E_TIMEOUT, "%s of %s took \"%s\" but did not answer", who, run, line);
    return NULL;
}

static int hear_core(int fd, struct packet *packet)
{
    int code = wire_receive(fd, &door_core_to_control, packet);
    if (code == E_STATE)
        return sorry(E_TIMEOUT, "core took the question but did not answer");
    if (code == E_GONE)
        return sorry(code, "core hung up: it was just ended, or is of another build than this command (%s)",
                     base_build());
    return code;
}

static int tell_core(int fd, json_t *packet)
{
    int code = wire_send(fd, packet, NULL, 0);
    json_decref(packet);
    return code;
}

int ask_core(const char *run, json_t *question, struct packet *answer)
{
    struct timeval patience = {.tv_sec = PATIENCE_S};
    const char *path = wire_path(run, "control");
    int fd = wire_connect(path);
    if (fd < 0) {
        json_decref(question);
        return sorry(fd, "core does not answer at %s. Is the kiosk up, and yours? anjungan status --run %s", path, run);
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    tell_core(fd, link_hello("anjungan"));
    tell_core(fd, question); /* a core that hung up is heard of below */
    int code = hear_core(fd, answer);
    close(fd);
    return code;
}

const char *age_text(const json_t *row)
{
    int64_t s = json_number(row, "age", 0);
    if (s < 120)
        return turn_text("%lld s", (long long)s);
    if (s < 2 * 3600)
        return turn_text("%lld min", (long long)(s / 60));
    return s < 48 * 3600 ? turn_text("%lld h", (long long)(s / 3600))
                         : turn_text("%lld days", (long long)(s / (24 * 3600)));
}

int ask_down(const char *run)
{
    char rest;
    int fd = dial(run, "run/up/control", "the supervisor");
    if (fd < 0)
        return fd;
    struct timeval for_ever = {0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &for_ever, sizeof for_ever);
    speak(fd, "down");
    while (recv(fd, &rest, 1, 0) > 0)
        ;
    close(fd);
    return OK;
}
