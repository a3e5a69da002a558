/* letter.c - see letter.h. */
#include "letter.h"

#include <sodium.h>
#include <string.h>

void letter_keys(struct letter_keys *to)
{
    static const unsigned char seeds[2][32] = {"the kiosk of the tests, a seed!!", "an agency of the tests, a seed!!"};
    must(sodium_init() >= 0);
    crypto_sign_seed_keypair(to->kiosk, to->kiosk_secret, seeds[0]);
    crypto_box_seed_keypair(to->box, to->box_secret, seeds[1]);
}

char *letter_hex(const unsigned char *bytes, size_t n)
{
    char *hex = turn_alloc(n * 2 + 1);
    return sodium_bin2hex(hex, n * 2 + 1, bytes, n);
}

static char *base64(const unsigned char *bytes, size_t n)
{
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(turn_alloc(room), room, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

static void seal(const struct letter_keys *keys, json_t *envelope)
{
    const json_t *data = json_object_get(envelope, "data");
    size_t n = json_string_length(data);
    unsigned char *sealed = turn_alloc(n + crypto_box_SEALBYTES);
    if (!json_is_string(data))
        return;
    crypto_box_seal(sealed, (const unsigned char *)json_string_value(data), n, keys->box);
    json_object_set_new(envelope, "data_base64", json_string(base64(sealed, n + crypto_box_SEALBYTES)));
    json_object_del(envelope, "data");
}

static void sign(const struct letter_keys *keys, json_t *e)
{
    unsigned char signature[crypto_sign_BYTES];
    const char *text =
        turn_text("%s\n%s\n%s\n%s\n%s\n%s", json_text(e, "id"), json_text(e, "source"), json_text(e, "type"),
                  json_text(e, "time"), json_text(e, "subject"), json_text(e, "data_base64"));
    crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text), keys->kiosk_secret);
    json_object_set_new(e, "signature", json_string(base64(signature, sizeof signature)));
}

void letter_finish(const struct letter_keys *keys, json_t *envelope)
{
    seal(keys, envelope);
    if (strcmp(json_text(envelope, "keyid"), "right") == 0)
        json_object_set_new(envelope, "keyid", json_string(letter_hex(keys->box, 8)));
    if (strcmp(json_text(envelope, "signature"), "right") == 0)
        sign(keys, envelope);
}
