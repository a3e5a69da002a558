/* schema: a table of schemas and values, each with what is wrong and where; schemas that are refused; and every row
 * held against python3-jsonschema, where that is installed. */
#define _GNU_SOURCE
#include "domain/schema.h"
#include "test.h"

#include <stdlib.h>

static const struct {
    const char *schema, *value, *at; /* at: where it is wrong; NULL: it fits */
    bool ours;                       /* a format no other program knows */
} table[] = {
    {"{}", "{\"x\": [1, null]}", NULL, false},
    {"{\"type\": \"object\"}", "{}", NULL, false},
    {"{\"type\": \"object\"}", "[]", "/", false},
    {"{\"type\": \"array\"}", "[]", NULL, false},
    {"{\"type\": \"string\"}", "\"a\"", NULL, false},
    {"{\"type\": \"string\"}", "1", "/", false},
    {"{\"type\": \"integer\"}", "1", NULL, false},
    {"{\"type\": \"integer\"}", "1.0", NULL, false},
    {"{\"type\": \"integer\"}", "1.5", "/", false},
    {"{\"type\": \"integer\"}", "1e300", "/", true}, /* whole, and no amount of anything */
    {"{\"type\": \"number\"}", "1.5", NULL, false},
    {"{\"type\": \"number\"}", "\"1\"", "/", false},
    {"{\"type\": \"boolean\"}", "false", NULL, false},
    {"{\"type\": \"boolean\"}", "0", "/", false},
    {"{\"type\": \"null\"}", "null", NULL, false},
    {"{\"type\": [\"string\", \"null\"]}", "null", NULL, false},
    {"{\"type\": [\"string\", \"null\"]}", "1", "/", false},
    {"{\"required\": [\"a\", \"b\"]}", "{\"a\": 1, \"b\": 2}", NULL, false},
    {"{\"required\": [\"a\", \"b\"]}", "{\"a\": 1}", "/", false},
    {"{\"required\": [\"a\"]}", "5", NULL, false},
    {"{\"properties\": {\"a\": {\"type\": \"string\"}}}", "{\"a\": 1}", "/a", false},
    {"{\"properties\": {\"a\": {\"type\": \"string\"}}}", "{\"b\": 1}", NULL, false},
    {"{\"properties\": {\"a\": {}}, \"additionalProperties\": false}", "{\"b\": 1}", "/b", false},
    {"{\"additionalProperties\": false}", "{\"a/b~c\": 1}", "/a~1b~0c", false},
    {"{\"additionalProperties\": true}", "{\"b\": 1}", NULL, false},
    {"{\"enum\": [\"a\", 2, null]}", "2.0", NULL, false},
    {"{\"enum\": [\"a\", 2, null]}", "\"b\"", "/", false},
    {"{\"enum\": [[1, {\"a\": 1}]]}", "[1, {\"a\": 1}]", NULL, false},
    {"{\"const\": {\"a\": [1]}}", "{\"a\": [1]}", NULL, false},
    {"{\"const\": true}", "1", "/", false},
    {"{\"minLength\": 3}", "\"ab\"", "/", false},
    {"{\"minLength\": 3}", "\"abc\"", NULL, false},
    {"{\"minLength\": 3}", "12", NULL, false},
    {"{\"maxLength\": 2}", "\"\\u00e9\\u00e8\"", NULL, false},
    {"{\"maxLength\": 2}", "\"abc\"", "/", false},
    {"{\"minimum\": 1, \"maximum\": 3}", "1", NULL, false},
    {"{\"minimum\": 1, \"maximum\": 3}", "3.0", NULL, false},
    {"{\"minimum\": 1, \"maximum\": 3}", "0.99", "/", false},
    {"{\"minimum\": 1, \"maximum\": 3}", "4", "/", false},
    {"{\"items\": {\"type\": \"integer\"}}", "[1, 2, \"x\"]", "/2", false},
    {"{\"minItems\": 1, \"maxItems\": 2}", "[]", "/", false},
    {"{\"minItems\": 1, \"maxItems\": 2}", "[1, 2]", NULL, false},
    {"{\"minItems\": 1, \"maxItems\": 2}", "[1, 2, 3]", "/", false},
    {"{\"format\": \"date\"}", "\"2024-02-29\"", NULL, false},
    {"{\"format\": \"date\"}", "\"2023-02-29\"", "/", false},
    {"{\"format\": \"date\"}", "\"29-02-2024\"", "/", false},
    {"{\"format\": \"date\"}", "20240229", NULL, false},
    {"{\"format\": \"nik\"}", "\"3302046902000001\"", NULL, true},
    {"{\"format\": \"nik\"}", "\"3302049999990001\"", NULL, true}, /* odd is not wrong */
    {"{\"format\": \"nik\"}", "\"330204690200000\"", "/", true},
    {"{\"format\": \"kk\"}", "\"3302041101160003\"", NULL, true},
    {"{\"format\": \"kk\"}", "\"x\"", "/", true},
    {"{\"format\": \"npwp\"}", "\"012345678901000\"", NULL, true},
    {"{\"format\": \"npwp\"}", "\"1\"", "/", true},
    {"{\"format\": \"nop\"}", "\"330201000500101230\"", NULL, true},
    {"{\"format\": \"nop\"}", "\"33\"", "/", true},
    {"{\"format\": \"phone\"}", "\"+6281234567890\"", NULL, true},
    {"{\"format\": \"phone\"}", "\"081234567890\"", "/", true},
    {"{\"format\": \"plate\"}", "\"R 1234 AB\"", NULL, true},
    {"{\"format\": \"plate\"}", "\"R1234AB\"", "/", true},
    {"{\"format\": \"region\"}", "\"33.02.04.2001\"", NULL, true},
    {"{\"format\": \"region\"}", "\"3302\"", "/", true},
    {"{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"type\": \"string\"}}}", "1", "/", false},
    {"{\"$ref\": \"#/$defs/a\", \"minLength\": 2, \"$defs\": {\"a\": {\"type\": \"string\"}}}", "\"x\"", "/", false},
    {"{\"properties\": {\"c\": {\"items\": {\"$ref\": \"#/$defs/p\"}}}, \"$defs\": {\"p\": {\"required\": [\"name\"], "
     "\"properties\": {\"c\": {\"items\": {\"$ref\": \"#/$defs/p\"}}}}}}",
     "{\"c\": [{\"name\": 1, \"c\": [{\"name\": 2}, {}]}]}", "/c/0/c/1", false},
};

