/* words.c - see words.h. */
#define _GNU_SOURCE
#include "words.h"

#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int need(const json_t *plugin, const char *key)
{
    const char *language;
    json_t *texts;
    int missing = 0;
    json_object_foreach (json_object_get(plugin, "words"), language, texts) {
        const char *text = json_string_value(json_at(texts, key));
        if (text && *text)
            continue;
        fprintf(stderr, "words.%s.conf: %s is missing\n", language, key);
        missing++;
    }
    return missing;
}

static int need_items(const json_t *plugin, const char *key, const char *group, const json_t *items)
{
    size_t i;
    json_t *item;
    int missing = 0;
    json_array_foreach (items, i, item)
        missing += need(plugin, turn_text("%s.%s.%s", key, group, json_string_value(item)));
    return missing;
}

static bool is_one_of(const char *kind, const char *list)
{
    return strstr(list, turn_text(" %s ", kind)) != NULL;
}

/* "child[1].name#2" has its texts under "name". */
static const char *text_key(const char *key)
{
    const char *scope = strrchr(key, ']');
    char *own = turn_text("%s", scope ? scope + 2 : key), *times = strchr(own, '#');
    if (times)
        *times = 0;
    return own;
}

int words_missing(const json_t *plugin, const json_t *step)
{
    const char *kind = json_text(step, "kind"), *key = text_key(json_text(step, "key"));
    const json_t *options = json_object_get(step, "options");
    if (is_one_of(kind, " look rule today now send "))
        return 0;
    int missing = need(plugin, turn_text("%s.title", key));
    if (is_one_of(kind, " consent choice text number nik phone date ktp pay "))
        missing += need(plugin, turn_text("%s.hint", key)) + need(plugin, turn_text("%s.label", key));
    if (is_one_of(kind, " info stop done "))
        missing += need(plugin, turn_text("%s.body", key));
    missing += need_items(plugin, key, "from", json_object_get(options, "from"));
    missing += need_items(plugin, key, "list", json_object_get(options, "list"));
    return missing + need_items(plugin, key, "list", json_object_get(options, "shares"));
}

static bool ends_name(const char *at)
{
    return *at == ' ' || *at == '{' || *at == '(' || *at == '"';
}

/* ask.text { "name", ... and pay { "fee": the first quoted word after the name of a step is its key. */
int words_missing_in(const json_t *plugin, const char *source)
{
    static const char *const names[] = {"ask.", "show.", "read.", "give.", "pay "};
    int missing = 0;
    for (size_t i = 0; i < COUNT(names); i++) {
        for (const char *at = source; (at = strstr(at, names[i]));) {
            at += strlen(names[i]);
            const char *open = at;
            while (*open && !ends_name(open))
                open++;
            open += strspn(open, " {(");
            if (*open == '"')
                missing += need(plugin, turn_text("%.*s.title", (int)strcspn(open + 1, "\""), open + 1));
        }
    }
    return missing;
}
