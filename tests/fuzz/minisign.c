/* minisign: keys and signatures as text. A key that is read is written as it came; a signature that is read is good for
 * nothing but what was signed. */
#include "fuzz.h"

#include "bundle/minisign.h"

#include <string.h>

static void check_key(const char *text)
{
    struct public_key key;
    char again[PUBLIC_TEXT];
    if (public_key_read(text, &key) < 0)
        return;
    public_key_write(&key, again);
    must(strcmp(again, text) == 0);
}

static void check_files(const uint8_t *bytes, size_t n)
{
    struct public_key public;
    struct secret_key secret;
    public_key_read_file(fuzz_file(bytes, n), &public);
    secret_key_read_file(fuzz_file(bytes, n), &secret);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct public_key nobody;
    struct signature signature;
    const char *at = (const char *)bytes, *end = at + n;
    while (signature_read("signature", &at, end, &signature) == OK) {
        must(at <= end && strlen(signature.comment) <= COMMENT_MAX);
        must(!signature_good(&signature, &nobody, bytes, n));
    }
    check_key(fuzz_text(bytes, n));
    check_files(bytes, n);
    turn_end();
    return 0;
}
