/* stream: the hall's event stream may come in any pieces and say anything; a board is kept only when it is one.
 *
 * The functions of post/http.h are here instead of libcurl: the target hands the pieces over itself. The first byte is
 * the size of the pieces. */
#include "fuzz.h"

#include "post/post.h"

#include <string.h>

static struct exchange *open_exchange;

void http_open(struct http *http, struct loop *loop)
{
    http->loop = loop;
}

void http_close(struct http *http)
{
    (void)http;
}

void http_header(struct exchange *exchange, const char *name, const char *value)
{
    (void)exchange, (void)name, (void)value;
}

void http_start(struct http *http, struct exchange *exchange)
{
    (void)http;
    open_exchange = exchange;
}

void http_stop(struct exchange *exchange)
{
    (void)exchange;
}

int http_status(struct exchange *exchange)
{
    (void)exchange;
    return 200;
}

static void listen_to(struct post *post, const uint8_t *bytes, size_t n, size_t piece)
{
    post->hall.again.due(post);
    must(open_exchange);
    for (size_t at = 0, m; at < n; at += m) {
        m = n - at < piece ? n - at : piece;
        if (!open_exchange->piece(open_exchange, (const char *)bytes + at, m))
            break;
    }
    open_exchange->done(open_exchange);
    must(!post->hall.board || json_is_object(post->hall.board));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct site site;
    struct agency hall = {.id = (char[]){"hall"}, .url = (char[]){"http://127.0.0.1:1"}};
    struct post post = {.site = &site, .loop = loop_new(NULL, NULL), .agencies = {.site = &site, .known = &hall}};
    post.link.loop = post.loop;
    stream_open(&post);
    if (n > 0)
        listen_to(&post, bytes + 1, n - 1, bytes[0] + 1u);
    stream_close(&post);
    loop_free(post.loop);
    turn_end();
    return 0;
}
