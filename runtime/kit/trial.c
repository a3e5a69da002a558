/* trial.c - see trial.h. A choice and a yes must be answered by the case; anything else it does not mention gets
 * something ordinary. */
#define _GNU_SOURCE
#include "kit/trial.h"

#include "base/text.h"
#include "domain/picture.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void trial_wrong(struct trial *t, const char *format, ...)
{
    char text[2400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    json_array_append_new(t->wrong, json_string(text));
}

/* --- what the case says ----------------------------------------------------------------------------------------------
 */

static json_t *of_case(const struct trial *t, const char *group, const char *name)
{
    return json_object_get(json_object_get(t->wanted, group), name);
}

static json_t *ordinary(const struct trial *t)
{
    json_t *ways = ways_of(&t->world, t->run.step);
    json_t *value = json_incref(json_object_get(json_array_get(ways, 0), "value"));
    json_decref(ways);
    return value;
}

/* The ordinary card with the case's NIK, or all that the case says of it; of two cards each by its key. */
static json_t *card(const struct trial *t)
{
    const json_t *own = of_case(t, "answers", run_key(&t->run));
    const json_t *whole = own ? own : json_object_get(t->wanted, "ktp");
    if (whole) {
        json_t *value = json_copy((json_t *)(uintptr_t)whole);
        if (!json_object_get(value, "source"))
            json_object_set_new(value, "source", json_string("card"));
        return value;
    }
    json_t *value = ordinary(t);
    if (json_object_get(t->wanted, "nik"))
        json_object_set(value, "nik", json_object_get(t->wanted, "nik"));
    return value;
}

/* One was taken, unless the case says photo = false: no camera that works. */
static json_t *picture(struct trial *t)
{
    const json_t *own = of_case(t, "answers", run_key(&t->run));
    bool may_fail = json_truth(run_options(&t->run), "may_fail");
    if (own && !json_is_true(own) && !(json_is_false(own) && may_fail))
        trial_wrong(t, "answers.%s: it takes true, or with may_fail false: there is no camera that works",
                    run_key(&t->run));
    return json_is_false(own) ? NULL : ordinary(t);
}

/* What an agency or a called service answers; the case must know. */
static json_t *elsewhere(struct trial *t, const char *group, const char *name)
{
    json_t *value = of_case(t, group, name);
    if (!value)
        trial_wrong(
            t,
            "main.lua asks for %s, and the test does not say what comes back; add %s = { [\"%s\"] = { ... } }, or "
            "false when it cannot be had",
            name, group, name);
    return json_is_false(value) ? NULL : json_incref(value);
}

static json_t *payment(const struct trial *t)
{
    if (!json_is_false(json_object_get(t->wanted, "paid")))
        return ordinary(t);
    return json_pack("{ss,ss}", "state", "billed", "code", "820260514123456");
}

/* A key as the name of a member: "child[1].name" needs brackets. */
static const char *as_member(const char *key)
{
    return strpbrk(key, "[].#") ? turn_text("[\"%s\"]", key) : key;
}

static json_t *answer(struct trial *t, const char *kind)
{
    const char *key = run_key(&t->run);
    const char *wrong;
    json_t *value = of_case(t, "answers", key),
           *clean = value ? answer_of(&t->world, t->run.step, value, &wrong) : NULL;
    if (value && !clean)
        trial_wrong(t, "answers.%s: %s", key, wrong);
    if (!value && (text_is(kind, "choice") || text_is(kind, "yes")))
        trial_wrong(t, "main.lua asks %s, and the test does not answer; add answers = { %s = ... }", key,
                    as_member(key));
    return clean ? clean : ordinary(t);
}

static json_t *value_of(struct trial *t)
{
    const char *class = json_text(t->run.step, "class"), *kind = json_text(t->run.step, "kind");
    const json_t *options = run_options(&t->run);
    if (text_is(class, "question") || text_is(kind, "code"))
        return answer(t, kind);
    if (text_is(kind, "ktp"))
        return card(t);
    if (picture_is_kind(kind))
        return picture(t);
    if (text_is(kind, "look"))
        return elsewhere(t, "looks", json_text(options, "name"));
    if (text_is(kind, "call"))
        return elsewhere(t, "calls", json_text(options, "service"));
    if (text_is(kind, "pay"))
        return payment(t);
    json_t *value = ordinary(t);
    if (!value)
        trial_wrong(t, "nothing is known of %s on %s; does rules.conf say it?", run_key(&t->run), t->world.today);
    return value;
}

/* --- the visit -------------------------------------------------------------------------------------------------------
 */

const char *const trial_effects[] = {"pay", "ticket", "reprint", "slip", "document", NULL};

static void note(struct trial *t)
{
    const char *kind = json_text(t->run.step, "kind");
    const char *effect = text_is(kind, "copy") ? "document" : kind; /* both are sheets of A4 */
    json_t *options = json_object_get(t->run.step, "options");
    if (!text_is(kind, "rule") && !text_is(kind, "today"))
        json_array_append(t->steps, json_object_get(t->run.step, "key"));
    json_object_set(t->asked, run_key(&t->run), options);
    if (text_is(kind, "send"))
        json_array_append(t->letters, options);
    for (size_t i = 0; trial_effects[i]; i++)
        if (text_is(trial_effects[i], effect))
            json_object_set(t->given, effect, options);
    survey_step(t->survey, t->run.journal, t->run.step);
}

static void go_on(struct trial *t)
{
    note(t);
    const char *wrong = step_returns(&t->run);
    if (wrong) {
        trial_wrong(t, "%s", wrong);
        return;
    }
    json_t *value = value_of(t);
    if (json_array_size(t->wrong) == 0)
        run_answer(&t->run, json_incref(value));
    json_decref(value);
    if (!run_said(&t->run, "refuse"))
        return;
    t->refused = json_incref(t->run.said);
    survey_refusal(t->survey, t->run.step, t->refused);
}

static void check_answers_used(struct trial *t)
{
    const char *key;
    json_t *value, *step;
    json_object_foreach (json_object_get(t->wanted, "answers"), key, value) {
        bool asked = false;
        size_t i;
        json_array_foreach (t->steps, i, step)
            asked = asked || text_is(json_string_value(step), key);
        if (!asked)
            trial_wrong(t, "answers.%s: nobody asked for it", key);
    }
}

static void start(struct trial *t)
{
    const struct plugin *plugin = t->survey->plugin;
    const json_t *services = plugin_services(plugin), *input = json_object_get(t->wanted, "input");
    const char *id = json_text(t->wanted, "service"), *today = json_text(t->wanted, "today");
    t->service = *id ? plugin_service(plugin, id) : json_array_get(services, 0);
    world_open(&t->world, plugin);
    if (*today)
        snprintf(t->world.today, sizeof t->world.today, "%s", today);
    snprintf(t->world.place, sizeof t->world.place, "%s", json_text(t->wanted, "place"));
    run_open(&t->run, t->survey->chair, plugin->texts[MAIN_LUA], input ? input : json_object_get(t->service, "input"));
}

void trial_run(struct trial *t, struct survey *survey, const json_t *wanted)
{
    *t = (struct trial){.survey = survey,
                        .wanted = wanted,
                        .steps = json_array(),
                        .letters = json_array(),
                        .given = json_object(),
                        .asked = json_object(),
                        .wrong = json_array()};
    start(t);
    survey->given = json_object_get(t->service, "accepts") ? t->run.input : NULL;
    while (run_said(&t->run, "step") && json_array_size(t->wrong) == 0)
        go_on(t);
    survey->given = NULL;
    if (run_said(&t->run, "error"))
        trial_wrong(t, "%s", json_text(t->run.said, "message"));
    if (json_array_size(t->wrong) == 0)
        trial_compare(t);
    if (json_array_size(t->wrong) == 0)
        check_answers_used(t);
}

void trial_free(struct trial *t)
{
    run_close(&t->run);
    world_close(&t->world);
    json_decref(t->steps);
    json_decref(t->letters);
    json_decref(t->given);
    json_decref(t->asked);
    json_decref(t->refused);
    json_decref(t->wrong);
}
