/* answer.c - see answer.h. Errors are keys of the words; limits come from the step's own options, so ui can check the
 * same live. */
#include "domain/answer.h"

#include "base/clock.h"
#include "domain/address.h"
#include "domain/country.h"
#include "domain/nik.h"
#include "domain/phone.h"
#include "domain/strokes.h"
#include "domain/typed.h"

#include <ctype.h>
#include <string.h>

enum { TEXT_MAX = 60, YEAR_MIN = 1900, YEAR_MAX = 2100, PIN_DIGITS = 6 };

static json_t *wrong(const char **error, const char *key)
{
    *error = key;
    return NULL;
}

static json_t *check_true(const struct question *question, const json_t *value, const char **error)
{
    (void)question;
    return json_is_true(value) ? json_true() : wrong(error, "needed");
}

static json_t *check_yes(const struct question *question, const json_t *value, const char **error)
{
    (void)question;
    return json_is_boolean(value) ? json_boolean(json_is_true(value)) : wrong(error, "needed");
}

static json_t *check_choice(const struct question *question, const json_t *value, const char **error)
{
    size_t i;
    json_t *choice;
    json_array_foreach (json_object_get(question->options, "from"), i, choice) {
        if (json_is_string(value) && json_equal(choice, value))
            return json_incref(choice);
    }
    return wrong(error, "choose");
}

/* ui says the id; what the row says comes from the row. */
static json_t *check_pick(const struct question *question, const json_t *value, const char **error)
{
    size_t i;
    json_t *row;
    const char *id = json_is_string(value) ? json_string_value(value) : json_text(value, "id");
    json_array_foreach (json_object_get(question->options, "from"), i, row) {
        if (*id && strcmp(json_text(row, "id"), id) == 0)
            return json_pack("{ss,ss}", "id", id, "text", json_text(row, "text"));
    }
    return wrong(error, "choose");
}

/* The same: only the id is ui's. */
static json_t *check_slot(const struct question *question, const json_t *value, const char **error)
{
    size_t i;
    json_t *slot;
    const char *id = json_is_string(value) ? json_string_value(value) : json_text(value, "id");
    json_array_foreach (json_object_get(question->options, "from"), i, slot) {
        if (*id && strcmp(json_text(slot, "id"), id) == 0)
            return json_pack("{ss,ss,ss}", "id", id, "day", json_text(slot, "day"), "time", json_text(slot, "time"));
    }
    return wrong(error, "choose");
}

static json_t *check_pin(const struct question *question, const json_t *value, const char **error)
{
    const char *digits = json_string_value(value) ? json_string_value(value) : "";
    int64_t n = (int64_t)strspn(digits, "0123456789");
    bool whole = !digits[n] && n == json_number(question->options, "digits", PIN_DIGITS);
    return whole ? json_string(digits) : wrong(error, "pin_digits");
}

static json_t *check_country(const struct question *question, const json_t *value, const char **error)
{
    (void)question;
    const char *code = json_is_string(value) ? json_string_value(value) : "";
    return country_find(code) ? json_string(code) : wrong(error, "choose");
}

static json_t *check_address(const struct question *question, const json_t *value, const char **error)
{
    return address_check(question->regions, value, error);
}

static json_t *check_sign(const struct question *question, const json_t *value, const char **error)
{
    struct strokes strokes;
    (void)question;
    const char *by = json_text(value, "by"), *path = json_text(value, "path");
    if (strcmp(by, "witness") == 0)
        return json_pack("{ss}", "by", by);
    if (strcmp(by, "finger") != 0 || !strokes_read(path, &strokes))
        return wrong(error, "sign");
    return json_pack("{ss,ss}", "by", by, "path", path);
}

static json_t *check_text(const struct question *question, const json_t *value, const char **error)
{
    char text[1024];
    if (!json_is_string(value) || json_string_length(value) >= sizeof text)
        return wrong(error, "needed");
    typed_tidy(json_string_value(value), text, sizeof text);
    if (json_truth(question->options, "upper"))
        for (char *at = text; *at; at++)
            *at = (char)toupper((unsigned char)*at);
    if (json_truth(question->options, "digits") && text[strspn(text, "0123456789")])
        return wrong(error, "needed");
    int64_t n = (int64_t)typed_letters(text);
    if (n < json_number(question->options, "min", 1))
        return wrong(error, "too_short");
    return n > json_number(question->options, "max", TEXT_MAX) ? wrong(error, "too_long") : json_string(text);
}

static json_t *check_between(const struct question *question, const json_t *value, int64_t min, int64_t max,
                             const char **error)
{
    if (!json_is_integer(value))
        return wrong(error, "needed");
    int64_t n = (int64_t)json_integer_value(value);
    if (n < json_number(question->options, "min", min))
        return wrong(error, "too_small");
    return n > json_number(question->options, "max", max) ? wrong(error, "too_large") : json_integer(n);
}

static json_t *check_number(const struct question *question, const json_t *value, const char **error)
{
    return check_between(question, value, 0, INT32_MAX, error);
}

static json_t *check_year(const struct question *question, const json_t *value, const char **error)
{
    return check_between(question, value, YEAR_MIN, YEAR_MAX, error);
}

static json_t *check_nik(const struct question *question, const json_t *value, const char **error)
{
    struct nik nik;
    struct day on = {0};
    day_read(question->today, &on);
    const char *text = json_string_value(value);
    return text && nik_read(text, on, &nik) ? json_string(text) : wrong(error, "nik_length");
}

/* Only as it is kept: ui has made "+62..." of what was typed. */
static json_t *check_phone(const struct question *question, const json_t *value, const char **error)
{
    char kept[PHONE_TEXT];
    (void)question;
    const char *text = json_string_value(value) ? json_string_value(value) : "";
    return phone_read(text, kept) && strcmp(text, kept) == 0 ? json_string(text) : wrong(error, "phone");
}

static json_t *check_date(const struct question *question, const json_t *value, const char **error)
{
    struct day day;
    const char *text = json_string_value(value) ? json_string_value(value) : "";
    if (!day_read(text, &day))
        return wrong(error, "no_such_day");
    if (strcmp(text, json_text_or(question->options, "from", text)) < 0)
        return wrong(error, "too_early");
    return strcmp(text, json_text_or(question->options, "to", text)) > 0 ? wrong(error, "too_late") : json_string(text);
}

json_t *answer_check(const struct question *question, const json_t *value, const char **error)
{
    static const struct {
        const char *kind;
        json_t *(*check)(const struct question *, const json_t *, const char **);
    } kinds[] = {
        {"consent", check_true}, {"choice", check_choice},   {"pick", check_pick}, {"slot", check_slot},
        {"pin", check_pin},      {"country", check_country}, {"yes", check_yes},   {"address", check_address},
        {"text", check_text},    {"number", check_number},   {"nik", check_nik},   {"phone", check_phone},
        {"date", check_date},    {"year", check_year},       {"sign", check_sign}, {"confirm", check_true},
        {"info", check_true},    {"review", check_true},     {"stop", check_true}, {"done", check_true},
    };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, question->kind) == 0)
            return kinds[i].check(question, value, error);
    return wrong(error, "needed");
}
