/* unused.c - hints about what no way used: the rest of survey.h. A name that stands in quotes in main.lua may be used
 * on a way that was not walked, and nothing is said of it. */
#define _GNU_SOURCE
#include "kit/survey.h"

#include "base/clock.h"
#include "domain/rule.h"
#include "kit/lines.h"

#include <string.h>

static void unused_lists(struct survey *s)
{
    static const char *const lists_of_manifest[] = {"looks", "letters", "pays", "stages", "shares", "rules"};
    size_t i;
    json_t *name;
    for (size_t l = 0; l < COUNT(lists_of_manifest); l++) {
        json_array_foreach (json_object_get(plugin_manifest(s->plugin), lists_of_manifest[l]), i, name) {
            const char *text = json_string_value(name);
            if (!json_object_get(s->seen, turn_text("%s %s", lists_of_manifest[l], text)) &&
                !has_name(s->plugin->texts[MAIN_LUA], text))
                problem_hint(s->problems, plugin_path(s->plugin, PLUGIN_CONF),
                             line_of_setting(s->plugin->texts[PLUGIN_CONF], lists_of_manifest[l]),
                             "%s lists \"%s\", and main.lua does not use it", lists_of_manifest[l], text);
        }
    }
}

/* What is counted in working days soon reaches a year whose holidays nobody has brought. */
static void unknown_year(struct survey *s, const char *name)
{
    int year = rule_unknown_year(plugin_rule(s->plugin, name, s->world.today, ""), s->world.today);
    if (year)
        problem_hint(s->problems, plugin_path(s->plugin, MAIN_LUA), line_of_name(s->plugin->texts[MAIN_LUA], name),
                     "%s knows no holidays of %d yet; bring the new rules before deadlines reach that year", name,
                     year);
}

/* Rules that no way asked for, and those that will end one day with nothing after them. Shared ones are somebody
 * else's.
 */
static void unused_rules(struct survey *s)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(s->plugin->parsed, "rules"), i, row) {
        const char *name = json_text(row, "name"), *to = json_text(row, "valid_to");
        const char *path = plugin_path(s->plugin, RULES_CONF);
        int line = line_of_name(s->plugin->texts[RULES_CONF], name);
        struct day last;
        char next[11];
        if (!has_name(s->plugin->texts[RULES_CONF], name))
            continue;
        if (!json_object_get(s->seen, name) && !has_name(s->plugin->texts[MAIN_LUA], name))
            problem_hint(s->problems, path, line, "no way asked for the rule %s; take it out, or use it", name);
        if (!day_read(to, &last))
            continue;
        day_write(day_from_number(day_number(last) + 1), next);
        if (!plugin_rule(s->plugin, name, next, ""))
            problem_hint(s->problems, path, line, "nothing holds of %s from %s on; add the row that begins then", name,
                         next);
    }
}

/* Each rule once: of its rows the one that holds today. */
static void unknown_years(struct survey *s)
{
    size_t i;
    json_t *row, *told = json_object();
    json_array_foreach (json_object_get(s->plugin->parsed, "rules"), i, row) {
        const char *name = json_text(row, "name");
        if (!json_object_get(told, name))
            unknown_year(s, name);
        json_object_set_new(told, name, json_true());
    }
    json_decref(told);
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

/* "class_" .. group is no key yet. */
static bool is_part(const char *after)
{
    after += *after == '"';
    after += strspn(after, " ");
    return strncmp(after, "..", 2) == 0;
}

/* Some way came to it, or a test answers it. */
static bool is_reached(const struct survey *s, const char *key)
{
    return json_object_get(s->seen, key) || json_object_get(s->world.answers, key);
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
        if (*open == '"' && !is_part(open + 1 + strlen(key)) && !is_reached(s, key) && !is_comment(text, at))
            problem_hint(s->problems, plugin_path(s->plugin, MAIN_LUA), line_of_key(s->plugin->texts[MAIN_LUA], key),
                         "no way that was walked comes to \"%s\"; give test.lua the answers that lead there", key);
    }
}

void survey_unused(struct survey *s)
{
    static const char *const calls[] = {"ask.", "show.", "read.", "give.", "pay ", "send ", "look(", "call("};
    if (s->broken || s->bounded)
        return; /* what was not used may stand behind the line that broke */
    for (size_t i = 0; i < COUNT(calls); i++)
        unreached(s, calls[i]);
    unused_lists(s);
    unused_rules(s);
    unknown_years(s);
    texts_unused(&s->texts);
}
