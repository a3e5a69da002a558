/* plugin.c - see plugin.h. The files' names and their largest sizes are those of plugins/README.md. */
#define _GNU_SOURCE
#include "kit/plugin.h"

#include "base/memfile.h"
#include "domain/rule.h"
#include "kit/letters.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRIPT_MAX = 64 << 10, CONF_MAX = 256 << 10, PARSED_MAX = 4 << 20, PARSED_FILES = WORDS_EN - PLUGIN_CONF + 1 };

static const struct {
    const char *name;
    size_t max;
    const char *without; /* what stands for it when it is missing */
} files[PLUGIN_FILES] = {{"main.lua", SCRIPT_MAX, NULL},          {"plugin.conf", CONF_MAX, NULL},
                         {"rules.conf", CONF_MAX, "rules = ();"}, {"words.id.conf", CONF_MAX, NULL},
                         {"words.en.conf", CONF_MAX, NULL},       {"test.lua", SCRIPT_MAX, ""}};

char *plugin_path(const struct plugin *plugin, enum plugin_file file)
{
    return turn_text("%s/%s", plugin->folder, files[file].name);
}

static bool read_one(struct plugin *plugin, int i, struct problems *problems)
{
    struct stat about;
    char *path = plugin_path(plugin, (enum plugin_file)i);
    size_t n;
    if (stat(path, &about) < 0 && files[i].without)
        return (plugin->texts[i] = make_text(files[i].without)) != NULL;
    if (stat(path, &about) < 0)
        problem_add(problems, path, 1, "this file is missing; `anjungan new` shows how it looks");
    else if ((size_t)about.st_size > files[i].max)
        problem_add(problems, path, 1,
                    "%lld bytes; at most %zu, so that every kiosk can hold it: take out what belongs elsewhere",
                    (long long)about.st_size, files[i].max);
    else if (file_read_path(path, files[i].max, &plugin->texts[i], &n) < 0)
        problem_add(problems, path, 1, "it cannot be read");
    else if (strlen(plugin->texts[i]) != n)
        problem_add(problems, path, 1, "there is a NUL byte in it; save it as a plain UTF-8 text");
    else
        return true;
    return false;
}

static json_t *read_parsed(const struct plugin *plugin, struct packet *packet, struct problems *problems)
{
    char *bytes;
    size_t n;
    if (packet->n_fds == 0) {
        problem_take(problems, plugin->folder, json_text(packet->body, "message"));
        return NULL;
    }
    if (memfile_read(plugin->id, packet->fds[0], PARSED_MAX, &bytes, &n) < 0)
        return NULL;
    json_t *parsed = json_read(plugin->id, bytes, n, JSON_MAX_FILE_DEPTH);
    free(bytes);
    return parsed;
}

static json_t *parse(struct chair *chair, const struct plugin *plugin, struct problems *problems)
{
    struct kid kid = kid_fork(chair, "parse");
    struct packet packet;
    int fds[PARSED_FILES + RULEBOOK_FILES];
    for (int i = 0; i < PARSED_FILES; i++) {
        const char *text = plugin->texts[PLUGIN_CONF + i];
        fds[i] = memfile_make(files[PLUGIN_CONF + i].name, text, strlen(text));
        must(fds[i] >= 0);
    }
    json_t *parsed = NULL;
    rulebook_files(&chair->rulebook, fds + PARSED_FILES);
    kid_say(&kid,
            json_pack("{ss,ss,s[ss],so}", "type", "parse", "service", plugin->id, "languages", "id", "en", "shared",
                      rulebook_names(&chair->rulebook)),
            fds, PARSED_FILES + chair->rulebook.n);
    if (kid_hear(&kid, &door_parser_to_core, &packet)) {
        parsed = read_parsed(plugin, &packet, problems);
        packet_free(&packet);
    } else {
        problem_add(problems, plugin->folder, 1, "the parser was stopped while it read these files");
    }
    kid_drop(chair, &kid);
    return parsed;
}

/* A folder called "." has its name from where it lies. */
static char *own_name(const char *folder)
{
    char *whole = realpath(folder, NULL);
    char *name = whole ? make_text(strrchr(whole, '/') + 1) : NULL;
    free(whole);
    return name;
}

struct plugin *plugin_open(struct chair *chair, const char *folder, struct problems *problems)
{
    struct plugin *plugin = make(sizeof *plugin);
    bool whole = true;
    plugin->folder = make_text(folder);
    for (size_t n = strlen(folder); n > 1 && folder[n - 1] == '/'; n--)
        plugin->folder[n - 1] = 0;
    plugin->id = own_name(folder);
    if (!plugin->id)
        problem_add(problems, plugin->folder, 1, "there is no such folder; `anjungan new agency.service` makes one");
    for (int i = 0; plugin->id && i < PLUGIN_FILES; i++)
        whole = read_one(plugin, i, problems) && whole;
    if (plugin->id && whole)
        plugin->parsed = parse(chair, plugin, problems);
    if (plugin->parsed && letters_read(plugin, problems))
        return plugin;
    plugin_free(plugin);
    return NULL;
}

void plugin_free(struct plugin *plugin)
{
    if (!plugin)
        return;
    for (int i = 0; i < PLUGIN_FILES; i++)
        free(plugin->texts[i]);
    json_decref(plugin->parsed);
    json_decref(plugin->letters);
    free(plugin->folder);
    free(plugin->id);
    free(plugin);
}

const json_t *plugin_manifest(const struct plugin *plugin)
{
    return json_object_get(plugin->parsed, "manifest");
}

const json_t *plugin_services(const struct plugin *plugin)
{
    return json_object_get(plugin_manifest(plugin), "services");
}

const json_t *plugin_service(const struct plugin *plugin, const char *id)
{
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)plugin_services(plugin), i, row) {
        if (strcmp(json_text(row, "id"), id) == 0)
            return row;
    }
    return NULL;
}

const json_t *plugin_rule(const struct plugin *plugin, const char *name, const char *day)
{
    return json_object_get(rule_find(plugin->parsed, name, day, ""), "value");
}
