/* cases.c - see cases.h. The prelude stands before the author's lines, so every line number is put right again. */
#define _GNU_SOURCE
#include "kit/cases.h"

#include "base/clock.h"
#include "domain/region.h"
#include "kit/embedded.h"
#include "kit/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char script[] = "main.lua"; /* as the child calls what it runs */

static const struct part {
    const char *name;
    char kind; /* s text, o group, a list, b truth, * any */
} fields[] = {{"test.name", 's'}, {"test.place", 's'}, {"test.letters", 'a'}, {"service", 's'}, {"today", 's'},
              {"place", 's'},     {"nik", 's'},        {"ktp", 'o'},          {"input", '*'},   {"answers", 'o'},
              {"looks", 'o'},     {"calls", 'o'},      {"paid", 'b'},         {"expect", 'o'}},
  expectations[] = {{"steps", 'a'},   {"asked", 'o'},    {"pay", 'o'},     {"ticket", 'o'},  {"slip", 'o'},
                    {"reprint", 'o'}, {"document", 'o'}, {"refused", 's'}, {"returns", '*'}, {"ends", 's'}};

static int prelude_lines(void)
{
    int n = 0;
    for (size_t i = 0; i < prelude_size; i++)
        n += prelude_source[i] == '\n';
    return n;
}

/* "main.lua:50: what" is a line of test.lua further up. */
static char *put_right(const char *message)
{
    char *end;
    size_t n = strlen(script);
    if (strncmp(message, script, n) != 0)
        return turn_text("test.lua:1: %s", message);
    long line = message[n] == ':' ? strtol(message + n + 1, &end, 10) : 0;
    if (line <= prelude_lines())
        return turn_text("test.lua:1%s", line > 0 ? end : message + n);
    return turn_text("test.lua:%ld%s", line - prelude_lines(), end);
}

static bool fits(const json_t *value, char kind)
{
    switch (kind) {
    case 's':
        return json_is_string(value);
    case 'o':
        return json_is_object(value) || (json_is_array(value) && json_array_size(value) == 0);
    case 'a':
        return json_is_array(value);
    case 'b':
        return json_is_boolean(value);
    default:
        return true;
    }
}

static const struct part *find_part(const struct part *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
    return NULL;
}

static const char *known(const struct part *list, size_t n)
{
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (!strchr(list[i].name, '.'))
            names = turn_text("%s%s%s", names, *names ? ", " : "", list[i].name);
    return names;
}

/* What is wrong with a group of a case, or NULL. */
static const char *group_wrong(const json_t *group, const struct part *list, size_t n, const char *what)
{
    static const char kinds[][32] = {"a text", "a group: { ... }", "a list: { ... }", "true or false"};
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        const struct part *part = find_part(list, n, name);
        if (!part)
            return turn_text("%s has no \"%s\"; it has: %s", what, name, known(list, n));
        if (!fits(value, part->kind))
            return turn_text("%s: %s is not %s", what, name, kinds[strchr("soab", part->kind) - "soab"]);
    }
    return NULL;
}

static const char *case_wrong(const struct plugin *plugin, const json_t *data)
{
    struct day day;
    const char *wrong = group_wrong(data, fields, COUNT(fields), "a test");
    const char *service = json_text(data, "service"), *today = json_text(data, "today"),
               *place = json_text(data, "place");
    if (!wrong)
        wrong = group_wrong(json_object_get(data, "expect"), expectations, COUNT(expectations),
                            "expect (besides letter and letters)");
    if (!wrong && !*json_text(data, "test.name"))
        wrong = "a test only says what must come of it; nothing is sent here";
    if (!wrong && *service && !plugin_service(plugin, service))
        wrong = turn_text("plugin.conf has no service \"%s\"", service);
    if (!wrong && *today && !day_read(today, &day))
        wrong = "today is a day like \"2026-05-14\"";
    if (!wrong && *place && !region_is(place))
        wrong = "place is a region code like \"33.07\"";
    return wrong;
}

static void add_case(json_t *cases, const struct plugin *plugin, const json_t *data, struct problems *problems)
{
    const char *place = put_right(json_text(data, "test.place")), *wrong = case_wrong(plugin, data);
    json_t *one = json_copy((json_t *)(uintptr_t)data);
    if (wrong) {
        problem_take(problems, plugin->folder, turn_text("%s%s", place, wrong));
    } else {
        json_object_set(one, "name", json_object_get(one, "test.name"));
        json_object_set_new(one, "line", json_integer(strtol(place + strlen("test.lua:"), NULL, 10)));
        json_array_append(cases, one);
    }
    json_decref(one);
}

static char *source_of(const struct plugin *plugin)
{
    return turn_text("%.*s%s", (int)prelude_size, (const char *)prelude_source, plugin->texts[TEST_LUA]);
}

json_t *cases_read(struct chair *chair, const struct plugin *plugin, struct problems *problems)
{
    struct run run;
    json_t *cases = json_array();
    run_open(&run, chair, source_of(plugin), NULL);
    while (run_said(&run, "step") && strcmp(json_text(run.step, "kind"), "send") == 0) {
        add_case(cases, plugin, json_object_get(run_options(&run), "data"), problems);
        run_answer(&run, json_object());
    }
    if (run_said(&run, "step"))
        problem_take(problems, plugin->folder,
                     turn_text("test.lua:1: there is nobody to answer \"%s\" here; a test only says what the citizen "
                               "answers: test(\"name\", { answers = { ... } })",
                               run_key(&run)));
    else if (run_said(&run, "error"))
        problem_take(problems, plugin->folder, put_right(json_text(run.said, "message")));
    run_close(&run);
    return cases;
}

/* {NAME: value} of a case to {NAME: [values]} of the world. */
static void tell(json_t *to, const json_t *values)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)values, name, value) {
        if (!json_object_get(to, name))
            json_object_set_new(to, name, json_array());
        json_array_append(json_object_get(to, name), value);
    }
}

void cases_tell(const json_t *cases, struct world *world)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)cases, i, one) {
        tell(world->answers, json_object_get(one, "answers"));
        tell(world->looks, json_object_get(one, "looks"));
        tell(world->calls, json_object_get(one, "calls"));
    }
}
