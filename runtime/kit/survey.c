/* survey.c - see survey.h. What a step uses must stand in the manifest: core stops the script otherwise (FLW-05). */
#define _GNU_SOURCE
#include "kit/survey.h"

#include "kit/cases.h"
#include "kit/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool lists(const json_t *names, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)names, i, one) {
        if (json_is_string(one) && is(json_string_value(one), name))
            return true;
    }
    return false;
}

static int line_in_script(const struct survey *s, const char *name)
{
    return line_of_name(s->plugin->texts[MAIN_LUA], name);
}

/* --- against the manifest --------------------------------------------------------------------------------------------
 */

static void must_list(struct survey *s, const char *list, const char *name, const char *what)
{
    json_object_set_new(s->seen, name, json_true());
    if (!lists(json_object_get(plugin_manifest(s->plugin), list), name))
        problem_add(s->problems, plugin_path(s->plugin, MAIN_LUA), line_in_script(s, name),
                    "%s \"%s\" is not in the manifest; add it to %s in plugin.conf", what, name, list);
}

static const json_t *calls_row(const struct survey *s, const char *service)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(plugin_manifest(s->plugin), "calls"), i, row) {
        if (is(json_text(row, "service"), service))
            return row;
    }
    return NULL;
}

static void check_call(struct survey *s, const json_t *options)
{
    const char *service = json_text(options, "service"), *name, *path = plugin_path(s->plugin, MAIN_LUA);
    const json_t *row = calls_row(s, service);
    json_t *value;
    json_object_set_new(s->seen, service, json_true());
    if (!row) {
        problem_add(
            s->problems, path, line_in_script(s, service),
            "the call of \"%s\" is not in the manifest; add { service = \"%s\"; shares = [ ... ]; } to calls in "
            "plugin.conf",
            service, service);
        return;
    }
    json_object_foreach (json_object_get(options, "input"), name, value) {
        if (!lists(json_object_get(row, "shares"), name))
            problem_add(s->problems, path, line_in_script(s, service),
                        "\"%s\" is handed to %s and not in the manifest; add it to shares of that call in plugin.conf",
                        name, service);
    }
}

static void check_stage(struct survey *s, const json_t *step)
{
    const char *stage = json_text(step, "stage");
    if (*stage)
        must_list(s, "stages", stage, "the stage");
}

static void check_declared(struct survey *s, const json_t *step)
{
    const json_t *options = json_object_get(step, "options");
    const char *kind = json_text(step, "kind");
    size_t i;
    json_t *name;
    check_stage(s, step);
    if (is(kind, "look"))
        must_list(s, "looks", json_text(options, "name"), "the look");
    else if (is(kind, "send"))
        must_list(s, "letters", json_text(options, "letter"), "the letter");
    else if (is(kind, "pay"))
        must_list(s, "pays", json_text(options, "bill"), "the bill");
    else if (is(kind, "call"))
        check_call(s, options);
    else if (is(kind, "consent"))
        json_array_foreach (json_object_get(options, "shares"), i, name)
            must_list(s, "shares", json_string_value(name), "sharing");
}

/* --- on the way ------------------------------------------------------------------------------------------------------
 */

void survey_step(struct survey *s, const json_t *step)
{
    const char *key = json_text(step, "key");
    json_object_set_new(s->seen, is(json_text(step, "kind"), "rule") ? key + strlen("rule:") : key_of_texts(key),
                        json_true());
    check_declared(s, step);
    texts_show(&s->texts, step);
}

void survey_refusal(struct survey *s, const json_t *step, const json_t *refusal)
{
    texts_refuse(&s->texts, step, refusal);
}

static void on_step(void *mine, const json_t *step)
{
    survey_step(mine, step);
}

static void on_refused(void *mine, const json_t *step, const json_t *refusal)
{
    survey_refusal(mine, step, refusal);
}

static void on_unknown(void *mine, const json_t *step)
{
    struct survey *s = mine;
    const char *kind = json_text(step, "kind"), *key = json_text(step, "key"), *path = plugin_path(s->plugin, MAIN_LUA);
    const char *name = is(kind, "rule") ? key + strlen("rule:") : key;
    if (is(kind, "rule"))
        problem_add(s->problems, path, line_in_script(s, name),
                    "no rule \"%s\" holds on %s; add one to rules.conf, with valid_from and the law", name,
                    s->world.today);
    else
        problem_hint(
            s->problems, path, line_in_script(s, name),
            "nobody knows what the look \"%s\" answers, so no way goes on from here; say it in a test of test.lua: "
            "looks = { [\"%s\"] = { ... } }",
            name, name);
}

static void on_broke(void *mine, const json_t *rows, const char *message)
{
    struct survey *s = mine;
    char *way = way_told(rows);
    bool had = json_object_get(s->mistakes, message) != NULL;
    json_object_set_new(s->mistakes, message, json_true());
    s->broken = true;
    if (had)
        return;
    problem_take(s->problems, s->plugin->folder, *way ? turn_text("%s (after %s)", message, way) : message);
}