static const struct {
    const char *schema, *at, *word;
} refused[] = {
    {"[]", "/", ""},
    {"{\"typ\": \"string\"}", "/typ", "typ"},
    {"{\"properties\": {\"a\": {\"pattern\": \"^x\"}}}", "/properties/a/pattern", "pattern"},
    {"{\"type\": \"text\"}", "/type", "type"},
    {"{\"type\": []}", "/type", "type"},
    {"{\"type\": [\"string\", 1]}", "/type", "type"},
    {"{\"properties\": []}", "/properties", "properties"},
    {"{\"properties\": {\"a\": true}}", "/properties/a", ""},
    {"{\"required\": \"a\"}", "/required", "required"},
    {"{\"additionalProperties\": {}}", "/additionalProperties", "additionalProperties"},
    {"{\"enum\": []}", "/enum", "enum"},
    {"{\"format\": \"email\"}", "/format", "format"},
    {"{\"maxLength\": -1}", "/maxLength", "maxLength"},
    {"{\"minimum\": \"1\"}", "/minimum", "minimum"},
    {"{\"items\": [{}]}", "/items", ""},
    {"{\"description\": 1}", "/description", "description"},
    {"{\"items\": {\"$defs\": {}}}", "/items/$defs", "$defs"},
    {"{\"$ref\": \"#/$defs/a\"}", "/$ref", "$ref"},
    {"{\"$ref\": \"other.json\"}", "/$ref", "$ref"},
    {"{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}}",
     "/$ref", "$ref"},
};

static json_t *json(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_DECODE_ANY, &error);
    if (!value)
        die("%s: %s", text, error.text);
    return value;
}

