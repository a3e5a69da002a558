/* journals.c - see journals.h. */
#define _GNU_SOURCE
#include "kit/journals.h"

#include "base/memfile.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { JOURNAL_MAX = 1 << 20 };

/* "A renewal, late" becomes "a-renewal-late". */
static const char *slug(const char *name)
{
    char *to = turn_text("%s", name), *end = to;
    for (; *name; name++) {
        if (isalnum((unsigned char)*name))
            *end++ = (char)tolower((unsigned char)*name);
        else if (end > to && end[-1] != '-')
            *end++ = '-';
    }
    while (end > to && end[-1] == '-')
        end--;
    *end = 0;
    return *to ? to : "test";
}

static char *path_of(const struct plugin *plugin, const char *name)
{
    return turn_text("%s/journals/%s", plugin->folder, name);
}

int journal_record(const struct trial *t)
{
    const struct plugin *plugin = t->survey->plugin;
    const char *folder = path_of(plugin, "");
    if (mkdir(folder, 0755) < 0 && errno != EEXIST)
        return fail_errno("%s", folder);
    json_t *journal = json_pack("{sO,sO,sO*,sO}", "test", json_object_get(t->wanted, "name"), "service",
                                json_object_get(t->service, "id"), "input", t->run.input, "rows", t->run.journal);
    char *text = json_dumps(journal, JSON_INDENT(1) | JSON_SORT_KEYS);
    must(text != NULL);
    char *path = path_of(plugin, turn_text("%s.json", slug(json_text(t->wanted, "name"))));
    int code = file_write_path(path, turn_text("%s\n", text), strlen(text) + 1, 0644);
    free(text);
    json_decref(journal);
    return code;
}

static int is_journal(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && dot != entry->d_name && strcmp(dot, ".json") == 0;
}

json_t *journals_of(const struct plugin *plugin)
{
    struct dirent **entries;
    json_t *names = json_array();
    int n = scandir(path_of(plugin, ""), &entries, is_journal, alphasort);
    for (int i = 0; i < n; i++) {
        json_array_append_new(names, json_string(entries[i]->d_name));
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return names;
}

/* Where the run left the rows: the first step that is not the recorded one. */
static const char *left(const struct run *run, const json_t *rows)
{
    size_t at = (size_t)json_number(run->said, "at", 0);
    const json_t *row = json_array_get(rows, at);
    const char *key = json_text(run->said, "key"), *had = json_text(row, "key");
    if (run_said(run, "error"))
        return turn_text("%s", json_text(run->said, "message"));
    if (!run_said(run, "step"))
        return NULL;
    if (!row)
        return turn_text("the visit ended after step %zu; now \"%s\" comes there", at, key);
    if (strcmp(key, had) != 0)
        return turn_text("step %zu was \"%s\"; now \"%s\" comes there", at + 1, had, key);
    return turn_text("step %zu, \"%s\", asks something else than it did: its kind or its options are others", at + 1,
                     key);
}

/* The last step is open again: a script that ends early never looks at the rows that are left. */
static bool stands_at_last(const struct run *run, const json_t *rows)
{
    size_t last = json_array_size(rows) - 1;
    const json_t *row = json_array_get(rows, last);
    return run_said(run, "step") && json_equal(json_object_get(run->said, "sig"), json_object_get(row, "sig")) &&
           (size_t)json_number(run->said, "at", 0) == last;
}

static const char *replay(struct run *run, const json_t *rows)
{
    size_t n = json_array_size(rows);
    run_with(run, rows);
    const char *wrong = left(run, rows);
    if (wrong || n == 0)
        return wrong;
    run_again(run, n - 1);
    return stands_at_last(run, rows) ? NULL : turn_text("the visit had %zu steps; now it ends before the last one", n);
}

const char *journal_replay(struct chair *chair, const struct plugin *plugin, const char *name)
{
    struct run run;
    json_t *journal = json_read_file(path_of(plugin, name), JOURNAL_MAX);
    const json_t *rows = json_object_get(journal, "rows");
    const char *wrong = "it is no journal: record it again";
    if (json_is_array(rows)) {
        run_open(&run, chair, plugin->texts[MAIN_LUA], json_object_get(journal, "input"));
        wrong = replay(&run, rows);
        run_close(&run);
    }
    json_decref(journal);
    return wrong;
}
