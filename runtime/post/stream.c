/* stream.c - the hall's server-sent events, held open and handed on to core.
 *
 * A hall that restarts is back within a second and nobody notices; when it stays away for ten seconds core is told that
 * the board is old. Nothing wakes us while the stream is silent: the kernel's keepalive finds a dead hall. */
#include "post/post.h"

#include <stdlib.h>
#include <string.h>

enum { EVENT_MAX = 48 * 1024, PAUSE_MIN = 250, PAUSE_MAX = 5000, STALE_MS = 10000 };

static void tell_board(struct post *post)
{
    link_put(&post->link, json_pack("{ss,sO}", "type", "board", "state", post->hall.board));
}

static void tell_state(struct post *post)
{
    link_put(&post->link, json_pack("{ss,sb}", "type", "hall", "fresh", post->hall.state == HALL_FRESH));
}

void stream_tell(struct post *post)
{
    if (post->hall.board)
        tell_board(post);
    if (post->hall.state != HALL_UNKNOWN)
        tell_state(post);
}

static void take_board(struct post *post, const char *text, size_t n)
{
    struct hall_stream *hall = &post->hall;
    json_t *board = json_read("the hall's board", text, n, JSON_MAX_DEPTH - 1);
    if (!json_is_object(board)) {
        json_decref(board);
        return;
    }
    bool was_fresh = hall->state == HALL_FRESH;
    json_decref(hall->board);
    hall->board = board;
    hall->state = HALL_FRESH;
    hall->pause = PAUSE_MIN;
    loop_forget(post->loop, &hall->stale);
    if (was_fresh)
        tell_board(post);
    else
        stream_tell(post);
}

/* One event: lines "event: NAME" and "data: TEXT"; others mean nothing here. Several lines of data are one JSON text.
 */
static void take_event(struct post *post, char *event)
{
    bool board = false;
    char *rest = event, *data = turn_text("%s", "");
    for (char *line; (line = rest);) {
        rest = strchr(line, '\n');
        if (rest)
            *rest++ = 0;
        if (strcmp(line, "event: board") == 0)
            board = true;
        else if (strncmp(line, "data: ", 6) == 0)
            data = turn_text("%s%s", data, line + 6);
    }
    if (board)
        take_board(post, data, strlen(data));
}

/* Events end with an empty line. */
static void take_events(struct post *post)
{
    struct hall_stream *hall = &post->hall;
    char *at = hall->bytes;
    for (char *end; (end = strstr(at, "\n\n")); at = end + 2) {
        *end = 0;
        take_event(post, at);
    }
    hall->n -= (size_t)(at - hall->bytes);
    memmove(hall->bytes, at, hall->n + 1);
}

static bool on_piece(struct exchange *exchange, const char *bytes, size_t n)
{
    struct post *post = exchange->mine;
    struct hall_stream *hall = &post->hall;
    if (http_status(exchange) != 200 || hall->n + n > EVENT_MAX || memchr(bytes, 0, n))
        return false;
    memcpy(hall->bytes + hall->n, bytes, n);
    hall->n += n;
    hall->bytes[hall->n] = 0;
    take_events(post);
    return true;
}

static void listen_again(void *mine);

static void on_done(struct exchange *exchange)
{
    struct post *post = exchange->mine;
    struct hall_stream *hall = &post->hall;
    http_stop(exchange);
    loop_after(post->loop, &hall->again, hall->pause);
    hall->pause = hall->pause * 2 > PAUSE_MAX ? PAUSE_MAX : hall->pause * 2;
    if (hall->state != HALL_STALE && hall->stale.at == 0)
        loop_after(post->loop, &hall->stale, STALE_MS);
}

static void on_stale(void *mine)
{
    struct post *post = mine;
    post->hall.state = HALL_STALE;
    say("the hall has not been heard for %d ms", STALE_MS);
    tell_state(post);
}

static void listen_again(void *mine)
{
    struct post *post = mine;
    struct hall_stream *hall = &post->hall;
    const struct agency *agency = agency_find(&post->agencies, "hall");
    hall->n = 0;
    if (!agency)
        return;
    const char *url = turn_text("%s/v1/events", agency->url);
    hall->exchange = (struct exchange){.method = "GET", .url = url, .done = on_done, .piece = on_piece, .mine = post};
    http_header(&hall->exchange, "Accept", "text/event-stream");
    http_start(&post->http, &hall->exchange);
}

void stream_open(struct post *post)
{
    post->hall = (struct hall_stream){.bytes = make(EVENT_MAX + 1), .pause = PAUSE_MIN};
    post->hall.again = (struct timer){.due = listen_again, .mine = post};
    post->hall.stale = (struct timer){.due = on_stale, .mine = post};
    loop_after(post->loop, &post->hall.again, 0);
    loop_after(post->loop, &post->hall.stale, STALE_MS);
}

void stream_close(struct post *post)
{
    http_stop(&post->hall.exchange);
    loop_forget(post->loop, &post->hall.again);
    loop_forget(post->loop, &post->hall.stale);
    json_decref(post->hall.board);
    free(post->hall.bytes);
}
