/* webhook: no header opens the door but the right signature, and that one does, alone or among others; four parts: id,
 * timestamp, signatures, body. */
#include "fuzz.h"

#include "base/webhook.h"

#include <string.h>

enum { NOW = 1779000000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const unsigned char key[WEBHOOK_KEY] = "thirty-two bytes that nobody has";
    char *rest = fuzz_text(bytes, n), signature[WEBHOOK_SIGNATURE];
    struct webhook hook = {.id = fuzz_part(&rest), .timestamp = fuzz_part(&rest)};
    const char *signatures = fuzz_part(&rest);
    hook.body = rest;
    hook.n = strlen(rest);
    webhook_sign(key, &hook, signature);
    int code = webhook_check(key, &hook, signatures, NOW);
    must(code != OK || strstr(signatures, signature));
    int good = webhook_check(key, &hook, turn_text("%s %s", signatures, signature), NOW);
    must(code == E_TIMEOUT ? good == E_TIMEOUT : good == OK);
    turn_end();
    return 0;
}
