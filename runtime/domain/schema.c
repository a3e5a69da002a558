/* schema.c - see schema.h. Reading a schema and holding a value against it walk the same way; `at` is where they are.
 */
#define _GNU_SOURCE
#include "domain/schema.h"

#include "base/text.h"
#include "domain/format.h"
#include "domain/picture.h"

#include <stdio.h>
#include <string.h>

static const char picture[] = "picture"; /* the one format of an object */

struct walk {
    const json_t *root;
    struct schema_flaw *flaw;
    char at[SCHEMA_AT];
    size_t n; /* of at */
};

/* --- where we are ----------------------------------------------------------------------------------------------------
 */

/* One step down, ~ and / written as a pointer has them; what has no room is cut. Returns where to come back to. */
static size_t down(struct walk *w, const char *name)
{
    size_t before = w->n;
    for (const char *at = strcmp(name, "") ? turn_text("/%s", name) : "/"; *at && w->n + 3 < sizeof w->at; at++) {
        bool special = at[0] == '~' || (at[0] == '/' && w->n > before);
        if (special)
            w->at[w->n++] = '~';
        w->at[w->n++] = (char)(!special ? *at : *at == '~' ? '0' : '1');
    }
    w->at[w->n] = 0;
    return before;
}

static void up(struct walk *w, size_t before)
{
    w->n = before;
    w->at[before] = 0;
}

static bool wrong(struct walk *w, const char *word, const char *why)
{
    snprintf(w->flaw->at, sizeof w->flaw->at, "%s", w->n ? w->at : "/");
    snprintf(w->flaw->why, sizeof w->flaw->why, "%s", why);
    snprintf(w->flaw->word, sizeof w->flaw->word, "%.63s", word);
    return false;
}

/* --- types -----------------------------------------------------------------------------------------------------------
 */

static const char *const types[] = {"object", "array", "string", "integer", "number", "boolean", "null"};

static bool is_whole(const json_t *value)
{
    if (json_is_integer(value))
        return true;
    double number = json_real_value(value), least = -9e15, most = 9e15;
    return json_is_real(value) && number >= least && number <= most && number == (double)(int64_t)number;
}

static bool has_type(const json_t *value, const char *type)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return text_is(type, "object");
    case JSON_ARRAY:
        return text_is(type, "array");
    case JSON_STRING:
        return text_is(type, "string");
    case JSON_INTEGER:
        return text_is(type, "integer") || text_is(type, "number");
    case JSON_REAL:
        return text_is(type, "number") || (text_is(type, "integer") && is_whole(value));
    case JSON_NULL:
        return text_is(type, "null");
    default:
        return text_is(type, "boolean");
    }
}

/* --- a schema that is read -------------------------------------------------------------------------------------------
 */

static bool good(struct walk *w, const json_t *schema);

static bool is_type(const json_t *value)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (json_is_string(value) && text_is(json_string_value(value), types[i]))
            return true;
    return false;
}

static bool good_type(struct walk *w, const json_t *value)
{
    size_t i;
    json_t *one;
    bool fine = is_type(value) || (json_is_array(value) && json_array_size(value) > 0);
    json_array_foreach ((json_t *)(uintptr_t)value, i, one)
        fine = fine && is_type(one);
    return fine || wrong(w, "type", "type is object, array, string, integer, number, boolean, null, or a list of them");
}

static bool good_group(struct walk *w, const json_t *value)
{
    const char *name;
    json_t *one;
    if (!json_is_object(value))
        return wrong(w, "properties", "this is a group of schemas by name: { \"nik\": { ... } }");
    json_object_foreach ((json_t *)(uintptr_t)value, name, one) {
        size_t before = down(w, name);
        if (!good(w, one))
            return false;
        up(w, before);
    }
    return true;
}

static bool good_required(struct walk *w, const json_t *value)
{
    size_t i;
    json_t *one;
    bool fine = json_is_array(value);
    json_array_foreach ((json_t *)(uintptr_t)value, i, one)
        fine = fine && json_is_string(one);
    return fine || wrong(w, "required", "required is a list of names: [ \"nik\" ]");
}

static bool good_truth(struct walk *w, const json_t *value)
{
    return json_is_boolean(value) || wrong(w, "additionalProperties", "additionalProperties is true or false");
}

static bool good_enum(struct walk *w, const json_t *value)
{
    return json_array_size(value) > 0 || wrong(w, "enum", "enum is a list of values");
}

static bool good_const(struct walk *w, const json_t *value)
{
    (void)w;
    (void)value;
    return true;
}

static bool good_format(struct walk *w, const json_t *value)
{
    const char *format = json_string_value(value);
    return (format && (format_known(format) || text_is(format, picture))) ||
           wrong(w, "format", turn_text("there is no such format; there is: %s, %s", format_names(), picture));
}

static bool good_bound(struct walk *w, const json_t *value)
{
    return json_is_number(value) || wrong(w, "minimum", "minimum and maximum are numbers");
}

