/* letter.h - the keys of a kiosk and of an agency, and letters signed and sealed with them.
 *
 * No mutation finds a signature: so the target signs what came, and what lies behind the signature is reached too. */
#ifndef TESTS_FUZZ_LETTER_H
#define TESTS_FUZZ_LETTER_H

#include "base/json.h"

struct letter_keys {
    unsigned char kiosk[32], kiosk_secret[64]; /* Ed25519 */
    unsigned char box[32], box_secret[32];     /* X25519 */
};

/* The same ones every time. */
void letter_keys(struct letter_keys *to);
char *letter_hex(const unsigned char *bytes, size_t n);

/* A member "data" of type text is sealed into data_base64; keyid and signature, where they are "right", become so. */
void letter_finish(const struct letter_keys *keys, json_t *envelope);

#endif
