/* stream.c - server-sent events: one connection that stays open and hears what changes.
 *
 * Between events the connection is suspended, and the server then does not notice when the listener leaves. So the
 * stream watches the socket itself: a listener has nothing to say, whatever makes the socket readable is its end. A
 * listener whose machine died without a word is found by TCP's own keepalive, which costs us no wake-up. */
#define _GNU_SOURCE
#include "web/inside.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void keep_alive(int fd)
{
    const int on = 1, idle = 20, every = 5, times = 3;
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &every, sizeof every);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &times, sizeof times);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    struct request *request = mine;
    char byte;
    (void)readable, (void)writable;
    if (recv(request->stream.watch.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN)
        return;
    stream_end(request);
}

int stream_open(struct request *request)
{
    struct web *web = request->web;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (web->n_streams == WEB_STREAMS)
        return E_FULL;
    web->n_streams++;
    request->stream.open = true;
    keep_alive(info->connect_fd);
    MHD_set_connection_option(request->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    request->stream.watch = (struct watch){info->connect_fd, on_ready, request};
    return loop_watch(web->loop, &request->stream.watch, false);
}

void stream_close(struct request *request)
{
    request->web->n_streams--;
    loop_unwatch(request->web->loop, &request->stream.watch);
    free(request->stream.bytes);
    request->stream = (struct stream){0};
}

/* A stream that is only opening waits for the end of the turn. */
static void wake(struct request *request)
{
    if (request->state == REQUEST_STREAMING)
        request_resume(request);
}

void stream_end(struct request *request)
{
    request->stream.ended = true;
    loop_unwatch(request->web->loop, &request->stream.watch);
    wake(request);
}

void stream_push(struct request *request, const char *event, const char *text)
{
    struct stream *stream = &request->stream;
    char *bytes;
    int n = asprintf(&bytes, "%.*sevent: %s\ndata: %s\n\n", (int)stream->n, stream->bytes ? stream->bytes : "", event,
                     text);
    must(n >= 0);
    free(stream->bytes);
    stream->bytes = bytes;
    stream->n = (size_t)n;
    if (stream->n > WEB_STREAM_MAX)
        stream_end(request);
    else
        wake(request);
}

static ssize_t read_events(void *mine, uint64_t at, char *to, size_t max)
{
    struct request *request = mine;
    struct stream *stream = &request->stream;
    (void)at;
    if (stream->ended)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream->n == 0) {
        request_suspend(request);
        return 0;
    }
    size_t n = stream->n < max ? stream->n : max;
    memcpy(to, stream->bytes, n);
    memmove(stream->bytes, stream->bytes + n, stream->n - n);
    stream->n -= n;
    return (ssize_t)n;
}

struct MHD_Response *stream_response(struct request *request)
{
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_events, request, NULL);
}
