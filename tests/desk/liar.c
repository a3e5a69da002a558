/* liar.c - see liar.h. */
#define _GNU_SOURCE
#include "desk/liar.h"

#include "base/clock.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { REQUEST_MAX = 1 << 16 };

struct request {
    char bytes[REQUEST_MAX];
    char agency[16], id[40];
    const char *body;
};

static void put(int fd, const char *text)
{
    send(fd, text, strlen(text), MSG_NOSIGNAL);
}

static void answer(int fd, const char *head, const char *body)
{
    put(fd, turn_text("HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", head, strlen(body), body));
}

static const char *receipt(const char *id)
{
    return turn_text("{\"receipt\":\"r-%s\"}", id);
}

/* The end is part of the answer: whoever waits for more hears that there is none. */
static void hang_up(int fd)
{
    shutdown(fd, SHUT_WR);
    close(fd);
}

static bool is_whole(struct request *r, size_t n)
{
    r->bytes[n] = 0;
    const char *end = strstr(r->bytes, "\r\n\r\n"), *length = strcasestr(r->bytes, "content-length:");
    if (!end)
        return false;
    r->body = end + 4;
    return !length || length > end || strlen(r->body) >= strtoul(length + 15, NULL, 10);
}

/* A whole request, or nothing: a sender that is killed leaves half a one. */
static bool read_request(int fd, struct request *r)
{
    struct timeval patience = {.tv_sec = 1};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    size_t n = 0;
    r->bytes[0] = 0;
    while (!is_whole(r, n)) {
        ssize_t got = recv(fd, r->bytes + n, sizeof r->bytes - 1 - n, 0);
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    *r->agency = *r->id = 0;
    sscanf(r->bytes, "%*s /%15[^/]", r->agency);
    const char *key = strcasestr(r->bytes, "idempotency-key: ");
    if (key && key < r->body)
        sscanf(key + 17, "%39[0-9a-f-]", r->id);
    return true;
}

/* --- the hall --------------------------------------------------------------------------------------------------------
 */

static void serve_hall(struct liar *liar, int fd, const struct request *r)
{
    const char *reason = strstr(r->body, "\"reason\":\"");
    if (!strstr(r->bytes, "POST /hall/v1/staff ") || !reason || liar->hall_refuses) {
        answer(fd, "503 Not now", "{}");
        return;
    }
    must(liar->n_calls < (int)COUNT(liar->calls));
    sscanf(reason + 10, "%63[^\"]", liar->calls[liar->n_calls++]);
    answer(fd, "200 OK", "{\"receipt\":\"s-1\"}");
}

/* --- letters ---------------------------------------------------------------------------------------------------------
 */

static const struct lie *lie_of(const struct liar *liar, const char *agency)
{
    const struct lie *lie = liar->lies;
    while (lie->agency && strcmp(lie->agency, agency) != 0)
        lie++;
    return lie->agency ? lie : NULL;
}

int liar_tries(const struct liar *liar, const char *id)
{
    int n = 0;
    for (int i = 0; i < liar->n; i++)
        n += strcmp(liar->attempts[i].id, id) == 0;
    return n;
}

int64_t liar_time(const struct liar *liar, const char *id, int n)
{
    for (int i = 0; i < liar->n; i++)
        if (strcmp(liar->attempts[i].id, id) == 0 && n-- == 0)
            return liar->attempts[i].at;
    return 0;
}

int liar_rank(const struct liar *liar, const char *id)
{
    int rank = 0;
    for (int i = 0; i < liar->n; i++) {
        rank += liar->attempts[i].took;
        if (liar->attempts[i].took && strcmp(liar->attempts[i].id, id) == 0)
            return rank;
    }
    return 0;
}

static void write_down(struct liar *liar, const struct request *r, bool works)
{
    must(liar->n < LIAR_ATTEMPTS);
    for (int i = 0; i < liar->n; i++)
        liar->changed += strcmp(liar->attempts[i].id, r->id) == 0 && strcmp(liar->attempts[i].body, r->body) != 0;
    struct attempt *a = &liar->attempts[liar->n];
    a->at = clock_ms();
    a->body = make_text(r->body);
    a->took = works && liar_rank(liar, r->id) == 0;
    snprintf(a->agency, sizeof a->agency, "%s", r->agency);
    snprintf(a->id, sizeof a->id, "%s", r->id);
    liar->n++;
}

static void hold(struct liar *liar, int fd, const char *id, int64_t until)
{
    int i = 0;
    while (i < LIAR_HELD && liar->held[i].until)
        i++;
    must(i < LIAR_HELD);
    liar->held[i].fd = fd;
    liar->held[i].until = until;
    snprintf(liar->held[i].id, sizeof liar->held[i].id, "%s", id);
}

static void tell_lie(struct liar *liar, int fd, const struct lie *lie, const char *id)
{
    switch (lie->way) {
    case SAYS:
        answer(fd, lie->head, lie->body);
        break;
    case LATE:
        hold(liar, fd, id, clock_ms() + liar->late_ms);
        return;
    case NEVER:
        hold(liar, fd, "", clock_ms() + 3600 * 1000);
        return;
    case DROPS:
        break;
    case CUTS:
        put(fd, "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"receipt\":\"r");
        break;
    case TWICE:
        answer(fd, "200 OK", receipt(id));
        answer(fd, "200 OK", receipt("another"));
        break;
    }
    hang_up(fd);
}

static void serve_letter(struct liar *liar, int fd, const struct request *r)
{
    const struct lie *lie = lie_of(liar, r->agency);
    bool lies = lie && !liar->honest && strstr(r->body, "\"first\"") && (lie->always || !liar_tries(liar, r->id));
    write_down(liar, r, !lies || lie->works);
    if (lies) {
        tell_lie(liar, fd, lie, r->id);
        return;
    }
    answer(fd, "200 OK", receipt(r->id));
    hang_up(fd);
}

static void serve_one(struct liar *liar, int fd)
{
    static struct request r;
    if (!read_request(fd, &r)) {
        close(fd);
    } else if (strcmp(r.agency, "hall") == 0) {
        serve_hall(liar, fd, &r);
        hang_up(fd);
    } else {
        serve_letter(liar, fd, &r);
    }
}

/* Whoever was let wait long enough gets its answer, mostly to nobody; who has gone is let go. */
static void serve_held(struct liar *liar)
{
    char none;
    for (int i = 0; i < LIAR_HELD; i++) {
        if (!liar->held[i].until)
            continue;
        bool late = clock_ms() >= liar->held[i].until;
        bool gone = recv(liar->held[i].fd, &none, 1, MSG_DONTWAIT) == 0;
        if (late)
            answer(liar->held[i].fd, "200 OK", receipt(liar->held[i].id));
        if (!late && (!gone || *liar->held[i].id))
            continue;
        hang_up(liar->held[i].fd);
        liar->held[i].until = 0;
    }
}

void liar_serve(struct liar *liar, int ms)
{
    for (int64_t until = clock_ms() + ms; clock_ms() < until;) {
        struct pollfd wait = {liar->listener, POLLIN, 0};
        if (poll(&wait, 1, 5) == 1)
            serve_one(liar, accept4(liar->listener, NULL, NULL, SOCK_CLOEXEC));
        serve_held(liar);
        turn_end();
    }
}

int liar_calls(const struct liar *liar, const char *reason)
{
    int n = 0;
    for (int i = 0; i < liar->n_calls; i++)
        n += strcmp(liar->calls[i], reason) == 0;
    return n;
}

void liar_close(struct liar *liar)
{
    for (int i = 0; i < liar->n; i++)
        free(liar->attempts[i].body);
    for (int i = 0; i < LIAR_HELD; i++)
        if (liar->held[i].until)
            close(liar->held[i].fd);
}
