/* expect.c - what a case expects, against what came of its visit: the rest of trial.h. Groups are compared by what is
 * expected of them; what else is in them is not looked at. */
#define _GNU_SOURCE
#include "kit/trial.h"

#include <stdlib.h>
#include <string.h>

static const json_t *expected(const struct trial *t, const char *name)
{
    return json_object_get(json_object_get(t->wanted, "expect"), name);
}

/* As the author would write it; turn memory. */
static char *told(const json_t *value)
{
    if (!value)
        return turn_text("nothing");
    char *text = json_write(value), *kept = turn_text("%s", text);
    free(text);
    return kept;
}

static char *joined(const json_t *texts)
{
    char *list = turn_text("%s", "");
    size_t i;
    json_t *text;
    json_array_foreach ((json_t *)(uintptr_t)texts, i, text)
        list = turn_text("%s%s%s", list, *list ? " " : "", json_string_value(text));
    return *list ? list : turn_text("nothing");
}

static void compare_members(struct trial *t, const char *what, const json_t *got, const json_t *wanted)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)wanted, name, value) {
        const json_t *other = json_object_get(got, name);
        if (!json_equal(other, value))
            trial_wrong(t, "%s: %s is %s; expected %s", what, name, told(other), told(value));
    }
}

/* {KEY: options}: with what a step was asked. */
static void compare_asked(struct trial *t, const json_t *wanted)
{
    const char *key;
    json_t *options;
    json_object_foreach ((json_t *)(uintptr_t)wanted, key, options) {
        const json_t *asked = json_object_get(t->asked, key);
        if (asked)
            compare_members(t, key, asked, options);
        else
            trial_wrong(t, "asked: nobody came to %s", key);
    }
}

static json_t *names_of(const json_t *rows, const char *member)
{
    json_t *names = json_array(), *row;
    size_t i;
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row)
        json_array_append(names, json_object_get(row, member));
    return names;
}

/* What is in a letter, its name, and for what word it waits. */
static json_t *content_of(const json_t *sent)
{
    json_t *content = json_copy(json_object_get(sent, "data"));
    json_object_set(content, "letter.name", json_object_get(sent, "letter"));
    if (json_object_get(sent, "when")) {
        json_object_set(content, "when", json_object_get(sent, "when"));
        json_object_set(content, "by", json_object_get(sent, "by"));
    }
    return content;
}

static void compare_letters(struct trial *t, const json_t *wanted)
{
    json_t *sent = names_of(t->letters, "letter"), *names = names_of(wanted, "letter.name"), *one;
    size_t i;
    bool same = json_equal(sent, names);
    if (!same)
        trial_wrong(t, "letters: %s; expected %s", joined(sent), joined(names));
    json_array_foreach (same ? (json_t *)(uintptr_t)wanted : NULL, i, one) {
        json_t *content = content_of(json_array_get(t->letters, i));
        compare_members(t, turn_text("letter %s", json_text(one, "letter.name")), content, one);
        json_decref(content);
    }
    json_decref(sent);
    json_decref(names);
}

/* The last bill, ticket or sheet; {} expects none. */
static void compare_effect(struct trial *t, const char *what, const json_t *wanted)
{
    const json_t *got = json_object_get(t->given, what);
    if (json_array_size(wanted) == 0 && json_object_size(wanted) == 0) {
        if (got)
            trial_wrong(t, "%s: %s; expected none", what, told(got));
        return;
    }
    if (!got)
        trial_wrong(t, "%s: none; expected %s", what, told(wanted));
    else
        compare_members(t, what, got, wanted);
}

static void compare_text(struct trial *t, const char *what, const char *got, const json_t *wanted)
{
    if (strcmp(got, json_string_value(wanted)) != 0)
        trial_wrong(t, "%s: %s; expected %s", what, *got ? got : "nothing", json_string_value(wanted));
}

static void compare_refusal(struct trial *t, const json_t *wanted)
{
    const char *why = json_text(t->refused, "key");
    if (wanted)
        compare_text(t, "refused", why, wanted);
    else if (t->refused)
        trial_wrong(t, "the script refuses the answer to %s: %s; expected that it passes", run_key(&t->run), why);
}

static void compare_end(struct trial *t)
{
    const json_t *ends = expected(t, "ends"), *returns = expected(t, "returns");
    const json_t *value = json_object_get(t->run.said, "value");
    compare_refusal(t, expected(t, "refused"));
    if (ends)
        compare_text(t, "ends", run_key(&t->run), ends);
    if (returns && !json_equal(value, returns))
        trial_wrong(t, "returns: %s; expected %s", told(value), told(returns));
}

void trial_compare(struct trial *t)
{
    const json_t *steps = expected(t, "steps"), *letters = json_object_get(t->wanted, "test.letters");
    if (steps && !json_equal(t->steps, steps))
        trial_wrong(t, "steps: %s; expected %s", joined(t->steps), joined(steps));
    compare_asked(t, expected(t, "asked"));
    if (letters)
        compare_letters(t, letters);
    for (size_t i = 0; trial_effects[i]; i++)
        if (expected(t, trial_effects[i]))
            compare_effect(t, trial_effects[i], expected(t, trial_effects[i]));
    compare_end(t);
}
