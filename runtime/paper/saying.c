/* saying.c - see saying.h. */
#include "paper/saying.h"

#include "base/words.h"

const char *saying_word(const struct saying *saying, const char *key)
{
    return words_get(saying->words, saying->language, turn_text("slip.%s", key));
}

const char *saying_data(const struct saying *saying, const char *way)
{
    const char *text = json_string_value(json_at(saying->data, way));
    return text ? text : "";
}

const char *saying_ahead(const struct saying *saying)
{
    const json_t *ahead = json_at(saying->data, "queue.ahead");
    int64_t n = ahead ? (int64_t)json_integer_value(ahead) : -1;
    if (n < 0)
        return "";
    json_t *with = json_pack("{sI}", "ahead", (json_int_t)n);
    char *text = words_fill(saying_word(saying, n == 0   ? "nobody"
                                                : n == 1 ? "person"
                                                         : "people"),
                            saying->language, with);
    json_decref(with);
    return text;
}

const char *saying_expiry(const struct saying *saying)
{
    int64_t expires = json_number(json_object_get(saying->data, "bill"), "expires", 0);
    struct moment m = clock_local(expires);
    return expires > 0 ? turn_text("%s %s", words_day(saying->language, m.day, false),
                                   words_time(saying->language, m.hour, m.minute))
                       : "";
}

const char *saying_foot(const struct saying *saying)
{
    bool with_case = *saying_data(saying, "number") && *saying_data(saying, "case");
    return words_fill(saying_word(saying, with_case ? "foot" : "foot_plain"), saying->language, saying->data);
}
