/* texts.c - see texts.h. The groups of each kind are the table "Screens" of runtime/messages.md. */
#define _GNU_SOURCE
#include "kit/texts.h"

#include "base/words.h"
#include "domain/template.h"
#include "kit/lines.h"
#include "kit/run.h"

#include <ctype.h>
#include <string.h>

/* A screen: the texts it cannot do without, those it may have, and the group its listed names are worded in. */
static const struct screen {
    const char *kind, *wanted, *more;
    const char *option, *group;
} screens[] = {{"consent", "title", "hint label body", "shares", "list"},
               {"choice", "title", "hint label", "from", "from"},
               {"pick", "title", "hint label", NULL, NULL},
               {"slot", "title", "hint label", NULL, NULL},
               {"country", "title", "hint label", NULL, NULL},
               {"address", "title", "hint label", NULL, NULL},
               {"yes", "title", "hint label yes no", "list", "list"},
               {"text", "title", "hint label", NULL, NULL},
               {"number", "title", "hint label", NULL, NULL},
               {"nik", "title", "hint label", NULL, NULL},
               {"phone", "title", "hint label", NULL, NULL},
               {"date", "title", "hint label", NULL, NULL},
               {"year", "title", "hint label", NULL, NULL},
               {"pin", "title", "hint label", NULL, NULL},
               {"sign", "title", "hint label", NULL, NULL},
               {"confirm", "title", "hint body understood next", "list", "list"},
               {"review", "title", "hint label body next", NULL, NULL},
               {"info", "title", "hint body", "list", "list"},
               {"stop", "title", "hint body", "list", "list"},
               {"done", "title", "hint body", "list", "list"},
               {"ktp", "", "title hint label nik", NULL, NULL},
               {"code", "", "title hint label", NULL, NULL},
               {"photo", "", "title hint label", NULL, NULL},
               {"scan", "", "title hint label", NULL, NULL},
               {"pay", "", "title hint label", NULL, NULL},
               {"ticket", "", "title hint label note", NULL, NULL},
               {"reprint", "title", "note", NULL, NULL},
               {"slip", "title", "note", "list", "list"},
               {"document", "title", "", NULL, NULL},
               {"copy", "title", "", NULL, NULL},
               {0}};

void texts_open(struct texts *texts, const struct plugin *plugin, struct problems *problems)
{
    *texts = (struct texts){plugin, problems, json_object()};
}

void texts_close(struct texts *texts)
{
    json_decref(texts->used);
}

static const char *text_of(const struct plugin *plugin, const char *language, const char *key)
{
    const char *text =
        json_string_value(json_at(json_object_get(json_object_get(plugin->parsed, "words"), language), key));
    return text && *text ? text : NULL;
}

static const char *other(const char *language)
{
    return strcmp(language, "id") == 0 ? "en" : "id";
}

/* In a language that falls back to Indonesian it is only something to think about. */
static void tell(struct texts *t, const char *language, const char *key, const char *what)
{
    const char *path = plugin_words_path(t->plugin, language);
    int line = line_of_setting(plugin_words(t->plugin, language), key);
    (words_required(language) ? problem_add : problem_hint)(t->problems, path, line, "%s", what);
}

static const char *names_of(const json_t *with)
{
    const char *list = "", *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)with, name, value)
        list = turn_text("%s%s%s", list, *list ? " " : "", name);
    return *list ? turn_text("main.lua gives: %s", list) : "main.lua gives no values here (with = { ... })";
}

static size_t name_in(const char *at)
{
    size_t n = 0;
    while (isalnum((unsigned char)at[n]) || at[n] == '_')
        n++;
    return n;
}

/* One "{name}" or "{name:how}" of a text. */
static void check_place(struct texts *t, const char *language, const char *key, const char *at, const json_t *with)
{
    static const char ways[] = " rupiah day number spell ";
    size_t n = name_in(at), n_how = at[n] == ':' ? name_in(at + n + 1) : 0;
    const char *end = at + n + (at[n] == ':' ? 1 + n_how : 0);
    if (n == 0 || *end != '}')
        return;
    char *name = turn_text("%.*s", (int)n, at), *how = turn_text(" %.*s ", (int)n_how, at + n + 1);
    if (!json_object_get(with, name))
        tell(t, language, key, turn_text("{%s} in %s has no value; %s", name, key, names_of(with)));
    else if (at[n] == ':' && !strstr(ways, how))
        tell(t, language, key,
             turn_text("{%s:%.*s} in %s: values are written as rupiah, day, number or spell", name, (int)n_how,
                       at + n + 1, key));
}

static void check_places(struct texts *t, const char *language, const char *key, const char *text, const json_t *with)
{
    for (const char *at = text; (at = strchr(at, '{')); at++)
        check_place(t, language, key, at + 1, with);
}

