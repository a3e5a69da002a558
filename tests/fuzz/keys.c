/* keys: a file of secrets, whatever is in it, is read line by line; two parts: the file, the name or token asked for.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include "base/keys.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    unsigned char key[32];
    const uint8_t *end = memmem(bytes, n, "\n%%\n", 4);
    size_t n_file = end ? (size_t)(end - bytes) : n;
    const char *asked = end ? fuzz_text(end + 4, n - n_file - 4) : "polri";
    struct keys *keys = keys_read(fuzz_file(bytes, n_file));
    must(keys);
    keys_have(keys, asked);
    must(!*keys_first(keys) || keys_have(keys, keys_first(keys)));
    keys_get(keys, asked, key, sizeof key);
    keys_get(keys, "", key, sizeof key);
    keys_free(keys);
    turn_end();
    return 0;
}
