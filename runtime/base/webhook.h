/* webhook.h - Standard Webhooks signatures: HMAC-SHA256 over "ID.TIMESTAMP.BODY", written "v1,BASE64".
 *
 * Shared by who sends (deliver) and who receives (office), so that both read the standard the same way. */
#ifndef BASE_WEBHOOK_H
#define BASE_WEBHOOK_H

#include "base/base.h"

enum { WEBHOOK_BODY = 2 << 20 /* bytes of a letter's envelope, at most: runtime/messages.md */ };

enum { WEBHOOK_KEY = 32, WEBHOOK_SIGNATURE = 64, WEBHOOK_TOLERANCE = 300 /* seconds */ };

struct webhook {
    const char *id, *timestamp; /* headers webhook-id, webhook-timestamp (Unix seconds) */
    const void *body;
    size_t n;
};

void webhook_sign(const unsigned char key[WEBHOOK_KEY], const struct webhook *hook, char to[WEBHOOK_SIGNATURE]);

/* `signatures` is the header webhook-signature: one or more, divided by spaces; one good one is enough. E_TIMEOUT when
 * the timestamp is more than five minutes from now (Unix seconds), E_DENIED when no signature fits; both are quiet. */
int webhook_check(const unsigned char key[WEBHOOK_KEY], const struct webhook *hook, const char *signatures,
                  int64_t now);

#endif
