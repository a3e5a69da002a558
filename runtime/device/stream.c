/* stream.c - see stream.h. */
#define _GNU_SOURCE
#include "device/stream.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void watch(struct port *port, bool also_writable)
{
    struct stream *stream = port->own;
    must(loop_watch(port->loop, &stream->watch, also_writable) == OK);
}

static bool only_later(ssize_t n)
{
    return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static void take_input(struct port *port)
{
    struct stream *stream = port->own;
    uint8_t bytes[2048];
    ssize_t n = read(stream->watch.fd, bytes, sizeof bytes);
    if (only_later(n))
        return;
    if (n <= 0) {
        port_lose(port);
        return;
    }
    (stream->take ? stream->take : port_take)(port, bytes, (size_t)n);
    explicit_bzero(bytes, (size_t)n);
}

static void push_waiting(struct port *port)
{
    struct stream *stream = port->own;
    if (port->n_waiting == 0)
        return;
    ssize_t n = write(stream->watch.fd, port->waiting, port->n_waiting);
    if (only_later(n))
        return;
    if (n < 0) {
        port_lose(port);
        return;
    }
    if ((size_t)n == port->n_waiting)
        watch(port, false);
    port_took(port, (size_t)n);
}

/* Only a socket can have failed by now, and only a socket says so. */
static void on_call_answered(struct port *port)
{
    struct stream *stream = port->own;
    int why = 0;
    socklen_t n = sizeof why;
    getsockopt(stream->watch.fd, SOL_SOCKET, SO_ERROR, &why, &n);
    if (why) {
        port_lose(port);
        return;
    }
    watch(port, false);
    port_answered(port);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    struct port *port = mine;
    if (port->state == PORT_CALLING) {
        on_call_answered(port);
        return;
    }
    if (readable)
        take_input(port);
    if (writable && port->state == PORT_OPEN)
        push_waiting(port);
}

void stream_open(struct port *port, int fd, bool connecting)
{
    struct stream *stream = port->own;
    stream->watch = (struct watch){fd, on_ready, port};
    watch(port, connecting);
    if (!connecting)
        port_answered(port);
}

void stream_push(struct port *port)
{
    watch(port, true);
}

void stream_hang_up(struct port *port, bool hard)
{
    struct stream *stream = port->own;
    (void)hard;
    if (stream->watch.fd < 0)
        return;
    loop_unwatch(port->loop, &stream->watch);
    close(stream->watch.fd);
    stream->watch.fd = -1;
}
