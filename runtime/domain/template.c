/* template.c - see template.h. */
#include "domain/template.h"

#include "base/text.h"
#include "base/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char before[] = "document.", after[] = ".json";

char *template_name(const char *file)
{
    size_t n = strlen(file), outside = sizeof before - 1 + sizeof after - 1;
    if (n <= outside || strncmp(file, before, sizeof before - 1) != 0 || !text_is(file + n - sizeof after + 1, after))
        return NULL;
    return turn_text("%.*s", (int)(n - outside), file + sizeof before - 1);
}

char *template_file(const char *name)
{
    return turn_text("%s%s%s", before, name, after);
}

/* --- is it one? ------------------------------------------------------------------------------------------------------
 */

/* "name", and where a value stands "name:day" too. */
static bool is_name(const json_t *value, bool how)
{
    const char *text = json_string_value(value);
    size_t n = 0;
    if (!text || !isalpha((unsigned char)*text) || strlen(text) > 64)
        return false;
    while (isalnum((unsigned char)text[n]) || text[n] == '_')
        n++;
    const char *rest = text + n;
    return !*rest || (how && (text_is(rest, ":day") || text_is(rest, ":number") || text_is(rest, ":rupiah") ||
                              text_is(rest, ":spell")));
}

static bool are_names(const json_t *list, size_t most)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)list, i, one)
        if (!is_name(one, true))
            return false;
    return json_array_size(list) >= 1 && json_array_size(list) <= most;
}

enum part { PART_NAME, PART_NAMES, PART_COLUMNS, PART_TRUE };

static const struct block {
    const char *kind;
    enum part part;
    const char *other; /* and what it has besides */
    enum part other_part;
} kinds[] = {{"text", PART_NAME, NULL, 0},    {"heading", PART_NAME, NULL, 0},
             {"fields", PART_NAMES, NULL, 0}, {"table", PART_NAME, "columns", PART_COLUMNS},
             {"list", PART_NAME, NULL, 0},    {"qr", PART_NAME, "text", PART_NAME},
             {"break", PART_TRUE, NULL, 0}};

static bool fits(const json_t *value, enum part part)
{
    switch (part) {
    case PART_NAME:
        return is_name(value, false);
    case PART_NAMES:
        return are_names(value, TEMPLATE_NAMES);
    case PART_COLUMNS:
        return are_names(value, TEMPLATE_COLUMNS);
    default:
        return json_is_true(value);
    }
}

/* "text" stands in a code too, so the others are looked for first. */
static const struct block *kind_of(const json_t *block)
{
    for (size_t i = COUNT(kinds); i-- > 0;)
        if (json_object_get(block, kinds[i].kind))
            return &kinds[i];
    return NULL;
}

static bool good_block(const json_t *block, size_t at, char why[TEMPLATE_WHY])
{
    const struct block *kind = kind_of(block);
    if (!kind)
        snprintf(why, TEMPLATE_WHY, "block %zu is none of text, heading, fields, table, list, qr and break", at + 1);
    else if (!fits(json_object_get(block, kind->kind), kind->part) ||
             (kind->other && !fits(json_object_get(block, kind->other), kind->other_part)))
        snprintf(why, TEMPLATE_WHY, "block %zu: what %s%s%s need are names (\"birth\", of values also \"birth:day\")",
                 at + 1, kind->kind, kind->other ? " and " : "", kind->other ? kind->other : "");
    else if (json_object_size(block) != (kind->other ? 2u : 1u))
        snprintf(why, TEMPLATE_WHY, "block %zu has more than a %s can have", at + 1, kind->kind);
    else
        return true;
    return false;
}

static bool good(const json_t *template, char why[TEMPLATE_WHY])
{
    const json_t *blocks = json_object_get(template, "blocks");
    size_t i, n = json_array_size(blocks);
    json_t *block;
    if (n < 1 || n > TEMPLATE_BLOCKS || json_object_size(template) != 1) {
        snprintf(why, TEMPLATE_WHY, "write { \"blocks\": [ ... ] } with 1 to %d blocks, and nothing else",
                 TEMPLATE_BLOCKS);
        return false;
    }
    json_array_foreach ((json_t *)(uintptr_t)blocks, i, block)
        if (!good_block(block, i, why))
            return false;
    return true;
}

json_t *template_read(const char *bytes, size_t n, char why[TEMPLATE_WHY], int *line)
{
    json_error_t error;
    json_t *template = NULL;
    *line = 0;
    snprintf(why, TEMPLATE_WHY, "deeper than a template is");
    if (json_depth(bytes, n) <= JSON_MAX_DEPTH) {
        template = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
        if (!template) {
            *line = error.line;
            snprintf(why, TEMPLATE_WHY, "it is no JSON: %.120s", error.text);
        }
    }
    if (template && good(template, why))
        return template;
    json_decref(template);
    return NULL;
}

