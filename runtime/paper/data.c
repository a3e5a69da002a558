/* data.c - see data.h. The limits are those of paper: what is longer would push the number off the first glance. */
#include "paper/data.h"

#include "paper/sheet.h"

#include <stdio.h>
#include <string.h>

enum { MAX_NOTES = 12, MAX_ITEMS = 20, MAX_NOTE = 240, MIN_WIDTH = 288 };

struct rule {
    const char *name;
    json_type type;
    bool needed;
    bool lines; /* may be broken over lines */
    size_t max; /* bytes */
};

static const struct rule slip_rules[] = {
    {"site", JSON_STRING, true, false, 80},    {"place", JSON_STRING, true, false, 80},
    {"kiosk", JSON_STRING, true, false, 16},   {"title", JSON_STRING, true, true, 160},
    {"number", JSON_STRING, false, false, 16}, {"queue", JSON_OBJECT, false, false, 0},
    {"printed", JSON_STRING, true, false, 40}, {"case", JSON_STRING, false, false, 40},
    {"qr", JSON_STRING, false, false, 400},    {"list", JSON_OBJECT, false, false, 0},
    {"notes", JSON_ARRAY, false, false, 0},    {"bill", JSON_OBJECT, false, false, 0},
    {"width", JSON_INTEGER, false, false, 0},  {0}};

static const struct rule queue_rules[] = {{"name", JSON_STRING, true, false, 80},
                                          {"place", JSON_STRING, true, false, 120},
                                          {"ahead", JSON_INTEGER, false, false, 0},
                                          {0}};

static const struct rule list_rules[] = {{"title", JSON_STRING, true, true, 160},
                                         {"items", JSON_ARRAY, true, false, 0},
                                         {"have", JSON_ARRAY, false, false, 0},
                                         {0}};

static const struct rule bill_rules[] = {{"code", JSON_STRING, true, false, 40},
                                         {"amount", JSON_INTEGER, true, false, 0},
                                         {"expires", JSON_INTEGER, false, false, 0},
                                         {0}};

static bool clean(const char *text, bool lines)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at == 0x7f || (*at < 0x20 && !(lines && *at == '\n')))
            return false;
    return true;
}

static int check_text(const char *name, const json_t *value, size_t max, bool lines, char *why, size_t n_why)
{
    if (json_string_length(value) > max)
        snprintf(why, n_why, "%s is longer than %zu bytes", name, max);
    else if (!clean(json_string_value(value), lines))
        snprintf(why, n_why, "%s holds control characters", name);
    else
        return OK;
    return E_FORMAT;
}

static int check_rule(const struct rule *rule, const json_t *value, char *why, size_t n_why)
{
    if (!value && !rule->needed)
        return OK;
    if (!value)
        snprintf(why, n_why, "%s is missing", rule->name);
    else if (json_typeof(value) != rule->type)
        snprintf(why, n_why, "%s is of another type", rule->name);
    else
        return rule->type == JSON_STRING ? check_text(rule->name, value, rule->max, rule->lines, why, n_why) : OK;
    return E_FORMAT;
}

static int check_object(const struct rule *rules, const json_t *object, char *why, size_t n_why)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)object, name, value) {
        const struct rule *rule = rules;
        while (rule->name && strcmp(rule->name, name) != 0)
            rule++;
        if (!rule->name) {
            snprintf(why, n_why, "a slip has no field \"%.40s\"", name);
            return E_FORMAT;
        }
    }
    for (const struct rule *rule = rules; rule->name; rule++)
        if (check_rule(rule, json_object_get(object, rule->name), why, n_why) < 0)
            return E_FORMAT;
    return OK;
}

static int check_notes(const json_t *notes, int most, char *why, size_t n_why)
{
    size_t i;
    json_t *note;
    if (json_array_size(notes) > (size_t)most) {
        snprintf(why, n_why, "more than %d notes", most);
        return E_FORMAT;
    }
    json_array_foreach ((json_t *)notes, i, note) {
        const struct rule rule = {"a note", JSON_STRING, true, true, MAX_NOTE};
        if (check_rule(&rule, note, why, n_why) < 0)
            return E_FORMAT;
    }
    return OK;
}

int data_check(const json_t *data, char *why, size_t n_why)
{
    const json_t *queue = json_object_get(data, "queue"), *bill = json_object_get(data, "bill"),
                 *list = json_object_get(data, "list");
    int64_t width = json_number(data, "width", MIN_WIDTH);
    if (check_object(slip_rules, data, why, n_why) < 0 ||
        check_notes(json_object_get(data, "notes"), MAX_NOTES, why, n_why) < 0)
        return E_FORMAT;
    if ((queue && check_object(queue_rules, queue, why, n_why) < 0) ||
        (bill && check_object(bill_rules, bill, why, n_why) < 0) ||
        (list && (check_object(list_rules, list, why, n_why) < 0 ||
                  check_notes(json_object_get(list, "items"), MAX_ITEMS, why, n_why) < 0 ||
                  check_notes(json_object_get(list, "have"), MAX_ITEMS, why, n_why) < 0)))
        return E_FORMAT;
    if (width < MIN_WIDTH || width > SHEET_MAX_WIDTH)
        snprintf(why, n_why, "a paper of %lld dots: %d to %d are possible", (long long)width, MIN_WIDTH,
                 SHEET_MAX_WIDTH);
    else if (!*json_text(data, "number") && !*json_text(data, "case") && !list)
        snprintf(why, n_why, "neither a number nor a case nor a list");
    else
        return OK;
    return E_FORMAT;
}
