/* plug.c - see plug.h. */
#define _GNU_SOURCE
#include "sim/plug.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void drop(int fd, bool hard)
{
    struct linger now = {1, 0};
    if (hard)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

static void drop_caller(struct plug *plug, bool hard)
{
    if (plug->caller.fd < 0)
        return;
    loop_unwatch(plug->loop, &plug->caller);
    drop(plug->caller.fd, hard);
    plug->caller.fd = -1;
    plug->n_held = 0;
    must(plug->listener.fd < 0 || loop_watch(plug->loop, &plug->listener, false) == OK); /* the next in line */
}

/* Offers what is held; true when all of it was taken. The device may pull its own plug meanwhile. */
static bool offer(struct plug *plug)
{
    size_t n = plug->n_held > 0 ? plug->take(plug->mine, plug->held, plug->n_held) : 0;
    if (n >= plug->n_held) {
        plug->n_held = 0;
        return true;
    }
    plug->n_held -= n;
    memmove(plug->held, plug->held + n, plug->n_held);
    return false;
}

static void on_caller(void *mine, bool readable, bool writable)
{
    struct plug *plug = mine;
    (void)readable, (void)writable;
    ssize_t n = recv(plug->caller.fd, plug->held, sizeof plug->held, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        drop_caller(plug, false);
        return;
    }
    plug->n_held = (size_t)n;
    if (!offer(plug))
        loop_unwatch(plug->loop, &plug->caller);
}

/* A caller whose bytes are not read is not watched, so it may have left unnoticed. */
static bool caller_left(const struct plug *plug)
{
    struct pollfd end = {plug->caller.fd, POLLRDHUP, 0};
    return poll(&end, 1, 0) == 1;
}

static void on_call(void *mine, bool readable, bool writable)
{
    struct plug *plug = mine;
    (void)readable, (void)writable;
    if (plug->caller.fd >= 0 && caller_left(plug))
        drop_caller(plug, false);
    if (plug->caller.fd >= 0) {
        loop_unwatch(plug->loop, &plug->listener);
        return;
    }
    int fd = accept4(plug->listener.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    if (plug->pulled) {
        drop(fd, true);
        return;
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    plug->caller = (struct watch){fd, on_caller, plug};
    must(loop_watch(plug->loop, &plug->caller, false) == OK);
    if (plug->came)
        plug->came(plug->mine);
}

void plug_open(struct plug *plug, int listener)
{
    plug->listener = (struct watch){listener, on_call, plug};
    plug->caller.fd = -1;
    if (listener < 0)
        return;
    fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK);
    must(loop_watch(plug->loop, &plug->listener, false) == OK);
}

void plug_close(struct plug *plug)
{
    drop_caller(plug, false);
    if (plug->listener.fd < 0)
        return;
    loop_unwatch(plug->loop, &plug->listener);
    close(plug->listener.fd);
    plug->listener.fd = -1;
}

void plug_pull(struct plug *plug)
{
    plug->pulled = true;
    drop_caller(plug, true);
}

void plug_put(struct plug *plug)
{
    plug->pulled = false;
}

bool plug_called(const struct plug *plug)
{
    return plug->caller.fd >= 0;
}

/* A caller that does not read its answers is no caller any more. */
void plug_send(struct plug *plug, const void *bytes, size_t n)
{
    if (plug->caller.fd >= 0 && send(plug->caller.fd, bytes, n, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)n)
        shutdown(plug->caller.fd, SHUT_RDWR);
}

void plug_resume(struct plug *plug)
{
    if (plug->caller.fd >= 0 && plug->n_held > 0 && offer(plug) && plug->caller.fd >= 0)
        must(loop_watch(plug->loop, &plug->caller, false) == OK);
}