static bool good_count(struct walk *w, const json_t *value)
{
    return (json_is_integer(value) && json_integer_value(value) >= 0) ||
           wrong(w, "maxLength", "lengths are whole numbers, not less than 0");
}

static bool good_text(struct walk *w, const json_t *value)
{
    return json_is_string(value) || wrong(w, "description", "this is a text");
}

static const json_t *def_of(const json_t *root, const json_t *ref)
{
    static const char before[] = "#/$defs/";
    const char *text = json_is_string(ref) ? json_string_value(ref) : "";
    if (strncmp(text, before, sizeof before - 1) != 0)
        return NULL;
    return json_object_get(json_object_get(root, "$defs"), text + sizeof before - 1);
}

/* It leads somewhere, and not back to itself. */
static bool good_ref(struct walk *w, const json_t *value)
{
    int hops = 0;
    for (const json_t *ref = value; ref; hops++) {
        const json_t *def = def_of(w->root, ref);
        if (!def)
            return wrong(w, "$ref", "$ref names one of $defs in this file: \"#/$defs/NAME\"");
        if (hops == SCHEMA_CHAIN)
            return wrong(w, "$ref", "this $ref leads from one to the next without an end");
        ref = json_object_get(def, "$ref");
    }
    return true;
}

static const struct word {
    const char *name;
    bool (*good)(struct walk *w, const json_t *value);
    bool top; /* only in the outermost schema */
} words[] = {{"type", good_type, false},
             {"properties", good_group, false},
             {"required", good_required, false},
             {"additionalProperties", good_truth, false},
             {"items", good, false},
             {"minItems", good_count, false},
             {"maxItems", good_count, false},
             {"enum", good_enum, false},
             {"const", good_const, false},
             {"minLength", good_count, false},
             {"maxLength", good_count, false},
             {"format", good_format, false},
             {"minimum", good_bound, false},
             {"maximum", good_bound, false},
             {"$ref", good_ref, false},
             {"title", good_text, false},
             {"description", good_text, false},
             {"$defs", good_group, true},
             {"$schema", good_text, true},
             {"$id", good_text, true}};

static char *known_words(void)
{
    char *names = turn_text("%s", words[0].name);
    for (size_t i = 1; i < COUNT(words); i++)
        names = turn_text("%s %s", names, words[i].name);
    return names;
}

static bool good_word(struct walk *w, const char *name, const json_t *value, bool top)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!text_is(words[i].name, name))
            continue;
        if (words[i].top && !top)
            return wrong(w, name, turn_text("%s stands only at the top of the file", name));
        return words[i].good(w, value);
    }
    return wrong(w, name, turn_text("there is no word \"%.40s\"; there is: %s", name, known_words()));
}

static bool good(struct walk *w, const json_t *schema)
{
    const char *name;
    json_t *value;
    bool top = schema == w->root;
    if (!json_is_object(schema))
        return wrong(w, "", "a schema is a group: { \"type\": \"string\" }");
    json_object_foreach ((json_t *)(uintptr_t)schema, name, value) {
        size_t before = down(w, name);
        if (!good_word(w, name, value, top))
            return false;
        up(w, before);
    }
    return true;
}

bool schema_good(const json_t *schema, struct schema_flaw *flaw)
{
    struct walk w = {.root = schema, .flaw = flaw};
    return good(&w, schema);
}

json_t *schema_read(const char *bytes, size_t n, struct schema_flaw *flaw, int *line)
{
    json_error_t error;
    *flaw = (struct schema_flaw){0};
    *line = 1;
    if (n > SCHEMA_FILE_MAX || json_depth(bytes, n) > JSON_MAX_FILE_DEPTH) {
        snprintf(flaw->why, sizeof flaw->why, "it is larger than %d KiB, or deeper than %d", SCHEMA_FILE_MAX / 1024,
                 JSON_MAX_FILE_DEPTH);
        return NULL;
    }
    json_t *schema = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
    if (!schema) {
        *line = error.line > 0 ? error.line : 1;
        snprintf(flaw->why, sizeof flaw->why, "this is no JSON: %s", error.text);
        return NULL;
    }
    *line = 0;
    if (schema_good(schema, flaw))
        return schema;
    json_decref(schema);
    return NULL;
}

char *schema_name(const char *file)
{
    static const char end[] = ".schema.json";
    size_t n = strlen(file), m = sizeof end - 1;
    return n > m && text_is(file + n - m, end) ? turn_text("%.*s", (int)(n - m), file) : NULL;
}

/* --- a value that is held against it ---------------------------------------------------------------------------------
 */

static bool fits(struct walk *w, const json_t *schema, const json_t *value);

static bool fits_type(struct walk *w, const json_t *type, const json_t *value)
{
    size_t i;
    json_t *one;
    if (!type || (json_is_string(type) && has_type(value, json_string_value(type))))
        return true;
    json_array_foreach ((json_t *)(uintptr_t)type, i, one)
        if (has_type(value, json_string_value(one)))
            return true;
    const char *wanted = json_is_string(type) ? json_string_value(type) : "one of its types";
    return wrong(w, "type", turn_text("this is not of the type %s", wanted));
}

