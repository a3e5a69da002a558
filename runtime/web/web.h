/* web.h - a small HTTP server on the loop: JSON in and out, pages, event streams.
 *
 * Handlers run at once, but no answer leaves before web_settle(): what the turn changed is committed first, once for
 * all requests of the turn. libmicrohttpd speaks HTTP; it has no thread and no clock of its own here. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/loop.h"
#include "web/request.h"

enum {
    WEB_BODY_MAX = 256 * 1024, /* bytes of a body, where web_allow() says nothing else */
    WEB_CONNECTIONS = 512,
    WEB_STREAMS = 128,           /* of them */
    WEB_STREAM_MAX = 256 * 1024, /* bytes that wait for one slow listener, before it is dropped */
    WEB_SILENCE = 30,            /* seconds until a silent connection is closed */
};

/* "*" stands for one whole segment of the path: "/v1/bills/" "*" "/pay". */
struct route {
    const char *method, *pattern;
    void (*handle)(void *mine, struct request *request); /* must answer, refuse or stream */
};

struct web;

/* Serves on a listening socket (of the supervisor, usually). `routes` ends with a NULL method and must outlive the web.
 */
struct web *web_open(struct loop *loop, int listener, const struct route *routes, void *mine);
void web_close(struct web *web);

/* Bodies may have so many bytes, instead of WEB_BODY_MAX. */
void web_allow(struct web *web, size_t most);

/* Lets the answers of this turn leave, and the streams begin. With a negative code they all become errors: nothing of
 * the turn was stored, and nobody may believe it was. Call it in the loop's settle, after the commit. */
void web_settle(struct web *web, int code);

/* One event for every stream that stands; new ones begin with web_settle(). */
void web_publish(struct web *web, const char *event, const json_t *value);

/* Streams asked for in this turn, and the event they begin with. */
bool web_has_newcomers(const struct web *web);
void web_greet(struct web *web, const char *event, const json_t *value);

#endif
