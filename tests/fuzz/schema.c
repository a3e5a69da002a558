/* schema: a schema in the first half, a value in the second. What is refused says why; what is good judges any value
 * and comes to an end; a schema that is good is good again when it is written and read. */
#include "fuzz.h"

#include "domain/schema.h"

#include <stdlib.h>
#include <string.h>

static void judge(const json_t *schema, const uint8_t *bytes, size_t n)
{
    struct schema_flaw flaw = {0};
    json_t *value = json_depth(bytes, n) <= JSON_MAX_FILE_DEPTH
                        ? json_loadb((const char *)bytes, n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL)
                        : NULL;
    if (value && !schema_fits(schema, value, &flaw))
        must(*flaw.why && flaw.at[0] == '/');
    json_decref(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct schema_flaw flaw;
    int line;
    const uint8_t *half = memchr(bytes, '\n', n);
    size_t n_schema = half ? (size_t)(half - bytes) : n;
    json_t *schema = schema_read((const char *)bytes, n_schema, &flaw, &line);
    if (schema) {
        char *text = json_write(schema);
        json_t *again = schema_read(text, strlen(text), &flaw, &line);
        must(again && json_equal(schema, again));
        if (half)
            judge(schema, half + 1, n - n_schema - 1);
        judge(schema, (const uint8_t *)text, strlen(text));
        json_decref(again);
        free(text);
        json_decref(schema);
    } else {
        must(*flaw.why);
    }
    turn_end();
    return 0;
}