static void walk_one(struct survey *s, const json_t *service)
{
    struct walk walk = {.chair = s->chair,
                        .world = &s->world,
                        .service = service,
                        .mine = s,
                        .step = on_step,
                        .refused = on_refused,
                        .unknown = on_unknown,
                        .broke = on_broke};
    walk_service(&walk);
    s->ways += walk.ways;
    s->steps += walk.steps;
    s->kills += walk.kills;
    s->bounded = s->bounded || walk.bounded;
}

static void walk_all(struct survey *s)
{
    size_t i;
    json_t *service;
    json_array_foreach ((json_t *)(uintptr_t)plugin_services(s->plugin), i, service)
        walk_one(s, service);
}

/* {NAME: value}: the rules as they are on a day. */
static json_t *rules_on(const struct survey *s, const char *day)
{
    json_t *rules = json_object(), *row;
    size_t i;
    json_array_foreach (json_object_get(s->plugin->parsed, "rules"), i, row) {
        const char *name = json_text(row, "name");
        json_object_set(rules, name, (json_t *)(uintptr_t)plugin_rule(s->plugin, name, day));
    }
    return rules;
}

/* A day on which other rules hold than on those before. */
static void walk_day(struct survey *s, const char *day, json_t *walked)
{
    json_t *rules = rules_on(s, day), *other;
    size_t i;
    bool had = false;
    json_array_foreach (walked, i, other)
        had = had || json_equal(rules, other);
    json_array_append_new(walked, rules);
    if (had)
        return;
    snprintf(s->world.today, sizeof s->world.today, "%s", day);
    walk_all(s);
}

void survey_walk(struct survey *s)
{
    json_t *walked = json_array(), *one;
    size_t i;
    char *today = make_text(s->world.today);
    walk_day(s, today, walked);
    json_array_foreach (s->tests, i, one) {
        if (*json_text(one, "today"))
            walk_day(s, json_text(one, "today"), walked);
    }
    free(today);
    json_decref(walked);
}

void survey_open(struct survey *survey, struct chair *chair, const struct plugin *plugin, struct problems *problems)
{
    *survey = (struct survey){.chair = chair,
                              .plugin = plugin,
                              .problems = problems,
                              .tests = json_array(),
                              .seen = json_object(),
                              .mistakes = json_object()};
    world_open(&survey->world, plugin);
    texts_open(&survey->texts, plugin, problems);
}

void survey_close(struct survey *survey)
{
    world_close(&survey->world);
    texts_close(&survey->texts);
    json_decref(survey->tests);
    json_decref(survey->seen);
    json_decref(survey->mistakes);
}

void survey_tests(struct survey *s)
{
    json_decref(s->tests);
    s->tests = cases_read(s->chair, s->plugin, s->problems);
    cases_tell(s->tests, &s->world);
}

/* --- what was not used -----------------------------------------------------------------------------------------------
 */

static void unused_lists(struct survey *s)
{
    static const char *const lists_of_manifest[] = {"looks", "letters", "pays", "stages", "shares"};
    size_t i;
    json_t *name;
    for (size_t l = 0; l < COUNT(lists_of_manifest); l++) {
        json_array_foreach (json_object_get(plugin_manifest(s->plugin), lists_of_manifest[l]), i, name) {
            const char *text = json_string_value(name);
            if (!json_object_get(s->seen, text) && !has_name(s->plugin->texts[MAIN_LUA], text))
                problem_hint(s->problems, plugin_path(s->plugin, PLUGIN_CONF),
                             line_of_setting(s->plugin->texts[PLUGIN_CONF], lists_of_manifest[l]),
                             "%s lists \"%s\", and main.lua does not use it", lists_of_manifest[l], text);
        }
    }
}

static bool is_comment(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n') {
        at--;
        if (at[0] == '-' && at[1] == '-')
            return true;
    }
    return false;
}

/* ask.text { "name", ... and pay { "fee": the first quoted word after the name of a step is its key. */
static void unreached(struct survey *s, const char *call)
{
    const char *text = s->plugin->texts[MAIN_LUA];
    for (const char *at = text; (at = strstr(at, call)); at++) {
        const char *open = at + strlen(call);
        open += strcspn(open, " {(\"\n");
        open += strspn(open, " {(");
        char *key = turn_text("%.*s", (int)strcspn(open + (*open == '"'), "\"\n"), open + 1);
        if (*open == '"' && !json_object_get(s->seen, key) && !is_comment(text, at))
            problem_hint(s->problems, plugin_path(s->plugin, MAIN_LUA), line_in_script(s, key),
                         "no way that was walked comes to \"%s\"; give test.lua the answers that lead there", key);
    }
}

void survey_unused(struct survey *s)
{
    static const char *const calls[] = {"ask.", "show.", "read.", "give.", "pay ", "send ", "look("};
    if (s->broken || s->bounded)
        return; /* what was not used may stand behind the line that broke */
    for (size_t i = 0; i < COUNT(calls); i++)
        unreached(s, calls[i]);
    unused_lists(s);
    texts_unused(&s->texts);
}

char *survey_told(const struct survey *s)
{
    size_t services = json_array_size(plugin_services(s->plugin));
    const char *more = s->bounded ? turn_text(" (there are more: %d are walked of each service)", WALK_WAYS) : "";
    return turn_text("%zu %s, %d ways%s, %d different steps in every language, %d kills", services,
                     services == 1 ? "service" : "services", s->ways, more, s->steps, s->kills);
}