static void need(struct texts *t, const char *key, const json_t *with, bool wanted)
{
    const char *language;
    json_t *words;
    json_object_set_new(t->used, key, json_true());
    json_object_foreach (json_object_get(t->plugin->parsed, "words"), language, words) {
        const char *text = text_of(t->plugin, language, key), *name = strrchr(key, '.');
        if (text)
            check_places(t, language, key, text, with);
        else if (wanted || text_of(t->plugin, other(language), key))
            tell(t, language, key,
                 turn_text("the text %s is missing%s; write %s = \"...\"; there", key,
                           text_of(t->plugin, other(language), key) ? ", the other language has it" : "",
                           name ? name + 1 : key));
    }
}

static void need_each(struct texts *t, const char *key, const char *names, const json_t *with, bool wanted)
{
    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        char *name = turn_text("%.*s", (int)n, at);
        need(t, turn_text("%s.%s", key, name), strcmp(name, "label") == 0 ? NULL : with, wanted);
        at += n;
    }
}

static const struct screen *find_screen(const char *kind)
{
    const struct screen *screen = screens;
    while (screen->kind && strcmp(screen->kind, kind) != 0)
        screen++;
    return screen->kind ? screen : NULL;
}

/* What stands on paper. */
static void need_document(struct texts *t, const char *template, const json_t *with)
{
    json_t *keys = template_words(json_object_get(t->plugin->documents, template)), *key;
    size_t i;
    json_array_foreach (keys, i, key)
        if (*template)
            need(t, turn_text("documents.%s.%s", template, json_string_value(key)), with, true);
    json_decref(keys);
}

void texts_show(struct texts *t, const json_t *step)
{
    const struct screen *screen = find_screen(json_text(step, "kind"));
    const json_t *options = json_object_get(step, "options"), *with = json_object_get(options, "with");
    const char *key = words_key(json_text(step, "key"));
    size_t i;
    json_t *name;
    if (!screen)
        return;
    if (!json_is_object(with)) /* a consent is with an agency */
        with = json_object_get(options, "values");
    need_each(t, key, screen->wanted, with, true);
    need_each(t, key, screen->more, with, false);
    json_array_foreach (screen->option ? json_object_get(options, screen->option) : NULL, i, name)
        need(t, turn_text("%s.%s.%s", key, screen->group, json_string_value(name)), with, true);
    json_array_foreach (json_object_get(options, "have"), i, name)
        need(t, turn_text("%s.list.%s", key, json_string_value(name)), with, true);
    json_array_foreach (json_object_get(options, "bars"), i, name)
        need(t, turn_text("%s.bars.%s", key, json_string_value(json_array_get(name, 0))), with, true);
    need_document(t, json_text(options, "template"), with);
    if (*json_text(options, "unit"))
        need(t, turn_text("%s.unit.%s", key, json_text(options, "unit")), with, false);
}

void texts_name(struct texts *t, const json_t *service)
{
    need(t, turn_text("services.%s.tile", json_text(service, "words")), NULL, false);
}

void texts_refuse(struct texts *t, const json_t *step, const json_t *refusal)
{
    const char *key = json_text(refusal, "key");
    char *inner = turn_text("%s.%s", words_key(json_text(step, "key")), key);
    need(t, text_of(t->plugin, "id", inner) ? inner : key, json_object_get(refusal, "with"), true);
}

static bool group_used(const struct texts *t, const char *way)
{
    const char *used;
    json_t *value;
    size_t n = strlen(way);
    json_object_foreach (t->used, used, value) {
        if (strncmp(used, way, n) == 0 && (used[n] == '.' || !used[n]))
            return true;
    }
    return false;
}

/* A name that stands in quotes in main.lua, or in a rule, may be shown on a way that was not walked. */
static bool may_be_shown(const struct texts *t, const char *name)
{
    return has_name(t->plugin->texts[MAIN_LUA], name) || strstr(t->plugin->texts[RULES_CONF], name);
}

static void find_unused(struct texts *t, const char *language, const char *way, const json_t *group)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        char *inner = *way ? turn_text("%s.%s", way, name) : turn_text("%s", name);
        bool of_manifest = !*way && (strcmp(name, "services") == 0 || strcmp(name, "stages") == 0);
        if (of_manifest || (!group_used(t, inner) && may_be_shown(t, name)))
            continue;
        if (!group_used(t, inner))
            problem_hint(t->problems, plugin_words_path(t->plugin, language),
                         line_of_setting(plugin_words(t->plugin, language), inner),
                         "no step shows %s; take it out, or use it", inner);
        else if (json_is_object(value))
            find_unused(t, language, inner, value);
    }
}

void texts_unused(struct texts *t)
{
    const char *language;
    json_t *words;
    json_object_foreach (json_object_get(t->plugin->parsed, "words"), language, words)
        find_unused(t, language, "", words);
}
