/* survey.c - see survey.h. */
#define _GNU_SOURCE
#include "kit/survey.h"

#include "base/text.h"
#include "base/words.h"
#include "kit/cases.h"
#include "kit/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETURNS = 6 };

static int line_in_script(const struct survey *s, const char *name)
{
    return line_of_key(s->plugin->texts[MAIN_LUA], name);
}

/* --- on the way ------------------------------------------------------------------------------------------------------
 */

void survey_step(struct survey *s, const json_t *rows, const json_t *step)
{
    const char *key = json_text(step, "key");
    bool rule = text_is(json_text(step, "kind"), "rule");
    json_object_set_new(s->seen, rule ? key + strlen("rule:") : words_key(key), json_true());
    if (rule)
        json_object_set_new(s->seen, turn_text("rules %s", key + strlen("rule:")), json_true());
    survey_declared(s, rows, step);
    texts_show(&s->texts, step);
}

void survey_refusal(struct survey *s, const json_t *step, const json_t *refusal)
{
    texts_refuse(&s->texts, step, refusal);
}

static void on_step(void *mine, const json_t *rows, const json_t *step)
{
    survey_step(mine, rows, step);
}

static void on_refused(void *mine, const json_t *step, const json_t *refusal)
{
    survey_refusal(mine, step, refusal);
}

static bool is_common(const char *rule)
{
    return strncmp(rule, "common.", strlen("common.")) == 0;
}

