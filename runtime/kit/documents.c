/* documents.c - see documents.h. A template is JSON and nothing runs it, so it is read in this process. */
#define _GNU_SOURCE
#include "kit/documents.h"

#include "base/memfile.h"
#include "domain/template.h"
#include "kit/lines.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static bool read_one(struct plugin *plugin, const char *name, struct problems *problems)
{
    char *bytes, why[TEMPLATE_WHY], *path = turn_text("%s/%s", plugin->folder, template_file(name));
    size_t n;
    int line;
    if (file_read_path(path, TEMPLATE_FILE_MAX, &bytes, &n) < 0) {
        problem_add(problems, path, 1, "it cannot be read, or has more than %d KiB", TEMPLATE_FILE_MAX / 1024);
        return false;
    }
    json_t *template = template_read(bytes, n, why, &line);
    if (template)
        json_object_set_new(plugin->documents, name, template);
    else
        problem_add(problems, path, line ? line : 1, "%s", why);
    free(bytes);
    return template != NULL;
}

static int is_template(const struct dirent *entry)
{
    return template_name(entry->d_name) != NULL;
}

bool documents_read(struct plugin *plugin, struct problems *problems)
{
    struct dirent **entries;
    int n = scandir(plugin->folder, &entries, is_template, alphasort);
    bool good = true;
    plugin->documents = json_object();
    for (int i = 0; i < n; i++) {
        good = read_one(plugin, template_name(entries[i]->d_name), problems) && good;
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return good;
}

void document_holds(struct survey *s, const char *name)
{
    char *told = turn_text("there is no %s, which is the template of a document", template_file(name));
    if (!*name || json_object_get(s->plugin->documents, name) || json_object_get(s->mistakes, told))
        return;
    json_object_set_new(s->mistakes, told, json_true());
    problem_add(s->problems, plugin_path(s->plugin, MAIN_LUA), line_of_name(s->plugin->texts[MAIN_LUA], name),
                "%s; write it (plugins/README.md, Documents)", told);
}
