/* web.c - see web.h.
 *
 * A request that has been handled is suspended until web_settle(): so no answer can overtake the commit, however the
 * server schedules its connections. */
#define _GNU_SOURCE
#include "web/inside.h"

#include "base/wire.h"

#include <stdlib.h>
#include <string.h>

/* True when the segments fit the pattern; the parts are then those of its stars. */
static bool fits(const char *pattern, struct request *request)
{
    int i = 0, parts = 0;
    for (const char *at = pattern; *at; i++) {
        size_t n = strcspn(++at, "/");
        if (i == request->n_segments)
            return false;
        char *segment = request->segment[i];
        if (n == 1 && *at == '*')
            request->part[parts++] = segment;
        else if (strlen(segment) != n || memcmp(segment, at, n) != 0)
            return false;
        at += n;
    }
    return i == request->n_segments;
}

static void cut_path(struct request *request, const char *path)
{
    char *rest = NULL;
    request->path = make_text(path);
    for (char *s = strtok_r(request->path, "/", &rest); s; s = strtok_r(NULL, "/", &rest)) {
        if (request->n_segments == REQUEST_SEGMENTS) {
            request->n_segments = 0;
            return;
        }
        request->segment[request->n_segments++] = s;
    }
}

static void find_route(struct request *request, const char *method)
{
    const struct route *other = NULL;
    for (const struct route *r = request->web->routes; r->method; r++) {
        if (!fits(r->pattern, request))
            continue;
        other = r;
        if (strcmp(r->method, method) == 0) {
            request->route = r;
            return;
        }
    }
    if (other)
        request_refuse(request, 405, "not with this method", "this address is for %s", other->method);
    else
        request_refuse(request, 404, "no such address", "see \"HTTP\" in runtime/messages.md");
}

/* Only bodies of a declared length are taken, so that a body that was cut off on the way is never mistaken for a whole.
 */
static void check_length(struct request *request)
{
    const char *length = request_header(request, "Content-Length");
    char *end;
    size_t most = request->web->most;
    unsigned long long n = strtoull(length, &end, 10);
    if (*request_header(request, "Transfer-Encoding"))
        request_refuse(request, 411, "no length", "send Content-Length and no Transfer-Encoding");
    else if (!*length && strcmp(request->route->method, "POST") == 0)
        request_refuse(request, 411, "no length", "send Content-Length");
    else if (*end || n > most)
        request_refuse(request, 413, "too large", "a body has at most %zu bytes", most);
    else
        request->room = (size_t)n + 1;
}

/* A dropped answer is resumed without one: on_request() then closes the connection. */
static void leave(void *mine)
{
    struct request *request = mine;
    if (request->answer.harm != HARM_DROP)
        request_queue(request);
    request_resume(request);
}

static enum MHD_Result begin(struct web *web, struct MHD_Connection *connection, const char *url, const char *method,
                             void **mine)
{
    struct request *request = make(sizeof *request);
    request->web = web;
    request->later = (struct timer){.due = leave, .mine = request};
    request->connection = connection;
    request->next = web->requests;
    web->requests = request;
    *mine = request;
    cut_path(request, url);
    find_route(request, method);
    if (request->state == REQUEST_READING)
        check_length(request);
    if (request->state != REQUEST_READING)
        return request_queue(request);
    request->bytes = make(request->room);
    return MHD_YES;
}

static enum MHD_Result take_body(struct request *request, const char *bytes, size_t *n)
{
    if (request->state == REQUEST_READING) {
        if (*n >= request->room - request->n)
            return MHD_NO;
        memcpy(request->bytes + request->n, bytes, *n);
        request->n += *n;
    }
    *n = 0;
    return MHD_YES;
}

static enum MHD_Result handle(struct request *request)
{
    if (request->n + 1 != request->room)
        return MHD_NO;
    request->body = request->bytes;
    request->route->handle(request->web->mine, request);
    must(request->state != REQUEST_READING);
    request_suspend(request);
    return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *n, void **mine)
{
    struct request *request = *mine;
    (void)version;
    if (!request)
        return begin(cls, connection, url, method, mine);
    if (*n > 0)
        return take_body(request, upload, n);
    return request->state == REQUEST_READING ? handle(request) : MHD_NO;
}

