/* definitions: runtime/flow/kiosk.d.lua against the engine itself. Every name, every option, its type and whether it is
 * needed is asked of a real child by what it says to mistakes; and plugins/API.md is the manual of this very file. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "kit/cases.h"
#include "kit/manual.h"
#include "kit/run.h"
#include "test.h"

#include <stdlib.h>

static struct chair chair;
static json_t *classes;   /* {CLASS: {OPTION: {type, needed}}} */
static json_t *functions; /* {PREFIX: {NAME: true}}: "ask." has choice; "" has look */

/* --- the definition file -------------------------------------------------------------------------------------------
 */

static json_t *group(json_t *of, const char *name)
{
    if (!json_object_get(of, name))
        json_object_set_new(of, name, json_object());
    return json_object_get(of, name);
}

static void take_field(json_t *class, const char *line)
{
    size_t n = strcspn(line, " "), n_type = strcspn(line + n + 1, " ");
    bool needed = line[n - 1] != '?';
    if (*line != '[')
        json_object_set_new(class, turn_text("%.*s", (int)(needed ? n : n - 1), line),
                            json_pack("{ss%,sb}", "type", line + n + 1, n_type, "needed", needed));
}

static void take_function(const char *line)
{
    size_t n = strcspn(line, "("), dot = strcspn(line, ".(");
    const char *prefix = line[dot] == '.' ? turn_text("%.*s.", (int)dot, line) : "";
    json_object_set_new(group(functions, prefix), turn_text("%.*s", (int)(n - strlen(prefix)), line + strlen(prefix)),
                        json_true());
    if (*prefix)
        json_object_set_new(group(functions, ""), turn_text("%.*s", (int)dot, line), json_true());
}

/* "--= string: byte char", or "--= assert error" without a prefix */
static void take_list(const char *line)
{
    const char *colon = strchr(line, ':');
    char *library = colon ? turn_text("%.*s", (int)(colon - line), line) : NULL,
         *names = turn_text("%s", colon ? colon + 1 : line);
    json_t *to = group(functions, library ? turn_text("%s.", library) : "");
    if (library)
        json_object_set_new(group(functions, ""), library, json_true());
    for (char *name = strtok(names, " "); name; name = strtok(NULL, " "))
        json_object_set_new(to, name, json_true());
}

static void read_definitions(char *text)
{
    json_t *class = NULL;
    bool tests = false;
    for (char *line; (line = strsep(&text, "\n"));) {
        tests = tests || strcmp(line, "--# Tests") == 0;
        if (strncmp(line, "---@class ", 10) == 0)
            class = group(classes, line + 10);
        else if (strncmp(line, "---@field ", 10) == 0)
            take_field(class, line + 10);
        else if (strncmp(line, "function ", 9) == 0 && !tests)
            take_function(line + 9);
        else if (strncmp(line, "--= ", 4) == 0)
            take_list(line + 4);
    }
    check(tests);
}

/* --- asking the engine ---------------------------------------------------------------------------------------------
 */

/* What a script is told; "" when it came to a step. */
static const char *told(const char *source)
{
    struct run run;
    run_open(&run, &chair, source, NULL);
    const char *message = turn_text("%s", run_said(&run, "step") ? "" : json_text(run.said, "message"));
    run_close(&run);
    return message;
}

/* The names after "it has: " or "there is: ", as an object. */
static json_t *names_in(const char *message, const char *before)
{
    json_t *names = json_object();
    const char *at = strstr(message, before);
    char *list = turn_text("%s", at ? at + strlen(before) : "");
    for (char *name = strtok(list, " ,"); name; name = strtok(NULL, " ,"))
        json_object_set_new(names, name, json_true());
    return names;
}

static void same(const char *what, json_t *had, json_t *wanted)
{
    char *a = json_write(had), *b = json_write(wanted);
    if (strcmp(a, b) != 0)
        fprintf(stderr, "%s: the first list is the engine's, the second kiosk.d.lua's\n", what);
    check_text(a, b);
    free(a);
    free(b);
    json_decref(had);
    json_decref(wanted);
}

static void test_names(void)
{
    const char *prefix;
    json_t *names;
    json_object_foreach (functions, prefix, names) {
        same(prefix, names_in(told(turn_text("local x = %szzz", prefix)), "there is: "), json_incref(names));
    }
}

/* A value of the type, and one that is not. */
static const char *value_of(const char *type, bool good)
{
    static const char *const values[][3] = {
        {"name", "'a.b'", "'1 x'"},
        {"names", "{'a'}", "{}"},
        {"choices", "{'a', 'b'}", "{'a'}"},
        {"rows", "{ { id = '1', text = 'a' } }", "{ { id = '1' } }"},
        {"slots", "{ { id = '1', day = '2026-06-09', time = '10:00' } }", "{ { id = '1', day = '2026-06-09' } }"},
        {"bars", "{ { 'a', 1 }, { 'b', 2 } }", "{ { 'a', 1 } }"},
        {"values", "{ a = 1 }", "{ a = {} }"},
        {"tables", "{ a = { 1 } }", "1"},
        {"file", "{ sha256 = ('0'):rep(64), size = 9 }", "{ size = 9 }"},
        {"day", "'2026-05-14'", "'x'"},
        {"string", "'1 x'", "1"},
        {"integer", "5", "1.5"},
        {"boolean", "true", "1"}};
    for (size_t i = 0; i < COUNT(values); i++)
        if (strcmp(values[i][0], type) == 0)
            return values[i][good ? 1 : 2];
    die("kiosk.d.lua: options have no type \"%s\"", type);
}