json_t *template_words(const json_t *template)
{
    json_t *list = json_pack("[s]", "title"), *block, *name;
    size_t i, j;
    json_array_foreach (json_object_get(template, "blocks"), i, block) {
        const struct block *kind = kind_of(block);
        const json_t *names = json_object_get(block, text_is(kind->kind, "table") ? "columns" : "fields");
        json_array_foreach ((json_t *)(uintptr_t)names, j, name)
            json_array_append_new(list, json_string(turn_text("%.*s", (int)strcspn(json_string_value(name), ":"),
                                                              json_string_value(name))));
        if (*json_text(block, "text"))
            json_array_append(list, json_object_get(block, "text"));
        if (*json_text(block, "heading"))
            json_array_append(list, json_object_get(block, "heading"));
    }
    return list;
}

/* --- filled ----------------------------------------------------------------------------------------------------------
 */

struct filling {
    const char *name, *language;
    const json_t *words, *with;
    char *why;
    bool missing;
};

static const char *word(struct filling *f, const char *key)
{
    char *way = turn_text("documents.%s.%.*s", f->name, (int)strcspn(key, ":"), key);
    const char *text = words_find(f->words, f->language, way);
    if (!text && !f->missing) {
        snprintf(f->why, TEMPLATE_WHY, "the words have no %s", way);
        f->missing = true;
    }
    return text ? text : "";
}

/* "birth:day" of these values, "" when there is none. */
static const char *value(const struct filling *f, const char *name, const json_t *of)
{
    const json_t *is_there = json_object_get(of, turn_text("%.*s", (int)strcspn(name, ":"), name));
    return !is_there || json_is_null(is_there) ? "" : words_fill(turn_text("{%s}", name), f->language, of);
}

static json_t *fields(struct filling *f, const json_t *names)
{
    json_t *rows = json_array(), *name;
    size_t i;
    json_array_foreach ((json_t *)(uintptr_t)names, i, name) {
        const char *text = value(f, json_string_value(name), f->with), *label = word(f, json_string_value(name));
        if (*text)
            json_array_append_new(rows, json_pack("[s,s]", label, text));
    }
    return json_pack("{ss,so}", "kind", "fields", "rows", rows);
}

static json_t *table(struct filling *f, const json_t *block)
{
    const json_t *names = json_object_get(block, "columns");
    json_t *columns = json_array(), *rows = json_array(), *row, *name;
    size_t i, j;
    json_array_foreach ((json_t *)(uintptr_t)names, j, name)
        json_array_append_new(columns, json_string(word(f, json_string_value(name))));
    json_array_foreach (json_object_get(f->with, json_text(block, "table")), i, row) {
        json_t *cells = json_array();
        json_array_foreach ((json_t *)(uintptr_t)names, j, name)
            json_array_append_new(cells, json_string(value(f, json_string_value(name), row)));
        json_array_append_new(rows, cells);
    }
    return json_pack("{ss,so,so}", "kind", "table", "columns", columns, "rows", rows);
}

static json_t *list(struct filling *f, const char *name)
{
    json_t *items = json_array(), *one;
    size_t i;
    json_array_foreach (json_object_get(f->with, name), i, one)
        if (json_is_string(one))
            json_array_append(items, one);
    return json_pack("{ss,so}", "kind", "list", "items", items);
}

static json_t *text(struct filling *f, const char *kind, const char *key)
{
    return json_pack("{ss,ss}", "kind", kind, "text", words_fill(word(f, key), f->language, f->with));
}

static json_t *fill(struct filling *f, const json_t *block)
{
    const char *kind = kind_of(block)->kind;
    if (text_is(kind, "fields"))
        return fields(f, json_object_get(block, kind));
    if (text_is(kind, "table"))
        return table(f, block);
    if (text_is(kind, "list"))
        return list(f, json_text(block, kind));
    if (text_is(kind, "break"))
        return json_pack("{ss}", "kind", kind);
    json_t *said = text(f, kind, json_text(block, text_is(kind, "heading") ? kind : "text"));
    if (text_is(kind, "qr"))
        json_object_set_new(said, "code", json_string(value(f, json_text(block, kind), f->with)));
    return said;
}

/* A code, a list or a table that has nothing to say is left out; so are fields. */
static bool is_empty(const json_t *filled)
{
    const char *kind = json_text(filled, "kind");
    if (text_is(kind, "qr"))
        return !*json_text(filled, "code");
    if (text_is(kind, "fields") || text_is(kind, "table"))
        return json_array_size(json_object_get(filled, "rows")) == 0;
    return text_is(kind, "list") && json_array_size(json_object_get(filled, "items")) == 0;
}

json_t *template_fill(const json_t *template, const char *name, const json_t *words, const char *language,
                      const json_t *with, char why[TEMPLATE_WHY])
{
    struct filling f = {.name = name, .language = language, .words = words, .with = with, .why = why};
    json_t *blocks = json_array(), *block;
    const char *title = words_fill(word(&f, "title"), language, with);
    size_t i;
    json_array_foreach (json_object_get(template, "blocks"), i, block) {
        json_t *filled = fill(&f, block);
        if (!is_empty(filled))
            json_array_append(blocks, filled);
        json_decref(filled);
    }
    if (!f.missing)
        return json_pack("{ss,so}", "title", title, "blocks", blocks);
    json_decref(blocks);
    return NULL;
}
