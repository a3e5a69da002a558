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

char *letter_new_case(struct desk *desk)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    char *month = turn_text("%02d%02d", now.day.year % 100, now.day.month);
    int64_t n = store_next(&desk->store, turn_text("case %s", month));
    return n < 0 ? NULL
                 : turn_text("%s-%s-%s-%05lld", json_text(desk->site.settings, "site"),
                             json_text(desk->site.settings, "kiosk"), month, (long long)n);
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

static int put(struct desk *desk, const json_t *envelope, const struct dispatch *dispatch)
{
    struct letter letter = {.visit = dispatch->visit,
                            .step = dispatch->step,
                            .agency = dispatch->agency,
                            .subject = json_text(envelope, "subject"),
                            .follows = dispatch->after ? subject_of(desk, dispatch->after) : NULL};
    char *body = json_write(envelope);
    snprintf(letter.id, sizeof letter.id, "%s", json_text(envelope, "id"));
    letter.body = body;
    letter.n_body = strlen(body);
    int code = outbox_put(&desk->store, &letter);
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

int letter_put(struct desk *desk, const struct dispatch *dispatch, const json_t *data)
{
    char id[40];
    const json_t *row = site_row(&desk->site, "agencies", "id", dispatch->agency);
    if (!row)
        return fail(E_STATE, "site.conf knows no agency %s: the letter %s has nobody to go to", dispatch->agency,
                    dispatch->type);
    if (outbox_new_id(&desk->store, id) < 0)
        return E_IO;
    json_t *letter = envelope(desk, id, dispatch->type, subject_of(desk, dispatch->case_number));
    int code = seal_to(data, json_text(row, "key"), letter);
    if (code == OK) {
        sign(desk, letter);
        code = put(desk, letter, dispatch);
    }
    json_decref(letter);
    return code;
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
    int code = put(desk, letter, &(struct dispatch){.visit = key, .step = what_of, .agency = "hall"});
    json_decref(letter);
    return code == E_STATE ? OK : code; /* told before: the same number has one fate */
}
