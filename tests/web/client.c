/* client.c - the HTTP client of the harness: a socket, a request, what came back; and letters as a kiosk makes them. */
#define _GNU_SOURCE
#include "web/harness.h"

#include "base/clock.h"
#include "base/webhook.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 10000 };

int http_open(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

void http_send(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += sent;
        n -= (size_t)sent;
    }
}

/* The length the answer announces; what is there when it announces none. */
static size_t body_length(const char *head, size_t otherwise)
{
    const char *length = strcasestr(head, "\r\nContent-Length:");
    return length ? strtoul(length + 17, NULL, 10) : otherwise;
}

/* True when all of the answer is there. */
static bool is_whole(const char *bytes, size_t n)
{
    const char *end = n > 0 ? strstr(bytes, "\r\n\r\n") : NULL;
    if (!end || !strcasestr(bytes, "\r\nContent-Length:"))
        return false;
    size_t have = n - (size_t)(end + 4 - bytes);
    return have >= body_length(bytes, have);
}

static struct reply cut_reply(char *bytes, size_t n)
{
    struct reply reply = {0};
    char *end = n > 0 ? strstr(bytes, "\r\n\r\n") : NULL;
    if (end) {
        size_t have = n - (size_t)(end + 4 - bytes);
        *end = 0;
        reply.n = body_length(bytes, have);
        if (reply.n <= have && sscanf(bytes, "HTTP/%*s %d", &reply.status) == 1) {
            reply.body = make(reply.n + 1);
            memcpy(reply.body, end + 4, reply.n);
            reply.json = json_loadb(reply.body, reply.n, JSON_DECODE_ANY, NULL);
        }
    }
    free(bytes);
    return reply;
}

struct reply http_read(int fd, int ms)
{
    size_t n = 0, room = 1 << 22;
    char *bytes = make(room + 1);
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    while (n < room && !is_whole(bytes, n) && poll(&ready, 1, ms) == 1) {
        ssize_t got = recv(fd, bytes + n, room - n, 0);
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    return cut_reply(bytes, n);
}

struct reply http_ask(int port, const char *method, const char *path, const char *headers, const void *body, size_t n)
{
    int fd = http_open(port);
    char *head;
    int length = asprintf(&head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s", method, path, headers);
    must(length > 0);
    http_send(fd, head, (size_t)length);
    if (body) {
        char more[64];
        http_send(fd, more, (size_t)snprintf(more, sizeof more, "Content-Length: %zu\r\n\r\n", n));
        http_send(fd, body, n);
    } else {
        http_send(fd, "\r\n", 2);
    }
    struct reply reply = http_read(fd, PATIENCE);
    free(head);
    close(fd);
    return reply;
}

struct reply http_post(int port, const char *path, const char *headers, const char *json)
{
    return http_ask(port, "POST", path, headers, json, strlen(json));
}

struct reply http_get(int port, const char *path, const char *headers)
{
    return http_ask(port, "GET", path, headers, NULL, 0);
}

void reply_free(struct reply *reply)
{
    free(reply->body);
    json_decref(reply->json);
    *reply = (struct reply){0};
}

void listener_open(struct listener *listener, int port, const char *path)
{
    char head[256];
    *listener = (struct listener){.fd = http_open(port)};
    http_send(listener->fd, head, (size_t)snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path));
}

/* The next "data:" line that is whole; the chunk sizes between lines are no JSON and do not disturb. */
static json_t *take_event(struct listener *listener)
{
    char *data = strstr(listener->bytes, "data: "), *end = data ? strstr(data, "\n\n") : NULL;
    if (!end)
        return NULL;
    json_t *event = json_loadb(data + 6, (size_t)(end - data - 6), 0, NULL);
    size_t used = (size_t)(end + 2 - listener->bytes);
    memmove(listener->bytes, end + 2, listener->n - used + 1);
    listener->n -= used;
    return event;
}

json_t *listener_next(struct listener *listener, int ms)
{
    json_t *event;
    struct pollfd ready = {.fd = listener->fd, .events = POLLIN};
    while (!(event = take_event(listener)) && poll(&ready, 1, ms) == 1) {
        ssize_t got = recv(listener->fd, listener->bytes + listener->n, sizeof listener->bytes - 1 - listener->n, 0);
        if (got <= 0)
            return NULL;
        listener->n += (size_t)got;
        listener->bytes[listener->n] = 0;
    }
    return event;
}

void listener_close(struct listener *listener)
{
    close(listener->fd);
}

static const struct rig_agency *find_agency(const struct rig *rig, const char *id)
{
    for (int i = 0; i < RIG_AGENCIES; i++)
        if (strcmp(rig->agencies[i].id, id) == 0)
            return &rig->agencies[i];
    die("no agency %s in the rig", id);
}

static char *base64(const unsigned char *bytes, size_t n)
{
    size_t room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(turn_alloc(room), room, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

char *letter_make(const struct rig *rig, const char *agency, const char *id, const char *inside)
{
    return letter_make_type(rig, agency, id, turn_text("id.anjungan.%s.skck.apply", agency), inside);
}

char *letter_make_type(const struct rig *rig, const char *agency, const char *id, const char *type, const char *inside)
{
    const struct rig_agency *to = find_agency(rig, agency);
    const char *source = "urn:anjungan:LKR:07", *time = "2026-05-14T02:41:00Z", *subject = "9f2c";
    size_t n = strlen(inside);
    unsigned char *sealed = turn_alloc(n + crypto_box_SEALBYTES), signature[crypto_sign_BYTES];
    char keyid[17];
    crypto_box_seal(sealed, (const unsigned char *)inside, n, to->public_key);
    char *data = base64(sealed, n + crypto_box_SEALBYTES);
    char *text = turn_text("%s\n%s\n%s\n%s\n%s\n%s", id, source, type, time, subject, data);
    crypto_sign_detached(signature, NULL, (unsigned char *)text, strlen(text), rig->kiosk_secret);
    sodium_bin2hex(keyid, sizeof keyid, to->public_key, 8);
    json_t *letter =
        json_pack("{ss,ss,ss,ss,ss,ss,ss,ss,ss,ss,ss,ss,ss}", "specversion", "1.0", "id", id, "source", source, "type",
                  type, "time", time, "subject", subject, "datacontenttype", "application/json", "dataschema",
                  "https://anjungan.id/schema/letter", "sequence", "1", "clocktrust", "synced", "keyid", keyid,
                  "signature", base64(signature, sizeof signature), "data_base64", data);
    char *bytes = json_write(letter);
    json_decref(letter);
    return bytes;
}

char *letter_headers(const struct rig *rig, const char *agency, const char *id, const char *letter, int late)
{
    char at[32], signature[WEBHOOK_SIGNATURE];
    snprintf(at, sizeof at, "%lld", (long long)(clock_wall_ms() / 1000 + late));
    webhook_sign(find_agency(rig, agency)->webhook, &(struct webhook){id, at, letter, strlen(letter)}, signature);
    return turn_text("webhook-id: %s\r\nwebhook-timestamp: %s\r\nwebhook-signature: %s\r\nIdempotency-Key: %s\r\n", id,
                     at, signature, id);
}