/* The call with all needed options but `without`, and `more` behind. */
static const char *call(const char *name, const json_t *class, const char *without, const char *more)
{
    char *options = turn_text("%s", "");
    const char *option;
    json_t *about;
    json_object_foreach ((json_t *)(uintptr_t) class, option, about) {
        if (json_truth(about, "needed") && strcmp(option, without) != 0)
            options = turn_text("%s, %s = %s", options, option, value_of(json_text(about, "type"), true));
    }
    return turn_text("%s { 'key'%s%s }", name, options, more);
}

static void check_option(const char *name, const json_t *class, const char *option, const json_t *about)
{
    const char *type = json_text(about, "type");
    if (strncmp(type, "fun(", 4) == 0) {
        check_text(told(call(name, class, "", turn_text(", %s = function() return true end", option))), "");
        return;
    }
    const char *good = turn_text(", %s = %s", option, value_of(type, true));
    const char *bad = turn_text(", %s = %s", option, value_of(type, false));
    check_text(told(call(name, class, option, good)), "");
    check(strstr(told(call(name, class, option, bad)), turn_text("%s: %s is not ", name, option)) != NULL);
    const char *without = told(call(name, class, option, ""));
    if (json_truth(about, "needed"))
        check(strstr(without, turn_text("%s needs %s = ", name, option)) != NULL);
    else
        check_text(without, "");
}

static void check_options(const char *name, json_t *class)
{
    json_t *wanted = json_object(), *about;
    const char *option;
    void *next;
    json_object_foreach_safe(class, next, option, about)
    {
        check_option(name, class, option, about);
        if (strcmp(option, "check") != 0)
            json_object_set_new(wanted, option, json_true());
    }
    bool asks = strncmp(name, "ask.", 4) == 0;
    check(asks == (json_object_get(class, "check") != NULL));
    same(name, names_in(told(turn_text("%s { 'key', zzz = 1 }", name)), "it has: "), wanted);
    turn_end();
}

/* Every function of a family has the class of its name; pay's is pay.options. */
static void test_options(void)
{
    static const char *const families[] = {"ask.", "show.", "read.", "give."};
    for (size_t i = 0; i < COUNT(families); i++) {
        const char *name;
        json_t *value;
        json_object_foreach (json_object_get(functions, families[i]), name, value) {
            char *whole = make_text(turn_text("%s%s", families[i], name));
            check(json_object_get(classes, whole) != NULL);
            check_options(whole, group(classes, whole));
            free(whole);
        }
    }
    check_options("pay", group(classes, "pay.options"));
}

/* --- tests, and the manual -----------------------------------------------------------------------------------------
 */

static void check_fields(const char *class, const char *source, const char *left_out)
{
    char *name_of_all = turn_text("x");
    struct plugin plugin = {.folder = name_of_all, .id = name_of_all, .texts = {[TEST_LUA] = turn_text("%s", source)}};
    struct problems *problems = problems_new();
    json_t *wanted = json_object(), *about;
    const char *name;
    json_decref(cases_read(&chair, &plugin, problems));
    json_object_foreach (json_object_get(classes, class), name, about) {
        if (!strstr(left_out, turn_text(" %s ", name)))
            json_object_set_new(wanted, name, json_true());
    }
    same(class, names_in(json_text(json_array_get(problems->rows, 0), "text"), "it has: "), wanted);
    problems_free(problems);
}

static void test_tests(void)
{
    check_fields("test.case", "test('x', { zzz = 1 })", "");
    check_fields("test.expect", "test('x', { expect = { zzz = 1 } })", " letter letters ");
}

/* Two chapters of one name would have one anchor, and one of them nobody finds. */
static void check_headings(const char *manual)
{
    json_t *seen = json_object();
    for (const char *at = manual; (at = strstr(at, "\n### ")); at++) {
        const char *name = turn_text("%.*s", (int)strcspn(at + 5, "\n"), at + 5);
        check(!json_object_get(seen, name));
        if (json_object_get(seen, name))
            fprintf(stderr, "twice in the manual:%s\n", name);
        json_object_set_new(seen, name, json_true());
    }
    check(json_object_size(seen) > 0);
    json_decref(seen);
}

static void test_manual(const char *definitions)
{
    char *manual = manual_write(definitions), *shipped;
    check_headings(manual);
    size_t n;
    check(file_read_path(SOURCE "/plugins/API.md", 1 << 20, &shipped, &n) == OK);
    check(strcmp(manual, shipped) == 0); /* else: anjungan docs > plugins/API.md */
    free(manual);
    free(shipped);
}

int main(void)
{
    char *text;
    size_t n;
    must(chair_open(&chair, BUILD "/bin") == OK);
    must(file_read_path(SOURCE "/runtime/flow/kiosk.d.lua", 1 << 20, &text, &n) == OK);
    test_manual(text);
    classes = json_object();
    functions = json_object();
    read_definitions(text);
    test_names();
    test_options();
    test_tests();
    json_decref(classes);
    json_decref(functions);
    free(text);
    chair_close(&chair);
    turn_end();
    return test_end();
}
