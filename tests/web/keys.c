/* keys: tokens, named keys, comments; and the published example of a Standard Webhooks signature. */
#define _GNU_SOURCE
#include "base/keys.h"
#include "base/webhook.h"
#include "test.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

static struct keys *keys_of(const char *text)
{
    char path[] = "/tmp/keys-XXXXXX";
    int fd = mkstemp(path);
    check(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    struct keys *keys = keys_read(path);
    unlink(path);
    check(keys != NULL);
    return keys;
}

static void test_files(void)
{
    unsigned char bytes[4];
    struct keys *keys = keys_of("# a comment\r\n\r\npolri 01020304\ndukcapil  a1a2a3a4\nshort 01\nodd xyz\n0a0b0c0d");
    check(keys_get(keys, "polri", bytes, 4) == OK && memcmp(bytes, "\1\2\3\4", 4) == 0);
    check(keys_get(keys, "dukcapil", bytes, 4) == OK && bytes[0] == 0xa1);
    check(keys_get(keys, "", bytes, 4) == OK && bytes[0] == 0x0a);
    check(keys_get(keys, "short", bytes, 4) == E_FORMAT && keys_get(keys, "odd", bytes, 4) == E_FORMAT);
    check(keys_get(keys, "pol", bytes, 4) == E_STATE && keys_get(keys, "polri 01020304", bytes, 4) == E_STATE);
    check_text(keys_first(keys), "polri 01020304");
    check(keys_have(keys, "0a0b0c0d") && !keys_have(keys, "0a0b0c0") && !keys_have(keys, "") &&
          !keys_have(keys, "# a comment"));
    keys_free(keys);
    keys = keys_of("");
    check(!keys_have(keys, "") && keys_get(keys, "", bytes, 4) == E_STATE);
    check_text(keys_first(keys), "");
    keys_free(keys);
    check(keys_read("/tmp/no-such-file-of-keys") == NULL);
}

static void test_signatures(void)
{
    unsigned char key[WEBHOOK_KEY] = {0}; /* the example's has 24 bytes; HMAC fills up with zeros */
    char got[WEBHOOK_SIGNATURE], two[2 * WEBHOOK_SIGNATURE];
    static const char body[] = "{\"test\": 2432232314}";
    check(sodium_base642bin(key, sizeof key, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 32, NULL, NULL, NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0);
    struct webhook hook = {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body, sizeof body - 1};
    webhook_sign(key, &hook, got);
    check_text(got, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    check(webhook_check(key, &hook, got, 1614265330) == OK);
    snprintf(two, sizeof two, "v1a,other v1,AAAA %s", got);
    check(webhook_check(key, &hook, two, 1614265330 + 299) == OK);
    check(webhook_check(key, &hook, "", 1614265330) == E_DENIED);
    check(webhook_check(key, &hook, got, 1614265330 + 301) == E_TIMEOUT);
    check(webhook_check(key, &hook, got, 1614265330 - 301) == E_TIMEOUT);
    hook.n--;
    check(webhook_check(key, &hook, got, 1614265330) == E_DENIED);
    hook.n++, key[5] ^= 1;
    check(webhook_check(key, &hook, got, 1614265330) == E_DENIED);
    hook.timestamp = "1614265330x";
    check(webhook_check(key, &hook, got, 1614265330) == E_TIMEOUT);
}

int main(void)
{
    check(sodium_init() >= 0);
    test_files();
    test_signatures();
    return test_end();
}
