/* letters.c - see letters.h. A schema is JSON and nothing runs it, so it is read in this process. */
#define _GNU_SOURCE
#include "kit/letters.h"

#include "base/memfile.h"
#include "domain/schema.h"
#include "kit/pictures.h"
#include "kit/lines.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = "letters";

static char *path_of(const struct plugin *plugin, const char *file)
{
    return turn_text("%s/%s/%s", plugin->folder, folder, file);
}

static bool read_one(struct plugin *plugin, const char *file, struct problems *problems)
{
    char *bytes, *name = schema_name(file);
    size_t n;
    int line;
    struct schema_flaw flaw;
    if (!name) {
        problem_add(problems, path_of(plugin, file), 1,
                    "only schemas of letters lie here; name it after its letter: LETTER.schema.json");
        return false;
    }
    if (file_read_path(path_of(plugin, file), SCHEMA_FILE_MAX, &bytes, &n) < 0) {
        problem_add(problems, path_of(plugin, file), 1, "it cannot be read, or has more than %d KiB",
                    SCHEMA_FILE_MAX / 1024);
        return false;
    }
    json_t *schema = schema_read(bytes, n, &flaw, &line);
    if (schema)
        json_object_set_new(plugin->letters, name, schema);
    else
        problem_add(problems, path_of(plugin, file), line ? line : line_of_name(bytes, flaw.word), "%s%s%s", flaw.at,
                    *flaw.at ? ": " : "", flaw.why);
    free(bytes);
    return schema != NULL;
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

bool letters_read(struct plugin *plugin, struct problems *problems)
{
    struct dirent **entries;
    int n = scandir(turn_text("%s/%s", plugin->folder, folder), &entries, is_file, alphasort);
    bool good = true;
    plugin->letters = json_object();
    for (int i = 0; i < n; i++) {
        good = read_one(plugin, entries[i]->d_name, problems) && good;
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return good;
}

void letters_complete(const struct plugin *plugin, struct problems *problems)
{
    const json_t *letters = json_object_get(plugin_manifest(plugin), "letters");
    json_t *one, *wanted = json_object(), *schema;
    const char *name;
    size_t i;
    json_array_foreach ((json_t *)(uintptr_t)letters, i, one) {
        name = json_string_value(one);
        json_object_set_new(wanted, name, json_true());
        if (!json_object_get(plugin->letters, name))
            problem_add(problems, plugin_path(plugin, PLUGIN_CONF), line_of_name(plugin->texts[PLUGIN_CONF], name),
                        "the letter %s has no schema, so nobody can rely on what is in it; write %s/%s.schema.json "
                        "(plugins/README.md, Letters)",
                        name, folder, name);
    }
    json_object_foreach (plugin->letters, name, schema) {
        if (!json_object_get(wanted, name))
            problem_add(problems, path_of(plugin, turn_text("%s.schema.json", name)), 1,
                        "plugin.conf lists no letter %s; add it to letters there, or take this file out", name);
    }
    json_decref(wanted);
}

void letter_holds(struct survey *s, const json_t *rows, const char *name, const json_t *data)
{
    struct schema_flaw flaw;
    const json_t *schema = json_object_get(s->plugin->letters, name);
    const char *why;
    json_t *letter = pictures_fill(data, &why);
    bool fits = letter && (!schema || schema_fits(schema, letter, &flaw));
    json_decref(letter);
    if (fits)
        return;
    char *told = letter ? turn_text("the letter %s does not fit its schema: %s: %s", name, flaw.at, flaw.why)
                        : turn_text("the letter %s has %s", name, why);
    if (json_object_get(s->mistakes, told))
        return;
    json_object_set_new(s->mistakes, told, json_true());
    char *way = way_told(rows);
    problem_add(s->problems, plugin_path(s->plugin, MAIN_LUA), line_of_key(s->plugin->texts[MAIN_LUA], name),
                "%s%s%s%s; send what letters/%s.schema.json says, or change the schema", told, *way ? " (after " : "",
                way, *way ? ")" : "", name);
}
