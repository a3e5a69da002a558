/* agency.c - see agency.h. */
#define _GNU_SOURCE
#include "post/agency.h"

#include "base/clock.h"
#include "base/webhook.h"

#include <stdlib.h>
#include <string.h>

enum { ERROR_MAX = 160 };

void agencies_open(struct agencies *agencies, const struct site *site)
{
    *agencies = (struct agencies){.site = site};
    agencies->webhooks = keys_read(site_path(site, "secrets/deliver/webhook"));
    agencies->hall = keys_read(site_path(site, "secrets/deliver/hall"));
    if (!agencies->webhooks || !agencies->hall)
        die("deliver needs secrets/deliver/webhook and secrets/deliver/hall");
}

void agencies_close(struct agencies *agencies)
{
    while (agencies->known) {
        struct agency *a = agencies->known;
        agencies->known = a->next;
        free(a->id);
        free(a->url);
        free(a);
    }
    keys_free(agencies->webhooks);
    keys_free(agencies->hall);
}

/* Where the settings say it is; "" when they do not. */
static const char *find_url(const struct site *site, const char *id)
{
    const json_t *row = site_row(site, "agencies", "id", id);
    bool special = strcmp(id, "hall") == 0 || strcmp(id, "biller") == 0;
    return json_text(special ? json_object_get(site->settings, id) : row, "url");
}

static bool is_http(const char *url)
{
    return strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0;
}

struct agency *agency_find(struct agencies *agencies, const char *id)
{
    for (struct agency *a = agencies->known; a; a = a->next)
        if (strcmp(a->id, id) == 0)
            return a;
    const char *url = find_url(agencies->site, id);
    if (!is_http(url))
        return NULL;
    struct agency *a = make(sizeof *a);
    *a = (struct agency){.id = make_text(id), .url = make_text(url), .next = agencies->known};
    agencies->known = a;
    return a;
}

bool agency_rests(const struct agency *agency)
{
    return agency->failures >= AGENCY_FAILURES && clock_ms() < agency->rests_to;
}

void agency_heard(struct agency *agency, bool fine)
{
    agency->failures = fine ? 0 : agency->failures + 1;
    agency->rests_to = clock_ms() + AGENCY_REST_MS;
    if (agency->failures == AGENCY_FAILURES)
        say("%s failed %d times in a row; it rests for %d ms at a time", agency->id, AGENCY_FAILURES, AGENCY_REST_MS);
}

void agency_sign(const struct agencies *agencies, const struct agency *agency, struct exchange *exchange,
                 const char *id)
{
    unsigned char key[WEBHOOK_KEY];
    char signature[WEBHOOK_SIGNATURE];
    if (strcmp(agency->id, "hall") == 0) {
        http_header(exchange, "Authorization", turn_text("Bearer %s", keys_first(agencies->hall)));
        return;
    }
    if (keys_get(agencies->webhooks, agency->id, key, sizeof key) < 0)
        return;
    struct webhook hook = {id, turn_text("%lld", (long long)(clock_wall_ms() / 1000)), exchange->body, exchange->n};
    webhook_sign(key, &hook, signature);
    http_header(exchange, "webhook-id", hook.id);
    http_header(exchange, "webhook-timestamp", hook.timestamp);
    http_header(exchange, "webhook-signature", signature);
}

bool agency_is_well(int status)
{
    return status / 100 == 2 || (status / 100 == 4 && status != 408 && status != 429);
}

/* Bytes of the text's beginning, at most `most`, that end with a whole letter: half of one would be no text at all. */
static int whole_letters(const char *text, size_t most)
{
    size_t n = strnlen(text, most + 1);
    if (n <= most)
        return (int)n;
    for (n = most; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;)
        n--;
    return (int)n;
}

/* What the other side calls the error, short; only when it says so in the agreed form. */
static const char *say_status(const struct exchange *exchange, const json_t *answer)
{
    const char *error = json_text(answer, "error");
    return *error ? turn_text("%d: %.*s", exchange->status, whole_letters(error, ERROR_MAX), error)
                  : turn_text("answered %d", exchange->status);
}

json_t *agency_answer(const struct exchange *exchange, const char **why)
{
    if (exchange->status == 0) {
        *why = turn_text("%s", exchange->why);
        return NULL;
    }
    json_t *answer = NULL;
    if (exchange->n_reply > 0)
        answer = json_read("an agency's answer", exchange->reply, exchange->n_reply, JSON_MAX_DEPTH - 1);
    if (exchange->status == 200 && answer)
        return answer;
    *why = exchange->status == 200 ? "answered something that is not JSON" : say_status(exchange, answer);
    json_wipe(answer);
    return NULL;
}
