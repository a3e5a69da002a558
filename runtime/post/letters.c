/* letters.c - letters on their way: the exact bytes of the outbox, posted until the receiver acknowledges them.
 *
 * Only a 200 with a receipt in JSON counts: a proxy that says "200 Welcome" has not taken anything. */
#include "post/post.h"

#include "base/memfile.h"
#include "base/webhook.h"

#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 30000, RECEIPT_MAX = 128 };

struct letter {
    struct exchange exchange;
    struct post *post;
    struct agency *agency;
    char *id, *bytes;
    size_t n;
    bool flying;
    struct letter *next;
};

static void remove_letter(struct letter *letter)
{
    struct letter **at = &letter->post->letters;
    while (*at != letter)
        at = &(*at)->next;
    *at = letter->next;
    http_stop(&letter->exchange);
    wipe_free(letter->bytes, letter->n);
    free(letter->id);
    free(letter);
}

static void tell_delivered(struct post *post, const char *id, const char *receipt)
{
    link_put(&post->link, json_pack("{ss,ss,ss}", "type", "delivered", "id", id, "receipt", receipt));
}

static void tell_undelivered(struct post *post, const char *id, int status, const char *why, int64_t wait)
{
    json_t *packet = json_pack("{ss,ss,si,ss}", "type", "undelivered", "id", id, "status", status, "why", why);
    if (wait > 0)
        json_object_set_new(packet, "wait", json_integer(wait));
    link_put(&post->link, packet);
}

static void fly(struct post *post);

static void on_done(struct exchange *exchange)
{
    struct letter *letter = exchange->mine;
    struct post *post = letter->post;
    const char *why = "answered without a receipt", *id = turn_text("%s", letter->id);
    int status = exchange->status;
    int64_t wait = exchange->wait;
    json_t *answer = agency_answer(exchange, &why);
    const char *receipt = json_text(answer, "receipt");
    bool delivered = *receipt && strlen(receipt) <= RECEIPT_MAX;
    agency_heard(letter->agency, delivered || (status != 200 && agency_is_well(status)));
    remove_letter(letter);
    if (delivered)
        tell_delivered(post, id, receipt);
    else
        tell_undelivered(post, id, status, why, wait);
    json_wipe(answer);
    fly(post);
}

static void post_letter(struct letter *letter)
{
    struct post *post = letter->post;
    const char *url = turn_text("%s/v1/letters", letter->agency->url);
    letter->exchange = (struct exchange){.method = "POST",
                                         .url = url,
                                         .body = letter->bytes,
                                         .n = letter->n,
                                         .ms = json_number(post->site->settings, "patience", PATIENCE_MS),
                                         .done = on_done,
                                         .mine = letter};
    http_header(&letter->exchange, "Content-Type", "application/cloudevents+json");
    http_header(&letter->exchange, "Idempotency-Key", letter->id);
    agency_sign(&post->agencies, letter->agency, &letter->exchange, letter->id);
    http_start(&post->http, &letter->exchange);
    letter->flying = true;
}

/* Starts the oldest that wait, while fewer than four are in flight. */
static void fly(struct post *post)
{
    int flying = 0;
    for (const struct letter *l = post->letters; l; l = l->next)
        flying += l->flying;
    for (struct letter *l = post->letters; l && flying < POST_IN_FLIGHT; l = l->next) {
        if (l->flying)
            continue;
        post_letter(l);
        flying++;
    }
}

/* Ids go into headers. */
static bool is_id(const char *id)
{
    return *id && strspn(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == strlen(id);
}

static int count_letters(const struct post *post)
{
    int n = 0;
    for (const struct letter *l = post->letters; l; l = l->next)
        n++;
    return n;
}

/* Why it cannot be sent at all just now; NULL when it can. */
static const char *why_not(const struct post *post, const struct agency *agency, const char *id)
{
    if (!agency)
        return "site.conf has no address for this agency";
    if (!is_id(id))
        return "the id is not one";
    if (agency_rests(agency))
        return "the agency failed too often just now";
    return count_letters(post) < POST_LETTERS ? NULL : "too many letters at once";
}

/* Puts it at the end of the line. */
static void add_letter(struct post *post, struct agency *agency, const char *id, char *bytes, size_t n)
{
    struct letter **end = &post->letters;
    while (*end)
        end = &(*end)->next;
    *end = make(sizeof **end);
    **end = (struct letter){.post = post, .agency = agency, .id = make_text(id), .bytes = bytes, .n = n};
}

static bool is_known(const struct post *post, const char *id)
{
    for (const struct letter *l = post->letters; l; l = l->next)
        if (strcmp(l->id, id) == 0)
            return true;
    return false;
}

void letters_take(struct post *post, struct packet *packet)
{
    const char *id = json_text(packet->body, "id");
    struct agency *agency = agency_find(&post->agencies, json_text(packet->body, "agency"));
    const char *why = why_not(post, agency, id);
    char *bytes;
    size_t n;
    if (is_known(post, id))
        return;
    if (!why && memfile_read("letter", packet->fds[0], WEBHOOK_BODY, &bytes, &n) < 0)
        why = "the letter cannot be read";
    if (why) {
        tell_undelivered(post, id, 0, why, 0);
        return;
    }
    add_letter(post, agency, id, bytes, n);
    fly(post);
}

void letters_drop(struct post *post)
{
    while (post->letters)
        remove_letter(post->letters);
}
