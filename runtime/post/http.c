/* http.c - see http.h. */
#define _GNU_SOURCE
#include "post/http.h"

#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_MS = 5000, WAIT_MAX_S = 24 * 3600 };

/* A socket of libcurl that the loop watches. */
struct spot {
    struct watch watch;
    struct http *http;
};

static void *wiping_realloc(void *p, size_t n)
{
    size_t had = p ? malloc_usable_size(p) : 0;
    void *new = malloc(n);
    if (!new)
        return NULL;
    if (p)
        memcpy(new, p, had < n ? had : n);
    wipe_whole(p);
    return new;
}

static const char *say_code(CURLcode code)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return "no answer in time";
    case CURLE_COULDNT_CONNECT:
        return "nobody answers there";
    case CURLE_PARTIAL_FILE:
        return "the answer was cut off";
    case CURLE_GOT_NOTHING:
        return "the connection broke off";
    default:
        return curl_easy_strerror(code);
    }
}

/* Seconds or a date; what lies in the past or beyond a day is nobody's honest wish. */
static int64_t asked_wait(CURL *easy)
{
    curl_off_t seconds = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
    return 1000 * (int64_t)(seconds < 0 ? 0 : seconds < WAIT_MAX_S ? seconds : WAIT_MAX_S);
}

/* done() comes last: it may free the exchange, and break off others. */
static void finish(struct http *http)
{
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(http->multi, &left));) {
        struct exchange *exchange;
        if (m->msg != CURLMSG_DONE)
            continue;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&exchange);
        exchange->status = code == CURLE_OK ? http_status(exchange) : 0;
        exchange->wait = code == CURLE_OK ? asked_wait(exchange->easy) : 0;
        exchange->why = exchange->too_long ? "the answer is too long" : say_code(code);
        curl_multi_remove_handle(http->multi, exchange->easy);
        curl_easy_cleanup(exchange->easy);
        exchange->easy = NULL;
        exchange->done(exchange);
    }
}

static void act(struct http *http, int fd, int what)
{
    curl_multi_socket_action(http->multi, fd, what, &http->running);
    finish(http);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    const struct spot *spot = mine;
    act(spot->http, spot->watch.fd, (readable ? CURL_CSELECT_IN : 0) | (writable ? CURL_CSELECT_OUT : 0));
}

static void on_due(void *mine)
{
    act(mine, CURL_SOCKET_TIMEOUT, 0);
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *mine, void *known)
{
    struct http *http = mine;
    struct spot *spot = known;
    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        if (spot)
            loop_unwatch(http->loop, &spot->watch);
        free(spot);
        return 0;
    }
    if (!spot) {
        spot = make(sizeof *spot);
        *spot = (struct spot){{fd, on_ready, spot}, http};
        curl_multi_assign(http->multi, fd, spot);
    }
    must(loop_watch(http->loop, &spot->watch, what & CURL_POLL_OUT) == OK);
    return 0;
}

static int on_timer(CURLM *multi, long ms, void *mine)
{
    struct http *http = mine;
    (void)multi;
    if (ms < 0)
        loop_forget(http->loop, &http->timer);
    else
        loop_after(http->loop, &http->timer, ms);
    return 0;
}

void http_open(struct http *http, struct loop *loop)
{
    *http = (struct http){.loop = loop, .timer = {.due = on_due, .mine = http}};
    must(curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wipe_whole, wiping_realloc, strdup, calloc) == CURLE_OK);
    http->multi = curl_multi_init();
    must(http->multi);
    curl_multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(http->multi, CURLMOPT_SOCKETDATA, http);
    curl_multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(http->multi, CURLMOPT_TIMERDATA, http);
}

void http_close(struct http *http)
{
    curl_multi_cleanup(http->multi);
    loop_forget(http->loop, &http->timer);
    curl_global_cleanup();
}

static size_t on_bytes(char *bytes, size_t one, size_t n, void *mine)
{
    struct exchange *exchange = mine;
    n *= one;
    if (exchange->piece)
        return exchange->piece(exchange, bytes, n) ? n : CURL_WRITEFUNC_ERROR;
    if (exchange->n_reply + n > (exchange->most ? exchange->most : HTTP_REPLY_MAX)) {
        exchange->too_long = true;
        return CURL_WRITEFUNC_ERROR;
    }
    char *more = make(exchange->n_reply + n + 1);
    if (exchange->reply)
        memcpy(more, exchange->reply, exchange->n_reply);
    memcpy(more + exchange->n_reply, bytes, n);
    wipe_free(exchange->reply, exchange->n_reply);
    exchange->reply = more;
    exchange->n_reply += n;
    return n;
}

/* The kernel asks a silent peer whether it is still there; a dead one ends the connection after about ten seconds. */
static int on_new_socket(void *mine, curl_socket_t fd, curlsocktype purpose)
{
    const int on = 1, idle = 4, every = 2, times = 3;
    (void)mine, (void)purpose;
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &every, sizeof every);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &times, sizeof times);
    return CURL_SOCKOPT_OK;
}

void http_header(struct exchange *exchange, const char *name, const char *value)
{
    struct curl_slist *longer = curl_slist_append(exchange->headers, turn_text("%s: %s", name, value));
    must(longer);
    exchange->headers = longer;
}

static void set_options(struct exchange *exchange)
{
    CURL *easy = exchange->easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
    curl_easy_setopt(easy, CURLOPT_URL, exchange->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)exchange->ms);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_new_socket);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers);
    if (strcmp(exchange->method, "POST") != 0)
        return;
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, exchange->body ? exchange->body : "");
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)exchange->n);
}

void http_start(struct http *http, struct exchange *exchange)
{
    http_header(exchange, "User-Agent", "anjungan");
    exchange->headers = curl_slist_append(exchange->headers, "Expect:"); /* no round trip before the body */
    exchange->http = http;
    exchange->easy = curl_easy_init();
    must(exchange->easy && exchange->headers);
    set_options(exchange);
    must(curl_multi_add_handle(http->multi, exchange->easy) == CURLM_OK);
}

void http_stop(struct exchange *exchange)
{
    if (exchange->easy) {
        curl_multi_remove_handle(exchange->http->multi, exchange->easy);
        curl_easy_cleanup(exchange->easy);
        exchange->easy = NULL;
    }
    curl_slist_free_all(exchange->headers);
    wipe_free(exchange->reply, exchange->n_reply);
    exchange->headers = NULL;
    exchange->reply = NULL;
    exchange->n_reply = 0;
}

int http_status(struct exchange *exchange)
{
    long status = 0;
    curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}
