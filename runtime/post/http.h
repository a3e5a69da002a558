/* http.h - HTTP requests on the loop, many at once, none of them waiting: libcurl tells which sockets and times it
 * wants.
 *
 * Every byte libcurl held is wiped when it is freed: questions to agencies carry a NIK. Redirects are not followed and
 * no proxy is asked: a letter goes where the settings say or nowhere. */
#ifndef POST_HTTP_H
#define POST_HTTP_H

#include "base/loop.h"

#include <curl/curl.h>

enum { HTTP_REPLY_MAX = 64 * 1024 };

struct http {
    struct loop *loop;
    CURLM *multi;
    struct timer timer;
    int running;
};

/* One request. It belongs to its owner, who keeps it where it is until done() was called or http_stop() was. */
struct exchange {
    /* set by the owner */
    const char *method; /* "GET" or "POST" */
    const char *url;    /* http_start() copies it */
    const void *body;   /* kept by the owner until the end; NULL: none */
    size_t n;
    int64_t ms;                              /* deadline; 0: none */
    void (*done)(struct exchange *exchange); /* may free it */
    /* each piece as it comes, when set; otherwise the whole is in `reply`. Returning false breaks off. */
    bool (*piece)(struct exchange *exchange, const char *bytes, size_t n);
    size_t most; /* bytes of the reply; 0: HTTP_REPLY_MAX */
    void *mine;
    /* the result */
    int status;      /* 0: nobody answered, or not to the end */
    const char *why; /* then: what happened */
    int64_t wait;    /* ms that its Retry-After asks for; 0: none */
    char *reply;     /* NUL-terminated, wiped with the exchange */
    size_t n_reply;
    /* kept by http */
    struct http *http;
    CURL *easy;
    struct curl_slist *headers;
    bool too_long;
};

void http_open(struct http *http, struct loop *loop);
void http_close(struct http *http);

/* Adds "name: value" before http_start(). */
void http_header(struct exchange *exchange, const char *name, const char *value);

/* Begins; done() is called later, never from here. */
void http_start(struct http *http, struct exchange *exchange);

/* Breaks off without done(), and wipes what http holds of it. Also after done(). */
void http_stop(struct exchange *exchange);

/* The status line's number of an exchange that is still under way. */
int http_status(struct exchange *exchange);

#endif