static void test_table(void)
{
    for (size_t i = 0; i < COUNT(table); i++) {
        struct schema_flaw flaw = {0};
        json_t *schema = json(table[i].schema), *value = json(table[i].value);
        check(schema_good(schema, &flaw));
        bool fits = schema_fits(schema, value, &flaw);
        if (fits != !table[i].at)
            fprintf(stderr, "%s of %s: %s %s\n", table[i].value, table[i].schema, flaw.at, flaw.why);
        check(fits == !table[i].at);
        if (table[i].at)
            check_text(flaw.at, table[i].at);
        json_decref(schema);
        json_decref(value);
        turn_end();
    }
}

static void test_refused(void)
{
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct schema_flaw flaw = {0};
        json_t *schema = json(refused[i].schema);
        check(!schema_good(schema, &flaw) && *flaw.why);
        check_text(flaw.at, refused[i].at);
        check_text(flaw.word, refused[i].word);
        json_decref(schema);
        turn_end();
    }
}

/* What somebody sent is in no message. */
static void test_private(void)
{
    struct schema_flaw flaw;
    json_t *schema = json("{\"properties\": {\"nik\": {\"enum\": [\"x\"]}}}"), *value = json("{\"nik\": \"SITI\"}");
    check(!schema_fits(schema, value, &flaw) && !strstr(flaw.why, "SITI"));
    json_decref(schema);
    json_decref(value);
}

static void test_read(void)
{
    struct schema_flaw flaw;
    int line;
    static const char broken[] = "{\n \"type\": \"object\",\n}", twice[] = "{\"type\": \"null\", \"type\": \"null\"}";
    check(!schema_read(broken, sizeof broken - 1, &flaw, &line) && line == 3 && strstr(flaw.why, "no JSON"));
    check(!schema_read(twice, sizeof twice - 1, &flaw, &line) && strstr(flaw.why, "duplicate"));
    check(!schema_read("{\"x\": 1}", 8, &flaw, &line) && line == 0 && strcmp(flaw.word, "x") == 0);
    json_t *good = schema_read("{}", 2, &flaw, &line);
    check(json_is_object(good));
    json_decref(good);
    char *deep = turn_text("%*s", 2 * JSON_MAX_FILE_DEPTH, "");
    memset(deep, '[', 2 * JSON_MAX_FILE_DEPTH);
    check(!schema_read(deep, 2 * JSON_MAX_FILE_DEPTH, &flaw, &line) && strstr(flaw.why, "deeper"));
    check_text(schema_name("a.b.schema.json"), "a.b");
    check(!schema_name(".schema.json") && !schema_name("a.json") && !schema_name("schema.json"));
}

/* The same rows, judged by another implementation: one line of 1 and 0. */
static void test_oracle(void)
{
    static const char program[] = "import sys, json\n"
                                  "from jsonschema import Draft202012Validator as V, FormatChecker\n"
                                  "print(''.join('01'[V(s, format_checker=FormatChecker(['date'])).is_valid(v)] for s, "
                                  "v in json.load(sys.stdin)))\n";
    if (system("python3 -c 'import jsonschema' 2>/dev/null") != 0) {
        puts("python3-jsonschema is not installed: nobody else was asked");
        return;
    }
    json_t *rows = json_array();
    char wanted[COUNT(table) + 1] = "", said[COUNT(table) + 8] = "";
    for (size_t i = 0; i < COUNT(table); i++)
        if (!table[i].ours) {
            json_array_append_new(rows, json_pack("[o,o]", json(table[i].schema), json(table[i].value)));
            strcat(wanted, table[i].at ? "0" : "1");
        }
    char path[] = "/tmp/schema-rows-XXXXXX", *text = json_write(rows);
    FILE *to = fdopen(mkstemp(path), "w");
    must(to && fputs(text, to) >= 0 && fclose(to) == 0);
    FILE *from = popen(turn_text("python3 -c \"%s\" < %s", program, path), "r");
    must(from && fgets(said, sizeof said, from));
    pclose(from);
    said[strcspn(said, "\n")] = 0;
    check_text(said, wanted);
    remove(path);
    free(text);
    json_decref(rows);
}

int main(void)
{
    test_table();
    test_refused();
    test_private();
    test_read();
    test_oracle();
    turn_end();
    return test_end();
}