/* 1 and 1.0 are the same number. */
static bool same(const json_t *a, const json_t *b)
{
    if (json_is_number(a) && json_is_number(b) && json_typeof(a) != json_typeof(b))
        return is_whole(a) && is_whole(b) && json_number_value(a) == json_number_value(b);
    return json_equal(a, b);
}

static bool fits_values(struct walk *w, const json_t *schema, const json_t *value)
{
    const json_t *list = json_object_get(schema, "enum"), *only = json_object_get(schema, "const");
    size_t i;
    json_t *one;
    bool among = !list;
    json_array_foreach ((json_t *)(uintptr_t)list, i, one)
        among = among || same(one, value);
    if (!among)
        return wrong(w, "enum", "this is none of the values that are allowed");
    return !only || same(only, value) || wrong(w, "const", "this is not the one value that is allowed");
}

static int64_t count(const char *text)
{
    int64_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static bool fits_count(struct walk *w, const json_t *schema, const char *which, int64_t n, const char *of)
{
    const char *min = turn_text("min%s", which), *max = turn_text("max%s", which);
    if (n < json_number(schema, min, 0))
        return wrong(w, min, turn_text("at least %lld %s", (long long)json_number(schema, min, 0), of));
    return n <= json_number(schema, max, INT64_MAX) ||
           wrong(w, max, turn_text("at most %lld %s", (long long)json_number(schema, max, 0), of));
}

static bool fits_text(struct walk *w, const json_t *schema, const json_t *value)
{
    const char *text = json_string_value(value), *format = json_text(schema, "format");
    if (!fits_count(w, schema, "Length", count(text), "letters"))
        return false;
    return !*format || format_fits(format, text) || wrong(w, "format", turn_text("this is no %s", format));
}

static bool fits_number(struct walk *w, const json_t *schema, const json_t *value)
{
    const json_t *min = json_object_get(schema, "minimum"), *max = json_object_get(schema, "maximum");
    if (min && json_number_value(value) < json_number_value(min))
        return wrong(w, "minimum", "this is less than the minimum");
    return !max || json_number_value(value) <= json_number_value(max) ||
           wrong(w, "maximum", "this is more than the maximum");
}

static bool fits_list(struct walk *w, const json_t *schema, const json_t *value)
{
    const json_t *items = json_object_get(schema, "items");
    size_t i;
    json_t *one;
    if (!fits_count(w, schema, "Items", (int64_t)json_array_size(value), "items"))
        return false;
    json_array_foreach (items ? (json_t *)(uintptr_t)value : NULL, i, one) {
        size_t before = down(w, turn_text("%zu", i));
        if (!fits(w, items, one))
            return false;
        up(w, before);
    }
    return true;
}

static bool has_required(struct walk *w, const json_t *schema, const json_t *value)
{
    size_t i;
    json_t *name;
    json_array_foreach (json_object_get(schema, "required"), i, name)
        if (!json_object_get(value, json_string_value(name)))
            return wrong(w, "required", turn_text("\"%.60s\" is missing", json_string_value(name)));
    return true;
}

static bool fits_group(struct walk *w, const json_t *schema, const json_t *value)
{
    const json_t *properties = json_object_get(schema, "properties");
    const char *name;
    json_t *one;
    bool more = !json_is_false(json_object_get(schema, "additionalProperties"));
    if (text_is(json_text(schema, "format"), picture) && !picture_is_part(value))
        return wrong(w, "format", "this is no picture as letters have them");
    if (!has_required(w, schema, value))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)value, name, one) {
        const json_t *of = json_object_get(properties, name);
        size_t before = down(w, name);
        if (!of && !more)
            return wrong(w, "additionalProperties", "nothing of this name belongs here");
        if (of && !fits(w, of, one))
            return false;
        up(w, before);
    }
    return true;
}

static bool fits_kind(struct walk *w, const json_t *schema, const json_t *value)
{
    if (json_is_string(value))
        return fits_text(w, schema, value);
    if (json_is_number(value))
        return fits_number(w, schema, value);
    if (json_is_array(value))
        return fits_list(w, schema, value);
    return !json_is_object(value) || fits_group(w, schema, value);
}

/* A chain of $ref is no longer than good_ref() let it be; every other step goes down in the value. */
static bool fits(struct walk *w, const json_t *schema, const json_t *value)
{
    const json_t *ref = json_object_get(schema, "$ref");
    return fits_type(w, json_object_get(schema, "type"), value) && fits_values(w, schema, value) &&
           fits_kind(w, schema, value) && (!ref || fits(w, def_of(w->root, ref), value));
}

bool schema_fits(const json_t *schema, const json_t *value, struct schema_flaw *flaw)
{
    struct walk w = {.root = schema, .flaw = flaw};
    return fits(&w, schema, value);
}
