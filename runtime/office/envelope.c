/* envelope.c - see envelope.h, and "The letter" in runtime/messages.md. */
#include "office/envelope.h"

#include "base/webhook.h"

#include <sodium.h>
#include <string.h>

static const struct {
    const char *name;
    size_t max;
} members[] = {{"specversion", 8},
               {"id", 40},
               {"source", 79},
               {"type", 128},
               {"time", 40},
               {"subject", 128},
               {"keyid", 16},
               {"dataschema", 256},
               {"clocktrust", 16},
               {"signature", 88},
               {"data_base64", WEBHOOK_BODY}};

/* base64 into memory of this turn; NULL when it is none. */
static unsigned char *decode(const char *text, size_t *n)
{
    size_t length = strlen(text), room = length / 4 * 3 + 3;
    unsigned char *bytes = turn_alloc(room);
    if (sodium_base642bin(bytes, room, text, length, NULL, n, NULL, sodium_base64_VARIANT_ORIGINAL) < 0)
        return NULL;
    return bytes;
}

static bool is_from_kiosk(const struct opener *opener, const json_t *e)
{
    size_t n;
    const char *text =
        turn_text("%s\n%s\n%s\n%s\n%s\n%s", json_text(e, "id"), json_text(e, "source"), json_text(e, "type"),
                  json_text(e, "time"), json_text(e, "subject"), json_text(e, "data_base64"));
    const unsigned char *signature = decode(json_text(e, "signature"), &n);
    if (!signature || n != crypto_sign_BYTES || strcmp(json_text(e, "source"), opener->source) != 0)
        return false;
    return crypto_sign_verify_detached(signature, (const unsigned char *)text, strlen(text), opener->kiosk) == 0;
}

int envelope_check(const struct opener *opener, const json_t *envelope, const char **why)
{
    for (size_t i = 0; i < COUNT(members); i++) {
        size_t n = json_string_length(json_object_get(envelope, members[i].name));
        if (n >= 1 && n <= members[i].max)
            continue;
        *why = turn_text("%s is missing or longer than %zu", members[i].name, members[i].max);
        return E_FORMAT;
    }
    *why = "this is not CloudEvents 1.0 about JSON";
    if (strcmp(json_text(envelope, "specversion"), "1.0") != 0 ||
        strcmp(json_text(envelope, "datacontenttype"), "application/json") != 0)
        return E_FORMAT;
    *why = "the signature is not that of the kiosk it names";
    return is_from_kiosk(opener, envelope) ? OK : E_DENIED;
}

/* The pair of keys of the agency; false when it has none or the letter names another. */
static bool find_pair(const struct opener *opener, const char *agency, const char *keyid, unsigned char public_key[32],
                      unsigned char secret_key[32])
{
    char id[17];
    if (keys_get(opener->boxes, agency, secret_key, crypto_box_SECRETKEYBYTES) < 0)
        return false;
    crypto_scalarmult_base(public_key, secret_key);
    sodium_bin2hex(id, sizeof id, public_key, 8);
    return strcmp(id, keyid) == 0;
}

static bool is_letter(const json_t *data)
{
    return *json_text(data, "case") && *json_text(data, "service") && *json_text(data, "language") &&
           json_object_get(data, "version") && json_is_object(json_object_get(data, "letter"));
}

json_t *envelope_open(const struct opener *opener, const char *agency, const json_t *envelope, const char **why)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
    size_t n;
    json_t *data = NULL;
    *why = "it is sealed to a key this agency does not have";
    unsigned char *sealed = decode(json_text(envelope, "data_base64"), &n);
    if (!sealed || n < crypto_box_SEALBYTES ||
        !find_pair(opener, agency, json_text(envelope, "keyid"), public_key, secret_key))
        return NULL;
    unsigned char *opened = turn_alloc(n);
    if (crypto_box_seal_open(opened, sealed, n, public_key, secret_key) == 0) {
        *why = "what is inside is no letter";
        data = json_read("letter", opened, n - crypto_box_SEALBYTES, JSON_MAX_FILE_DEPTH);
    }
    sodium_memzero(secret_key, sizeof secret_key);
    if (is_letter(data))
        return data;
    json_wipe(data);
    return NULL;
}