static void on_unknown(void *mine, const json_t *step)
{
    struct survey *s = mine;
    const char *kind = json_text(step, "kind"), *key = json_text(step, "key"), *path = plugin_path(s->plugin, MAIN_LUA);
    const char *name = text_is(kind, "rule") ? key + strlen("rule:") : key;
    s->broken = true;
    if (text_is(kind, "rule"))
        problem_add(s->problems, path, line_in_script(s, name),
                    is_common(name)
                        ? "no rule \"%s\" holds on %s; is it in rules of plugin.conf, and in the shared rules?"
                        : "no rule \"%s\" holds on %s; add one to rules.conf, with valid_from and the law",
                    name, s->world.today);
    else if (text_is(kind, "look"))
        problem_hint(s->problems, path, line_in_script(s, name),
                     "nobody knows what the look \"%s\" answers, so no way goes on from here; say it in a test of "
                     "test.lua: looks = { [\"%s\"] = { ... } }",
                     name, name);
    else
        problem_hint(s->problems, path, line_in_script(s, name),
                     "the check of \"%s\" refuses every answer that was tried; say one that passes in a test of "
                     "test.lua: answers = { %s = ... }",
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

/* A few of them: the values differ in what the citizen typed, too. */
static void on_ended(void *mine, const json_t *value)
{
    struct survey *s = mine;
    json_t *values = json_object_get(s->returns, s->service), *other;
    size_t i;
    bool had = !value || json_array_size(values) >= RETURNS;
    json_array_foreach (values, i, other)
        had = had || json_equal(value, other);
    if (!had)
        json_array_append(values, (json_t *)(uintptr_t)value);
}

void survey_returns(struct survey *s, const json_t *returns)
{
    const char *service;
    json_t *values, *value;
    size_t i;
    json_object_foreach ((json_t *)(uintptr_t)returns, service, values) {
        if (!json_object_get(s->world.calls, service))
            json_object_set_new(s->world.calls, service, json_array());
        json_array_foreach (values, i, value)
            json_array_append(json_object_get(s->world.calls, service), value);
    }
}

static void walk_one(struct survey *s, const json_t *input, struct walked *walked)
{
    struct walk walk = {.chair = s->chair,
                        .world = &s->world,
                        .input = json_is_null(input) ? NULL : input,
                        .mine = s,
                        .step = on_step,
                        .refused = on_refused,
                        .unknown = on_unknown,
                        .broke = on_broke,
                        .ended = on_ended};
    walk_service(&walk, walked);
    s->ways += walk.ways;
    s->steps += walk.steps;
    s->kills += walk.kills;
    s->more = s->more || walk.more;
    s->bounded = s->bounded || walk.bounded;
}

/* What another service would hand over, when no test says it. */
static json_t *invented(const json_t *accepts)
{
    json_t *input = json_object(), *name;
    size_t i;
    json_array_foreach ((json_t *)(uintptr_t)accepts, i, name) {
        bool nik = strstr(json_string_value(name), "nik") != NULL;
        json_object_set_new(input, json_string_value(name), json_string(nik ? "3302046902000001" : "SITI AMINAH"));
    }
    return input;
}

/* Nothing is one too: home begins a service that others call as well. */
static void add_input(json_t *inputs, json_t *input)
{
    json_t *value = input ? json_incref(input) : json_null(), *other;
    size_t i;
    bool had = false;
    json_array_foreach (inputs, i, other)
        had = had || json_equal(value, other);
    if (!had)
        json_array_append(inputs, value);
    json_decref(value);
}

/* What the script of a service may begin with: the manifest's input, or what tests of a called service hand over. */
static json_t *inputs_of(const struct survey *s, const json_t *service)
{
    json_t *inputs = json_array(), *one, *input = json_object_get(service, "input");
    const char *first = json_text(json_array_get(plugin_services(s->plugin), 0), "id");
    size_t i;
    if (input)
        json_array_append(inputs, input);
    json_array_foreach (s->tests, i, one) {
        if (!input && text_is(json_text_or(one, "service", first), json_text(service, "id")))
            add_input(inputs, json_object_get(one, "input"));
    }
    if (json_array_size(inputs) == 0)
        json_array_append_new(
            inputs, json_object_get(service, "accepts") ? invented(json_object_get(service, "accepts")) : json_null());
    return inputs;
}

/* {NAME: value}: the rules as they are on the world's day, at its place. */
static json_t *rules_here(const struct survey *s)
{
    json_t *rules = json_object(), *row;
    size_t i;
    json_array_foreach (json_object_get(s->plugin->parsed, "rules"), i, row) {
        const char *name = json_text(row, "name");
        json_object_set(rules, name, (json_t *)(uintptr_t)plugin_rule(s->plugin, name, s->world.today, s->world.place));
    }
    return rules;
}

static void go_to(struct survey *s, const char *day, const char *place)
{
    snprintf(s->world.today, sizeof s->world.today, "%s", day);
    snprintf(s->world.place, sizeof s->world.place, "%s", place);
}

/* On a day at a place where other rules hold than on those before. */
static void walk_there(struct survey *s, const char *day, const char *place, json_t *rules_before, const json_t *input,
                       struct walked *walked)
{
    json_t *other;
    size_t i;
    bool had = false;
    go_to(s, day, place);
    json_t *rules = rules_here(s);
    json_array_foreach (rules_before, i, other)
        had = had || json_equal(rules, other);
    json_array_append_new(rules_before, rules);
    if (!had)
        walk_one(s, input, walked);
}

static void walk_everywhere(struct survey *s, const json_t *input)
{
    json_t *rules = json_array(), *one;
    struct walked walked;
    size_t i;
    char *today = make_text(s->world.today);
    walked_open(&walked);
    walk_there(s, today, "", rules, input, &walked);
    json_array_foreach (s->tests, i, one) {
        walk_there(s, json_text_or(one, "today", today), json_text(one, "place"), rules, input, &walked);
    }
    walked_close(&walked);
    go_to(s, today, "");
    free(today);
    json_decref(rules);
}

void survey_walk(struct survey *s)
{
    size_t i, n;
    json_t *service, *input;
    json_array_foreach ((json_t *)(uintptr_t)plugin_services(s->plugin), i, service) {
        json_t *inputs = inputs_of(s, service);
        s->service = json_text(service, "id");
        texts_name(&s->texts, service);
        if (!json_object_get(s->returns, s->service))
            json_object_set_new(s->returns, s->service, json_array());
        json_array_foreach (inputs, n, input) {
            s->given = json_object_get(service, "accepts") && !json_is_null(input) ? input : NULL;
            walk_everywhere(s, input);
        }
        s->given = NULL;
        json_decref(inputs);
    }
}

void survey_open(struct survey *survey, struct chair *chair, const struct plugin *plugin, struct problems *problems)
{
    *survey = (struct survey){.chair = chair,
                              .plugin = plugin,
                              .problems = problems,
                              .tests = json_array(),
                              .seen = json_object(),
                              .returns = json_object(),
                              .consents = json_object(),
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
    json_decref(survey->returns);
    json_decref(survey->consents);
    json_decref(survey->mistakes);
}

void survey_tests(struct survey *s)
{
    json_decref(s->tests);
    s->tests = cases_read(s->chair, s->plugin, s->problems);
    cases_tell(s->tests, &s->world);
}

char *survey_told(const struct survey *s)
{
    size_t services = json_array_size(plugin_services(s->plugin));
    const char *covered = s->bounded ? turn_text("some answers never met: %d are walked of each service", WALK_WAYS)
                          : s->more  ? "every two answers met in one, of all there are"
                                     : "all there are";
    return turn_text("%zu %s, %d ways (%s), %d different steps in every language, %d kills", services,
                     services == 1 ? "service" : "services", s->ways, covered, s->steps, s->kills);
}
