/* looks.c - live questions: each has a deadline, and exactly one answer unless core forgets it. */
#include "post/post.h"

#include "base/memfile.h"
#include "domain/pdf.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A document is in base64, and a little stands around it. */
enum { LOOK_MS_MAX = 60000, LOOK_REPLY_MAX = PDF_MAX / 3 * 4 + HTTP_REPLY_MAX };

struct look {
    struct exchange exchange;
    struct post *post;
    struct agency *agency;
    int64_t id;
    char *body;
    struct look *next;
};

/* Questions with an address of their own. */
static const struct {
    const char *agency, *name, *method, *path;
} special[] = {
    {"hall", "leases", "POST", "/v1/leases"},      {"hall", "staff", "POST", "/v1/staff"},
    {"hall", "number", "POST", "/v1/look/number"}, {"biller", "bill", "POST", "/v1/bills"},
    {"biller", "bill.state", "GET", "/v1/bills/"},
};

static void remove_look(struct look *look)
{
    struct look **at = &look->post->looks;
    while (*at != look)
        at = &(*at)->next;
    *at = look->next;
    http_stop(&look->exchange);
    wipe_text(look->body);
    free(look);
}

static void tell_failed(struct post *post, int64_t id, int status, const char *why)
{
    link_put(&post->link, json_pack("{ss,sI,sb,si,ss}", "type", "looked", "id", (json_int_t)id, "ok", false, "status",
                                    status, "why", why));
}

/* The document that comes with an answer leaves it for a memory file; {sha256, size} stay. -1: none came; E_FORMAT: it
 * is not what the agency says it is. */
static int take_document(json_t *value)
{
    json_t *said = json_object_get(value, "document"), *text = json_object_get(said, "base64");
    size_t n, room = json_string_length(text);
    if (!text)
        return said ? E_FORMAT : -1;
    unsigned char *bytes = make(room + 1);
    bool fits = sodium_base642bin(bytes, room, json_string_value(text), room, NULL, &n, NULL,
                                  sodium_base64_VARIANT_ORIGINAL) == 0 &&
                json_object_size(said) == 3 && pdf_fits(said, bytes, n);
    int fd = fits ? memfile_make("document", bytes, n) : E_FORMAT;
    wipe_free(bytes, room);
    json_object_del(said, "base64");
    return fd;
}

static void tell_value(struct post *post, int64_t id, json_t *value)
{
    int fd = take_document(value);
    if (fd < -1) {
        json_wipe(value);
        tell_failed(post, id, 200, "its document is not what it says");
        return;
    }
    json_t *body = json_pack("{ss,sI,sb,si,so}", "type", "looked", "id", (json_int_t)id, "ok", true, "status", 200,
                             "value", value);
    int code = link_send(&post->link, body, &fd, fd >= 0);
    json_wipe(body);
    if (fd >= 0)
        close(fd);
    if (code == E_FORMAT)
        tell_failed(post, id, 200, "the answer is too long");
}

static void on_done(struct exchange *exchange)
{
    struct look *look = exchange->mine;
    struct post *post = look->post;
    const char *why;
    int64_t id = look->id;
    int status = exchange->status;
    json_t *value = agency_answer(exchange, &why);
    agency_heard(look->agency, value || (status != 200 && agency_is_well(status)));
    remove_look(look);
    if (value)
        tell_value(post, id, value);
    else
        tell_failed(post, id, status, why);
}

/* Names and codes go into addresses. */
static bool is_plain(const char *text)
{
    return *text && strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-") == strlen(text);
}

/* The address and method of the question; NULL when there is none such. */
static const char *find_address(const struct agency *agency, const json_t *packet, const char **method)
{
    const char *name = json_text(packet, "name"), *code = json_text(json_object_get(packet, "input"), "code");
    for (size_t i = 0; i < COUNT(special); i++) {
        if (strcmp(special[i].agency, agency->id) != 0 || strcmp(special[i].name, name) != 0)
            continue;
        *method = special[i].method;
        if (strcmp(*method, "POST") == 0)
            return turn_text("%s%s", agency->url, special[i].path);
        return is_plain(code) ? turn_text("%s%s%s", agency->url, special[i].path, code) : NULL;
    }
    *method = "POST";
    if (strcmp(agency->id, "hall") == 0 || strcmp(agency->id, "biller") == 0 || !is_plain(name))
        return NULL;
    return turn_text("%s/v1/look/%s", agency->url, name);
}

static struct look *add_look(struct post *post, struct agency *agency, int64_t id)
{
    struct look *look = make(sizeof *look);
    *look = (struct look){.post = post, .agency = agency, .id = id, .next = post->looks};
    post->looks = look;
    return look;
}

static void ask(struct look *look, const json_t *packet, const char *method, const char *url)
{
    int64_t ms = json_number(packet, "ms", 0);
    look->exchange = (struct exchange){.method = method,
                                       .url = url,
                                       .done = on_done,
                                       .mine = look,
                                       .most = LOOK_REPLY_MAX,
                                       .ms = ms < 1             ? 1
                                             : ms > LOOK_MS_MAX ? LOOK_MS_MAX
                                                                : ms};
    if (strcmp(method, "POST") == 0) {
        look->body = json_write(json_object_get(packet, "input"));
        look->exchange.body = look->body;
        look->exchange.n = strlen(look->body);
    }
    http_header(&look->exchange, "Content-Type", "application/json");
    agency_sign(&look->post->agencies, look->agency, &look->exchange, turn_text("look-%lld", (long long)look->id));
    http_start(&look->post->http, &look->exchange);
}

static int count_looks(const struct post *post)
{
    int n = 0;
    for (const struct look *l = post->looks; l; l = l->next)
        n++;
    return n;
}

/* Why it cannot be asked just now; NULL when it can. */
static const char *why_not(const struct post *post, const struct agency *agency)
{
    if (!agency)
        return "site.conf has no address for this agency";
    if (agency_rests(agency))
        return "the agency failed too often just now";
    return count_looks(post) < POST_LOOKS ? NULL : "too many questions at once";
}

void looks_take(struct post *post, const json_t *packet)
{
    int64_t id = json_number(packet, "id", 0);
    struct agency *agency = agency_find(&post->agencies, json_text(packet, "agency"));
    const char *why = why_not(post, agency), *method = NULL;
    const char *url = why ? NULL : find_address(agency, packet, &method);
    looks_forget(post, id);
    if (url)
        ask(add_look(post, agency, id), packet, method, url);
    else
        tell_failed(post, id, 0, why ? why : "there is no such question");
}

void looks_forget(struct post *post, int64_t id)
{
    for (struct look *l = post->looks; l; l = l->next) {
        if (l->id == id) {
            remove_look(l);
            return;
        }
    }
}

void looks_drop(struct post *post)
{
    while (post->looks)
        remove_look(post->looks);
}
