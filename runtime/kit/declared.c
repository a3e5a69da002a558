/* declared.c - what steps use against what the manifest lists: the rest of survey.h. Core stops a script that uses what
 * is not listed (FLW-05), so it is told here first. */
#define _GNU_SOURCE
#include "kit/survey.h"

#include "base/text.h"
#include "domain/price.h"
#include "kit/documents.h"
#include "kit/letters.h"
#include "kit/lines.h"

#include <inttypes.h>

static bool lists(const json_t *names, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)names, i, one) {
        if (json_is_string(one) && text_is(json_string_value(one), name))
            return true;
    }
    return false;
}

static int line_in_script(const struct survey *s, const char *name)
{
    return line_of_name(s->plugin->texts[MAIN_LUA], name);
}

static void must_list(struct survey *s, const char *list, const char *name, const char *what)
{
    json_object_set_new(s->seen, turn_text("%s %s", list, name), json_true());
    if (!lists(json_object_get(plugin_manifest(s->plugin), list), name))
        problem_add(s->problems, plugin_path(s->plugin, MAIN_LUA), line_in_script(s, name),
                    "%s \"%s\" is not in the manifest; add it to %s in plugin.conf", what, name, list);
}

static const json_t *calls_row(const struct survey *s, const char *service)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(plugin_manifest(s->plugin), "calls"), i, row) {
        if (text_is(json_text(row, "service"), service))
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

static bool covers(const json_t *shares, const json_t *given)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)given, name, value) {
        if (!lists(shares, name))
            return false;
    }
    return true;
}

/* A called service may do nothing with what it was given before the citizen agreed to all of it. */
static void check_agreed(struct survey *s, const json_t *rows, const json_t *step)
{
    const char *kind = json_text(step, "kind"), *key = json_text(step, "key");
    size_t i;
    json_t *row;
    if (json_object_size(s->given) == 0 || text_is(json_text(step, "class"), "question") || text_is(kind, "rule") ||
        text_is(kind, "today") || text_is(kind, "now"))
        return;
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        if (text_is(json_text(row, "kind"), "consent") &&
            covers(json_object_get(s->consents, json_text(row, "sig")), s->given))
            return;
    }
    problem_add(
        s->problems, plugin_path(s->plugin, MAIN_LUA), line_of_key(s->plugin->texts[MAIN_LUA], key),
        "\"%s\" comes before a consent to all that this service was given; begin with ask.consent and list it all "
        "in shares",
        key);
}

static void check_consent(struct survey *s, const json_t *step)
{
    const json_t *shares = json_at(step, "options.shares");
    size_t i;
    json_t *name;
    json_object_set(s->consents, json_text(step, "sig"), (json_t *)(uintptr_t)shares);
    json_array_foreach ((json_t *)(uintptr_t)shares, i, name)
        must_list(s, "shares", json_string_value(name), "sharing");
}

/* The answer that opens a letter is a question too, to the agency of the letter before. */
static void check_letter(struct survey *s, const json_t *rows, const json_t *options)
{
    const char *name = json_text(options, "letter"), *when = json_text(options, "when");
    must_list(s, "letters", name, "the letter");
    if (*when)
        must_list(s, "looks", when, "the look");
    letter_holds(s, rows, name, json_object_get(options, "data"));
}

/* As core does before a bill is made. */
static void check_price(struct survey *s, const json_t *rows, const json_t *options)
{
    const char *of = json_text(options, "of");
    int64_t amount = json_number(options, "amount", 0);
    size_t i;
    json_t *row;
    must_list(s, "pays", json_text(options, "bill"), "the bill");
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        if (price_is_of(row, of, amount))
            return;
    }
    problem_add(s->problems, plugin_path(s->plugin, MAIN_LUA), line_in_script(s, json_text(options, "bill")),
                "the amount %" PRId64 " is not in \"%s\"; of names the rule or look that it is from", amount, of);
}

void survey_declared(struct survey *s, const json_t *rows, const json_t *step)
{
    const json_t *options = json_object_get(step, "options");
    const char *kind = json_text(step, "kind");
    check_agreed(s, rows, step);
    check_stage(s, step);
    if (text_is(kind, "look"))
        must_list(s, "looks", json_text(options, "name"), "the look");
    else if (text_is(kind, "send"))
        check_letter(s, rows, options);
    else if (text_is(kind, "pay"))
        check_price(s, rows, options);
    else if (text_is(kind, "document"))
        document_holds(s, json_text(options, "template"));
    else if (text_is(kind, "call"))
        check_call(s, options);
    else if (text_is(kind, "consent"))
        check_consent(s, step);
}
