/* letters.c - see letters.h. */
#include "desk/letters.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "desk/desk.h"
#include "store/outbox.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void letters_start(struct desk *desk)
{
    char *hex;
    size_t n;
    seal_lock_key(desk->sign_key, sizeof desk->sign_key);
    seal_lock_key(desk->subject_key, sizeof desk->subject_key);
    if (file_read_path(site_path(&desk->site, "secrets/core/kiosk.key"), 256, &hex, &n) < 0 ||
        !seal_read_hex(hex, desk->sign_key, sizeof desk->sign_key))
        die("secrets/core/kiosk.key is not the hex of an Ed25519 key; `anjungan up` makes one when it is missing");
    wipe_free(hex, n);
    crypto_generichash(desk->subject_key, sizeof desk->subject_key, desk->sign_key, sizeof desk->sign_key,
                       (const unsigned char *)"subject", 7);
}

char *letter_new_case(struct desk *desk, const char *agency)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    char *month = turn_text("%02d%02d", now.day.year % 100, now.day.month);
    const char *queue = json_text(site_row(&desk->site, "agencies", "id", agency), "queue");
    int64_t n = store_next(&desk->store, turn_text("case %s", month));
    return n < 0 ? NULL
                 : turn_text("%s-%s-%s-%.1s%05lld", json_text(desk->site.settings, "site"),
                             json_text(desk->site.settings, "kiosk"), month, queue, (long long)n);
}

const char *letter_owner(const struct desk *desk, const char *case_number)
{
    const char *last = strrchr(case_number, '-');
    const json_t *row = last ? site_row(&desk->site, "agencies", "queue", turn_text("%.1s", last + 1)) : NULL;
    return row ? json_text(row, "id") : NULL;
}

