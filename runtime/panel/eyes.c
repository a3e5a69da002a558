/* eyes.c - see eyes.h. The simulator may be stopped and started again under it; then it is called until it answers. */
#define _GNU_SOURCE
#include "panel/eyes.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { AGAIN_MS = 300, LINE_MAX_BYTES = 65536 };

void news_post(uint32_t event, enum news news, void *body)
{
    SDL_Event e = {.user = {.type = event, .code = (int)news, .data1 = body}};
    SDL_PushEvent(&e);
}

static int dial(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static int call_simulator(const struct eyes *eyes)
{
    static const char line[] = "watch\n";
    int fd = dial(eyes->path);
    if (fd >= 0)
        send(fd, line, sizeof line - 1, MSG_NOSIGNAL);
    return fd;
}

/* What was read of the simulator, up to the end of a line. */
struct heard {
    char line[LINE_MAX_BYTES];
    size_t n;
};

/* False when it left, or says what no line of it can be. */
static bool hear(const struct eyes *eyes, struct heard *heard, int fd)
{
    ssize_t n = recv(fd, heard->line + heard->n, sizeof heard->line - 1 - heard->n, 0);
    if (n <= 0)
        return false;
    heard->n += (size_t)n;
    for (char *end; (end = memchr(heard->line, '\n', heard->n));) {
        json_t *status = json_loadb(heard->line, (size_t)(end - heard->line), 0, NULL);
        if (status)
            news_post(eyes->event, NEWS_STATUS, status);
        heard->n -= (size_t)(end + 1 - heard->line);
        memmove(heard->line, end + 1, heard->n);
    }
    return heard->n < sizeof heard->line - 1;
}

static int watch(void *mine)
{
    struct eyes *eyes = mine;
    struct heard *heard = make(sizeof *heard);
    int fd = -1;
    for (;;) {
        if (fd < 0)
            fd = call_simulator(eyes);
        struct pollfd on[] = {{eyes->end[0], POLLIN, 0}, {eyes->kiosk, POLLIN, 0}, {fd, POLLIN, 0}};
        poll(on, COUNT(on), fd < 0 ? AGAIN_MS : -1);
        if (on[0].revents)
            break;
        if (on[1].revents) {
            news_post(eyes->event, NEWS_GONE, NULL);
            break;
        }
        if (fd < 0 || !on[2].revents || hear(eyes, heard, fd))
            continue;
        close(fd);
        fd = -1;
        heard->n = 0;
        news_post(eyes->event, NEWS_STATUS, NULL);
    }
    if (fd >= 0)
        close(fd);
    free(heard);
    return 0;
}

int eyes_open(struct eyes *eyes, const char *run, uint32_t event)
{
    *eyes = (struct eyes){.event = event, .kiosk = dial(turn_text("%s/run/up/control", run))};
    snprintf(eyes->path, sizeof eyes->path, "%s/run/sim/control", run);
    if (eyes->kiosk < 0)
        return fail(E_GONE, "no kiosk runs in %s; start one: anjungan up --run %s", run, run);
    if (pipe2(eyes->end, O_CLOEXEC) < 0)
        return fail_errno("pipe");
    eyes->thread = SDL_CreateThread(watch, "eyes", eyes);
    return eyes->thread ? OK : fail(E_IO, "thread: %s", SDL_GetError());
}

void eyes_close(struct eyes *eyes)
{
    close(eyes->end[1]);
    SDL_WaitThread(eyes->thread, NULL);
    close(eyes->end[0]);
    close(eyes->kiosk);
}
