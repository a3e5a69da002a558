/* price.c - see price.h. */
#include "domain/price.h"

#include "base/words.h"

#include <string.h>

static const char rule_mark[] = "rule:";

static bool holds(const json_t *value, int64_t amount)
{
    const char *name;
    json_t *inner;
    size_t i;
    if (json_is_integer(value))
        return json_integer_value(value) == amount;
    json_array_foreach ((json_t *)(uintptr_t)value, i, inner) {
        if (holds(inner, amount))
            return true;
    }
    json_object_foreach ((json_t *)(uintptr_t)value, name, inner) {
        if (holds(inner, amount))
            return true;
    }
    return false;
}

/* A rule is read once, as rule:NAME; a look may be made again, and in an each. */
static bool is_named(const json_t *row, const char *of)
{
    const char *kind = json_text(row, "kind"), *key = json_text(row, "key");
    if (strcmp(kind, "rule") == 0)
        return strncmp(key, rule_mark, sizeof rule_mark - 1) == 0 && strcmp(key + sizeof rule_mark - 1, of) == 0;
    return strcmp(kind, "look") == 0 && strcmp(words_key(key), of) == 0;
}

bool price_is_of(const json_t *row, const char *of, int64_t amount)
{
    return is_named(row, of) && holds(json_object_get(row, "value"), amount);
}
