/* answers.c - what ui sends is checked again before a script sees it: core trusts no screen, and a script gets clean
 * values.
 *
 * Errors are keys below core.errors in the words. Limits come from the step's own options, so ui can check the same
 * live. */
#include "base/clock.h"
#include "domain/nik.h"
#include "domain/phone.h"
#include "desk/desk.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 60 };

static json_t *wrong(const char **error, const char *key)
{
    *error = key;
    return NULL;
}

static json_t *check_true(const json_t *options, const json_t *value, const char *today, const char **error)
{
    (void)options;
    (void)today;
    return json_is_true(value) ? json_true() : wrong(error, "needed");
}

static json_t *check_yes(const json_t *options, const json_t *value, const char *today, const char **error)
{
    (void)options;
    (void)today;
    return json_is_boolean(value) ? json_boolean(json_is_true(value)) : wrong(error, "needed");
}

static json_t *check_choice(const json_t *options, const json_t *value, const char *today, const char **error)
{
    size_t i;
    json_t *choice;
    (void)today;
    json_array_foreach (json_object_get(options, "from"), i, choice) {
        if (json_is_string(value) && json_equal(choice, value))
            return json_incref(choice);
    }
    return wrong(error, "choose");
}

static size_t letters_in(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* Without spaces at the ends, single ones inside, no control characters. */
static void tidy(const char *text, char *to, size_t size)
{
    size_t at = 0;
    for (; *text && at + 1 < size; text++) {
        unsigned char c = (unsigned char)*text;
        if (c <= ' ' || c == 0x7f) {
            if (at > 0 && to[at - 1] != ' ')
                to[at++] = ' ';
        } else {
            to[at++] = *text;
        }
    }
    while (at > 0 && to[at - 1] == ' ')
        at--;
    to[at] = 0;
}

static json_t *check_text(const json_t *options, const json_t *value, const char *today, const char **error)
{
    char text[1024];
    (void)today;
    if (!json_is_string(value) || json_string_length(value) >= sizeof text)
        return wrong(error, "needed");
    tidy(json_string_value(value), text, sizeof text);
    if (json_truth(options, "upper"))
        for (char *at = text; *at; at++)
            *at = (char)toupper((unsigned char)*at);
    int64_t n = (int64_t)letters_in(text);
    if (n < json_number(options, "min", 1))
        return wrong(error, "too_short");
    return n > json_number(options, "max", TEXT_MAX) ? wrong(error, "too_long") : json_string(text);
}

static json_t *check_number(const json_t *options, const json_t *value, const char *today, const char **error)
{
    (void)today;
    if (!json_is_integer(value))
        return wrong(error, "needed");
    int64_t n = (int64_t)json_integer_value(value);
    if (n < json_number(options, "min", 0))
        return wrong(error, "too_small");
    return n > json_number(options, "max", INT32_MAX) ? wrong(error, "too_large") : json_integer(n);
}

static json_t *check_nik(const json_t *options, const json_t *value, const char *today, const char **error)
{
    struct nik nik;
    struct day on = {0};
    (void)options;
    day_read(today, &on);
    const char *text = json_string_value(value);
    return text && nik_read(text, on, &nik) ? json_string(text) : wrong(error, "nik_length");
}

/* Only as it is kept: ui has made "+62..." of what was typed. */
static json_t *check_phone(const json_t *options, const json_t *value, const char *today, const char **error)
{
    char kept[PHONE_TEXT];
    (void)options;
    (void)today;
    const char *text = json_string_value(value) ? json_string_value(value) : "";
    return phone_read(text, kept) && strcmp(text, kept) == 0 ? json_string(text) : wrong(error, "phone");
}

static json_t *check_date(const json_t *options, const json_t *value, const char *today, const char **error)
{
    struct day day;
    (void)today;
    const char *text = json_string_value(value) ? json_string_value(value) : "";
    if (!day_read(text, &day))
        return wrong(error, "no_such_day");
    if (strcmp(text, json_text_or(options, "from", text)) < 0)
        return wrong(error, "too_early");
    return strcmp(text, json_text_or(options, "to", text)) > 0 ? wrong(error, "too_late") : json_string(text);
}

json_t *answer_check(const char *kind, const json_t *options, const json_t *value, const char *today,
                     const char **error)
{
    static const struct {
        const char *kind;
        json_t *(*check)(const json_t *, const json_t *, const char *, const char **);
    } kinds[] = {
        {"consent", check_true},  {"choice", check_choice}, {"yes", check_yes},     {"text", check_text},
        {"number", check_number}, {"nik", check_nik},       {"phone", check_phone}, {"date", check_date},
        {"review", check_true},   {"info", check_true},     {"stop", check_true},   {"done", check_true},
    };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return kinds[i].check(options, value, today, error);
    return wrong(error, "needed");
}
