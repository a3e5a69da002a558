/* webhook.c - see webhook.h. */
#include "base/webhook.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static void add(crypto_auth_hmacsha256_state *state, const void *bytes, size_t n)
{
    crypto_auth_hmacsha256_update(state, bytes, n);
}

void webhook_sign(const unsigned char key[WEBHOOK_KEY], const struct webhook *hook, char to[WEBHOOK_SIGNATURE])
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, WEBHOOK_KEY);
    add(&state, hook->id, strlen(hook->id));
    add(&state, ".", 1);
    add(&state, hook->timestamp, strlen(hook->timestamp));
    add(&state, ".", 1);
    add(&state, hook->body, hook->n);
    crypto_auth_hmacsha256_final(&state, mac);
    memcpy(to, "v1,", 3);
    sodium_bin2base64(to + 3, WEBHOOK_SIGNATURE - 3, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
}

static bool near(const char *timestamp, int64_t now)
{
    char *end;
    int64_t at = strtoll(timestamp, &end, 10);
    return end != timestamp && *end == 0 && at >= now - WEBHOOK_TOLERANCE && at <= now + WEBHOOK_TOLERANCE;
}

int webhook_check(const unsigned char key[WEBHOOK_KEY], const struct webhook *hook, const char *signatures, int64_t now)
{
    char wanted[WEBHOOK_SIGNATURE] = {0};
    if (!near(hook->timestamp, now))
        return E_TIMEOUT;
    webhook_sign(key, hook, wanted);
    bool fits = false;
    for (const char *at = signatures; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        fits |= n == strlen(wanted) && sodium_memcmp(at, wanted, n) == 0;
        at += n;
    }
    return fits ? OK : E_DENIED;
}