static void on_finished(void *cls, struct MHD_Connection *connection, void **mine, enum MHD_RequestTerminationCode why)
{
    struct web *web = cls;
    (void)connection, (void)why;
    for (struct request **at = &web->requests; *at; at = &(*at)->next) {
        if (*at == *mine) {
            *at = (*at)->next;
            break;
        }
    }
    if (*mine)
        request_free(*mine);
    *mine = NULL;
}

/* The server says when it wants to run again even if nothing happens: a connection falls silent, or work is left. */
static void run(void *mine)
{
    struct web *web = mine;
    MHD_UNSIGNED_LONG_LONG ms;
    must(MHD_run(web->daemon) == MHD_YES);
    if (MHD_get_timeout(web->daemon, &ms) == MHD_YES)
        loop_after(web->loop, &web->run, (int64_t)ms);
    else
        loop_forget(web->loop, &web->run);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    (void)readable, (void)writable;
    run(mine);
}

struct web *web_open(struct loop *loop, int listener, const struct route *routes, void *mine)
{
    struct web *web = make(sizeof *web);
    *web = (struct web){
        .loop = loop, .routes = routes, .mine = mine, .most = WEB_BODY_MAX, .run = {.due = run, .mine = web}};
    wire_calm(listener);
    web->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, web, MHD_OPTION_LISTEN_SOCKET, listener,
        MHD_OPTION_NOTIFY_COMPLETED, on_finished, web, MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)WEB_SILENCE, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!web->daemon)
        die("the web server cannot start on descriptor %d: is it a listening socket?", listener);
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    web->watch = (struct watch){info->epoll_fd, on_ready, web};
    must(loop_watch(loop, &web->watch, false) == OK);
    return web;
}

void web_allow(struct web *web, size_t most)
{
    web->most = most;
}

void web_close(struct web *web)
{
    for (struct request *r = web->requests; r; r = r->next) {
        r->stream.ended = true;
        request_resume(r);
    }
    loop_unwatch(web->loop, &web->watch);
    MHD_stop_daemon(web->daemon);
    loop_forget(web->loop, &web->run);
    free(web);
}

static void spoil(struct request *request, int code)
{
    if (request->stream.open)
        stream_close(request);
    request->state = REQUEST_WAITING;
    request_refuse(request, code == E_FULL ? 507 : 503, "not stored", "nothing was done; try again later");
}

static void settle_one(struct request *request, int code)
{
    int64_t pause = request->answer.pause;
    if (code < 0)
        spoil(request, code);
    if (request->state == REQUEST_OPENING)
        request->state = REQUEST_STREAMING;
    request->answer.pause = 0;
    if (pause > 0)
        loop_after(request->web->loop, &request->later, pause);
    else
        leave(request);
}

/* Answered in this turn: an answer that pauses is asleep, and one that left is no longer suspended. */
static bool is_new(const struct request *request)
{
    bool answered = request->state == REQUEST_WAITING || request->state == REQUEST_OPENING;
    return answered && request->suspended && request->later.at == 0;
}

void web_settle(struct web *web, int code)
{
    for (struct request *r = web->requests; r; r = r->next)
        if (is_new(r))
            settle_one(r, code);
}

void web_publish(struct web *web, const char *event, const json_t *value)
{
    char *text = json_write(value);
    for (struct request *r = web->requests; r; r = r->next)
        if (r->state == REQUEST_STREAMING && !r->stream.ended)
            stream_push(r, event, text);
    free(text);
}

bool web_has_newcomers(const struct web *web)
{
    for (const struct request *r = web->requests; r; r = r->next)
        if (r->state == REQUEST_OPENING)
            return true;
    return false;
}

void web_greet(struct web *web, const char *event, const json_t *value)
{
    char *text = json_write(value);
    for (struct request *r = web->requests; r; r = r->next)
        if (r->state == REQUEST_OPENING)
            stream_push(r, event, text);
    free(text);
}
