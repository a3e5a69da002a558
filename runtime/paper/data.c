/* data.c - see data.h. The limits are those of paper: what is longer would push the number off the first glance. */
#include "paper/data.h"

#include "paper/ink.h"
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
            snprintf(why, n_why, "there is no field \"%.40s\"", name);
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

/* ---- documents */

enum { MAX_BLOCKS = 80, MAX_ROWS = 200, MAX_COLUMNS = 8, MAX_CELL = 400, MAX_TEXT = 6000, MAX_CODE = 1200 };

static const struct rule document_rules[] = {{"site", JSON_STRING, true, false, 80},
                                             {"place", JSON_STRING, true, false, 80},
                                             {"kiosk", JSON_STRING, true, false, 16},
                                             {"printed", JSON_STRING, true, false, 40},
                                             {"title", JSON_STRING, true, false, 160},
                                             {"blocks", JSON_ARRAY, true, false, 0},
                                             {0}};

static const struct block_rules {
    const char *kind;
    struct rule rules[5];
} block_rules[] = {{"text", {{"kind", JSON_STRING, true, false, 16}, {"text", JSON_STRING, true, true, MAX_TEXT}}},
                   {"heading", {{"kind", JSON_STRING, true, false, 16}, {"text", JSON_STRING, true, true, MAX_CELL}}},
                   {"fields", {{"kind", JSON_STRING, true, false, 16}, {"rows", JSON_ARRAY, true, false, 0}}},
                   {"table",
                    {{"kind", JSON_STRING, true, false, 16},
                     {"columns", JSON_ARRAY, true, false, 0},
                     {"rows", JSON_ARRAY, true, false, 0}}},
                   {"list", {{"kind", JSON_STRING, true, false, 16}, {"items", JSON_ARRAY, true, false, 0}}},
                   {"qr",
                    {{"kind", JSON_STRING, true, false, 16},
                     {"code", JSON_STRING, true, true, MAX_CODE},
                     {"text", JSON_STRING, true, true, MAX_CELL}}},
                   {"break", {{"kind", JSON_STRING, true, false, 16}}}};

/* Texts of a list, `wanted` of them, or when that is 0 up to MAX_ROWS. */
static int check_texts(const json_t *list, size_t wanted, size_t max, char *why, size_t n_why)
{
    size_t i;
    json_t *text;
    if (!json_is_array(list) || (wanted ? json_array_size(list) != wanted : json_array_size(list) > MAX_ROWS)) {
        snprintf(why, n_why, "a list has not as many texts as it should");
        return E_FORMAT;
    }
    json_array_foreach ((json_t *)(uintptr_t)list, i, text) {
        const struct rule rule = {"a text", JSON_STRING, true, true, max};
        if (check_rule(&rule, text, why, n_why) < 0)
            return E_FORMAT;
    }
    return OK;
}

static int check_rows(const json_t *rows, size_t wanted, char *why, size_t n_why)
{
    size_t i;
    json_t *row;
    if (json_array_size(rows) > MAX_ROWS) {
        snprintf(why, n_why, "more than %d rows", MAX_ROWS);
        return E_FORMAT;
    }
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row)
        if (check_texts(row, wanted, MAX_CELL, why, n_why) < 0)
            return E_FORMAT;
    return OK;
}

static int check_table(const json_t *block, char *why, size_t n_why)
{
    const json_t *columns = json_object_get(block, "columns");
    size_t n = json_array_size(columns);
    if (n < 1 || n > MAX_COLUMNS) {
        snprintf(why, n_why, "a table has 1 to %d columns", MAX_COLUMNS);
        return E_FORMAT;
    }
    if (check_texts(columns, n, MAX_CELL, why, n_why) < 0)
        return E_FORMAT;
    return check_rows(json_object_get(block, "rows"), n, why, n_why);
}

static int check_block(const json_t *block, char *why, size_t n_why)
{
    const char *kind = json_text(block, "kind");
    size_t i = 0;
    while (i < COUNT(block_rules) && strcmp(block_rules[i].kind, kind) != 0)
        i++;
    if (i == COUNT(block_rules)) {
        snprintf(why, n_why, "there is no block \"%.16s\"", kind);
        return E_FORMAT;
    }
    if (check_object(block_rules[i].rules, block, why, n_why) < 0)
        return E_FORMAT;
    if (strcmp(kind, "fields") == 0)
        return check_rows(json_object_get(block, "rows"), 2, why, n_why);
    if (strcmp(kind, "table") == 0)
        return check_table(block, why, n_why);
    if (strcmp(kind, "list") == 0)
        return check_texts(json_object_get(block, "items"), 0, MAX_CELL, why, n_why);
    if (strcmp(kind, "qr") == 0 && ink_qr_modules(json_text(block, "code")) == 0) {
        snprintf(why, n_why, "what the code is to say is empty or too long");
        return E_FORMAT;
    }
    return OK;
}

int data_check_document(const json_t *data, char *why, size_t n_why)
{
    const json_t *blocks = json_object_get(data, "blocks");
    size_t i;
    json_t *block;
    if (check_object(document_rules, data, why, n_why) < 0)
        return E_FORMAT;
    if (json_array_size(blocks) > MAX_BLOCKS) {
        snprintf(why, n_why, "more than %d blocks", MAX_BLOCKS);
        return E_FORMAT;
    }
    json_array_foreach ((json_t *)(uintptr_t)blocks, i, block)
        if (check_block(block, why, n_why) < 0)
            return E_FORMAT;
    return OK;
}