static char *base64(const unsigned char *bytes, size_t n)
{
    size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(turn_alloc(size), size, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

/* The agency learns which letters belong together, nobody else learns of which case. */
static char *subject_of(struct desk *desk, const char *what)
{
    unsigned char hash[16];
    char *hex = turn_alloc(sizeof hash * 2 + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)what, strlen(what), desk->subject_key,
                       sizeof desk->subject_key);
    return sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
}

static char *utc(int64_t ms)
{
    struct day day = day_from_number(ms / 86400000);
    int second = (int)(ms / 1000 % 86400);
    return turn_text("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", day.year, day.month, day.day, second / 3600,
                     second / 60 % 60, second % 60, (int)(ms % 1000));
}

static json_t *envelope(struct desk *desk, const char *id, const char *type, const char *subject)
{
    const json_t *s = desk->site.settings;
    return json_pack("{ss,ss,so,so,ss,ss,ss,so,sI,ss}", "specversion", "1.0", "id", id, "source",
                     json_sprintf("urn:anjungan:%s:%s", json_text(s, "site"), json_text(s, "kiosk")), "type",
                     json_sprintf("id.anjungan.%s", type), "time", utc(clock_wall_ms()), "subject", subject,
                     "datacontenttype", "application/json", "dataschema", json_sprintf("urn:anjungan:letter:%s", type),
                     "sequence", (json_int_t)outbox_sequence(&desk->store), "clocktrust",
                     clock_trusted() ? "synced" : "unsynced");
}

static void sign(struct desk *desk, json_t *envelope)
{
    unsigned char signature[crypto_sign_BYTES];
    char *text = turn_text("%s\n%s\n%s\n%s\n%s\n%s", json_text(envelope, "id"), json_text(envelope, "source"),
                           json_text(envelope, "type"), json_text(envelope, "time"), json_text(envelope, "subject"),
                           json_text(envelope, "data_base64"));
    crypto_sign_detached(signature, NULL, (unsigned char *)text, strlen(text), desk->sign_key);
    json_object_set_new(envelope, "signature", json_string(base64(signature, sizeof signature)));
}

static int put(struct desk *desk, const json_t *envelope, const struct dispatch *dispatch, struct letter *letter)
{
    char *body = json_write(envelope);
    letter->visit = dispatch->visit;
    letter->step = dispatch->step;
    letter->agency = dispatch->agency;
    letter->subject = json_text(envelope, "subject");
    snprintf(letter->id, sizeof letter->id, "%s", json_text(envelope, "id"));
    letter->body = body;
    letter->n_body = strlen(body);
    int code = outbox_put(&desk->store, letter);
    wipe_text(body);
    return code;
}

static int seal_to(const json_t *envelope_data, const char *key_hex, json_t *envelope)
{
    unsigned char key[crypto_box_PUBLICKEYBYTES];
    if (!seal_read_hex(key_hex, key, sizeof key))
        return fail(E_FORMAT, "site.conf: an agency's key is not 64 hex digits");
    char *text = json_write(envelope_data);
    size_t n = strlen(text);
    unsigned char *sealed = turn_alloc(n + crypto_box_SEALBYTES);
    crypto_box_seal(sealed, (unsigned char *)text, n, key);
    wipe_free(text, n);
    json_object_set_new(envelope, "keyid", json_stringn(key_hex, 16));
    json_object_set_new(envelope, "data_base64", json_string(base64(sealed, n + crypto_box_SEALBYTES)));
    return OK;
}

/* The envelope of what only the agency can read. `subject`: what tells which letters belong together. */
static int put_sealed(struct desk *desk, const struct dispatch *dispatch, const char *subject, const json_t *data,
                      struct letter *letter)
{
    char id[40];
    const json_t *row = site_row(&desk->site, "agencies", "id", dispatch->agency);
    if (!row)
        return fail(E_STATE, "site.conf knows no agency %s: the letter %s has nobody to go to", dispatch->agency,
                    dispatch->type);
    if (outbox_new_id(&desk->store, id) < 0)
        return E_IO;
    json_t *outer = envelope(desk, id, dispatch->type, subject_of(desk, subject));
    int code = seal_to(data, json_text(row, "key"), outer);
    if (code == OK) {
        sign(desk, outer);
        code = put(desk, outer, dispatch, letter);
    }
    json_decref(outer);
    return code;
}

/* --- letters that wait for a word ------------------------------------------------------------------------------------
 */

/* What may be told of a case without opening its letter. */
static json_t *about_case(const json_t *data)
{
    return json_pack("{sO,sO,sO,sO}", "case", json_object_get(data, "case"), "service",
                     json_object_get(data, "service"), "version", json_object_get(data, "version"), "language",
                     json_object_get(data, "language"));
}

/* A notice of a case goes beside its letter, not before or behind it: whatever becomes of one holds back nothing of the
 * other. */
static int put_notice(struct desk *desk, struct dispatch dispatch, const json_t *about, json_t *what)
{
    struct letter letter = {0};
    json_t *data = json_copy((json_t *)(uintptr_t)about);
    json_object_set_new(data, "letter", what);
    int code = put_sealed(desk, &dispatch, turn_text("%s notice", json_text(about, "case")), data, &letter);
    json_decref(data);
    return code;
}

static int put_held(struct desk *desk, const struct dispatch *dispatch, const json_t *data, int64_t follows,
                    const struct hold *hold)
{
    struct letter letter = {.held = true, .follows = subject_of(desk, dispatch->after)};
    json_t *about = about_case(data);
    struct dispatch notice = *dispatch;
    notice.type = "case.held";
    notice.step = turn_text("%s/held", dispatch->step);
    int code = put_notice(desk, notice, about,
                          json_pack("{ss,ss,ss}", "letter", dispatch->type, "look", hold->look, "by", hold->by));
    if (code == OK)
        code = put_sealed(desk, dispatch, dispatch->case_number, data, &letter);
    if (code == OK)
        code = condition_hold(&desk->store, letter.seq, follows, hold, about, conditions_first(&desk->conditions));
    if (code == OK)
        conditions_wake(&desk->conditions);
    json_decref(about);
    return code;
}

/* Whoever follows a letter that is held waits for the same word. E_DENIED: that is not the agency of the case. */
static int hold_of(struct desk *desk, const struct dispatch *dispatch, int64_t follows, struct hold *hold)
{
    char agency[32];
    if (!dispatch->when)
        return condition_of(&desk->store, follows, hold) ? OK : E_STATE;
    outbox_agency(&desk->store, follows, agency);
    size_t n = strcspn(dispatch->when, ".");
    if (strlen(agency) != n || strncmp(agency, dispatch->when, n) != 0)
        return fail(E_DENIED, "the letter %s waits for %s, but the letter before it went to %s", dispatch->type,
                    dispatch->when, *agency ? agency : "nobody");
    snprintf(hold->look, sizeof hold->look, "%s", dispatch->when);
    snprintf(hold->case_number, sizeof hold->case_number, "%s", dispatch->after);
    snprintf(hold->by, sizeof hold->by, "%s", dispatch->by);
    return OK;
}

int letter_put(struct desk *desk, const struct dispatch *dispatch, const json_t *data)
{
    struct letter letter = {.follows = dispatch->after ? subject_of(desk, dispatch->after) : NULL};
    struct hold hold;
    int64_t follows = letter.follows ? outbox_seq_of(&desk->store, dispatch->visit, letter.follows) : 0;
    int code = letter.follows ? hold_of(desk, dispatch, follows, &hold) : E_STATE;
    if (code == OK)
        return put_held(desk, dispatch, data, follows, &hold);
    return code == E_STATE ? put_sealed(desk, dispatch, dispatch->case_number, data, &letter) : code;
}

int letter_put_withdrawn(struct desk *desk, const struct lost *lost)
{
    struct dispatch dispatch = {.visit = lost->visit,
                                .step = turn_text("%s/withdrawn", lost->step),
                                .agency = lost->agency,
                                .type = "case.withdrawn"};
    return put_notice(desk, dispatch, lost->about,
                      json_pack("{ss,ss}", "look", lost->look, "why", lost->late ? "late" : "refused"));
}

int letter_put_number(struct desk *desk, const struct ticket *ticket, const char *what, const char *case_number,
                      const char *reason)
{
    char id[40];
    if (outbox_new_id(&desk->store, id) < 0)
        return E_IO;
    json_t *data = json_pack("{ss,ss,ss,ss}", "number", ticket->number, "queue", ticket->queue, "day", ticket->day,
                             "kiosk", json_text(desk->site.settings, "kiosk"));
    if (case_number && *case_number)
        json_object_set_new(data, "case", json_string(case_number));
    if (reason)
        json_object_set_new(data, "reason", json_string(reason));
    char *what_of = turn_text("number.%s", what), *key = turn_text("%s/%s", ticket->day, ticket->number);
    json_t *letter = envelope(desk, id, what_of, subject_of(desk, key));
    json_object_set_new(letter, "data", data);
    struct letter kept = {0};
    int code = put(desk, letter, &(struct dispatch){.visit = key, .step = what_of, .agency = "hall"}, &kept);
    json_decref(letter);
    return code == E_STATE ? OK : code; /* told before: the same number has one fate */
}
