/* plugin.c - see plugin.h. The files' names and their largest sizes are those of plugins/README.md. */
#define _GNU_SOURCE
#include "kit/plugin.h"

#include "base/memfile.h"
#include "base/words.h"
#include "domain/rule.h"
#include "kit/documents.h"
#include "kit/letters.h"

#include <dirent.h>
#include <stdio.h>
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

char *plugin_words_path(const struct plugin *plugin, const char *language)
{
    return turn_text("%s/words.%s.conf", plugin->folder, language);
}

const char *plugin_words(const struct plugin *plugin, const char *language)
{
    for (int i = 0; i < plugin->n_more; i++)
        if (strcmp(plugin->more[i].language, language) == 0)
            return plugin->more[i].text;
    return plugin->texts[strcmp(language, "id") == 0 ? WORDS_ID : WORDS_EN];
}

static bool read_text(const char *path, size_t max, char **text, struct problems *problems)
{
    struct stat about;
    size_t n;
    if (stat(path, &about) < 0)
        problem_add(problems, path, 1, "this file is missing; `anjungan new` shows how it looks");
    else if ((size_t)about.st_size > max)
        problem_add(problems, path, 1,
                    "%lld bytes; at most %zu, so that every kiosk can hold it: take out what belongs elsewhere",
                    (long long)about.st_size, max);
    else if (file_read_path(path, max, text, &n) < 0)
        problem_add(problems, path, 1, "it cannot be read");
    else if (strlen(*text) != n)
        problem_add(problems, path, 1, "there is a NUL byte in it; save it as a plain UTF-8 text");
    else
        return true;
    return false;
}

static bool read_one(struct plugin *plugin, int i, struct problems *problems)
{
    const char *path = plugin_path(plugin, (enum plugin_file)i);
    if (access(path, F_OK) < 0 && files[i].without)
        return (plugin->texts[i] = make_text(files[i].without)) != NULL;
    return read_text(path, files[i].max, &plugin->texts[i], problems);
}

/* Words in languages that nobody has to bring. */
static bool read_more(struct plugin *plugin, struct problems *problems)
{
    DIR *folder = opendir(plugin->folder);
    bool whole = true;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        struct plugin_words *words = &plugin->more[plugin->n_more];
        char language[9];
        if (sscanf(entry->d_name, "words.%8[^.].conf", language) != 1 || words_required(language))
            continue;
        if (plugin->n_more == PLUGIN_MORE) {
            problem_add(problems, plugin_words_path(plugin, language), 1, "at most %d languages beside id and en",
                        PLUGIN_MORE);
            whole = false;
            break;
        }
        strcpy(words->language, language);
        whole = read_text(plugin_words_path(plugin, language), CONF_MAX, &words->text, problems) && whole;
        plugin->n_more++;
    }
    if (folder)
        closedir(folder);
    return whole;
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

static void put_file(int *fds, int *n, const char *name, const char *text)
{
    fds[*n] = memfile_make(name, text, strlen(text));
    must(fds[*n] >= 0);
    ++*n;
}

static json_t *parse(struct chair *chair, const struct plugin *plugin, struct problems *problems)
{
    struct kid kid = kid_fork(chair, "parse");
    struct packet packet;
    int fds[PARSED_FILES + PLUGIN_MORE + RULEBOOK_FILES], n = 0;
    json_t *parsed = NULL, *languages = json_pack("[ss]", "id", "en");
    for (int i = 0; i < PARSED_FILES; i++)
        put_file(fds, &n, files[PLUGIN_CONF + i].name, plugin->texts[PLUGIN_CONF + i]);
    for (int i = 0; i < plugin->n_more; i++) {
        put_file(fds, &n, plugin->more[i].language, plugin->more[i].text);
        json_array_append_new(languages, json_string(plugin->more[i].language));
    }
    rulebook_files(&chair->rulebook, fds + n);
    kid_say(&kid,
            json_pack("{ss,ss,so,so}", "type", "parse", "service", plugin->id, "languages", languages, "shared",
                      rulebook_names(&chair->rulebook)),
            fds, n + chair->rulebook.n);
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
    if (plugin->id)
        whole = read_more(plugin, problems) && whole;
    if (plugin->id && whole)
        plugin->parsed = parse(chair, plugin, problems);
    if (plugin->parsed && letters_read(plugin, problems) && documents_read(plugin, problems))
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
    for (int i = 0; i < plugin->n_more; i++)
        free(plugin->more[i].text);
    json_decref(plugin->parsed);
    json_decref(plugin->letters);
    json_decref(plugin->documents);
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

const json_t *plugin_rule(const struct plugin *plugin, const char *name, const char *day, const char *place)
{
    return json_object_get(rule_find(plugin->parsed, name, day, place), "value");
}
