/* plugin.c - see plugin.h. */
#include "flow/plugin.h"

#include "base/conf.h"
#include "base/memfile.h"
#include "base/words.h"
#include "flow/members.h"
#include "flow/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { API = 1, MANIFEST = 0, RULES = 1, WORDS = 2 };

struct plugin {
    struct source_file files[PACKET_FDS]; /* plugin.conf, rules.conf, words of each language, shared rules */
    int n_files;
    int shared;              /* the first of the shared files */
    const json_t *languages; /* of the words, in their order */
    struct reading reading;
};

static const struct member manifest_members[] = {{"id", 'n', true},
                                                 {"api", 'i', true},
                                                 {"version", 's', true},
                                                 {"agency", 'n', true},
                                                 {"queue", 's', false},
                                                 {"stages", 'l', false},
                                                 {"looks", 'l', false},
                                                 {"letters", 'l', false},
                                                 {"pays", 'l', false},
                                                 {"shares", 'l', false},
                                                 {"devices", 'l', false},
                                                 {"minutes", 'i', false},
                                                 {"law", 's', false},
                                                 {"services", 'r', true},
                                                 {"calls", 'r', false},
                                                 {"rules", 'l', false},
                                                 {0}};

static const struct member call_members[] = {{"service", 'n', true}, {"shares", 'l', true}, {0}};

static const struct member service_members[] = {{"id", 'n', true},
                                                {"icon", 'n', true},
                                                {"need", 'b', false},
                                                {"scan", 'b', false},
                                                {"order", 'i', false},
                                                {"words", 'n', true},
                                                {"agency", 'n', false},
                                                {"queue", 's', false},
                                                {"input", 'o', false},
                                                {"accepts", 'l', false},
                                                {0}};

static int check_service(struct plugin *p, size_t i, json_t *row, const json_t *manifest)
{
    static const char *const inherited[] = {"agency", "queue"};
    char *way = turn_text("services.[%zu]", i);
    const json_t *all = json_object_get(manifest, "services");
    if (members_check(&p->reading, &p->files[MANIFEST], way, row, service_members) < 0)
        return E_FORMAT;
    for (size_t j = 0; j < i; j++)
        if (strcmp(json_text(json_array_get(all, j), "id"), json_text(row, "id")) == 0)
            return members_wrong(&p->reading, &p->files[MANIFEST], way, "another service is called %s already",
                                 json_text(row, "id"));
    for (size_t j = 0; j < COUNT(inherited); j++)
        if (!json_object_get(row, inherited[j]) && json_object_get(manifest, inherited[j]))
            json_object_set(row, inherited[j], json_object_get(manifest, inherited[j]));
    if (!json_object_get(row, "need"))
        json_object_set_new(row, "need", json_false());
    return OK;
}

static int check_calls(struct plugin *p, const json_t *calls, const json_t *services)
{
    const struct source_file *f = &p->files[MANIFEST];
    size_t i, j;
    json_t *row, *own;
    json_array_foreach (calls, i, row) {
        char *way = turn_text("calls.[%zu]", i);
        if (members_check(&p->reading, f, way, row, call_members) < 0)
            return E_FORMAT;
        json_array_foreach (services, j, own)
            if (strcmp(json_text(own, "id"), json_text(row, "service")) == 0)
                return members_wrong(&p->reading, f, way, "%s would call itself", json_text(own, "id"));
    }
    return OK;
}

/* What the manifest does not list, it does not use. */
static void fill_lists(json_t *manifest)
{
    for (const struct member *m = manifest_members; m->name; m++)
        if (m->kind == 'l' && !json_object_get(manifest, m->name))
            json_object_set_new(manifest, m->name, json_array());
}

static int check_manifest(struct plugin *p, const char *id)
{
    const struct source_file *f = &p->files[MANIFEST];
    json_t *manifest = f->value, *services = json_object_get(manifest, "services"), *row;
    size_t i;
    if (members_check(&p->reading, f, "", manifest, manifest_members) < 0)
        return E_FORMAT;
    if (*id && strcmp(json_text(manifest, "id"), id) != 0)
        return members_wrong(&p->reading, f, "id", "id is %s, but the folder is called %s; make them the same",
                             json_text(manifest, "id"), id);
    if (json_number(manifest, "api", 0) != API)
        return members_wrong(&p->reading, f, "api", "this runtime speaks api = %d", API);
    fill_lists(manifest);
    if (json_array_size(json_object_get(manifest, "stages")) > PLUGIN_STAGES)
        return members_wrong(&p->reading, f, "stages", "at most %d stages: nobody wants to see more steps",
                             PLUGIN_STAGES);
    if (json_array_size(services) == 0)
        return members_wrong(&p->reading, f, "services", "a plugin has at least one service");
    json_array_foreach (services, i, row)
        if (check_service(p, i, row, manifest) < 0)
            return E_FORMAT;
    return check_calls(p, json_object_get(manifest, "calls"), services);
}

static int check_texts(struct plugin *p, const struct source_file *f, const char *way, const json_t *group)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        const char *inner = members_way(way, name);
        if (json_is_object(value) ? check_texts(p, f, inner, value) < 0 : !json_is_string(value))
            return json_is_object(value) ? E_FORMAT : members_wrong(&p->reading, f, inner, "%s is not a text", inner);
    }
    return OK;
}

static int need_text(struct plugin *p, const struct source_file *f, const char *way)
{
    const char *text = json_string_value(json_at(f->value, way));
    if (text && *text)
        return OK;
    char *group = turn_text("%.*s", (int)(strrchr(way, '.') - way), way);
    return members_wrong(&p->reading, f, group, "the text %s is missing; the manifest speaks of it", way);
}

static const char *language_of(const struct plugin *p, int i)
{
    const char *language = json_string_value(json_array_get(p->languages, (size_t)(i - WORDS)));
    return language ? language : "?";
}

/* What the manifest speaks of. */
static int check_needed(struct plugin *p, const struct source_file *f)
{
    const json_t *manifest = p->files[MANIFEST].value;
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(manifest, "services"), i, row) {
        const char *words = json_text(row, "words");
        if (need_text(p, f, turn_text("services.%s.title", words)) < 0 ||
            need_text(p, f, turn_text("services.%s.line", words)) < 0)
            return E_FORMAT;
    }
    json_array_foreach (json_object_get(manifest, "stages"), i, row)
        if (need_text(p, f, turn_text("stages.%s", json_string_value(row))) < 0)
            return E_FORMAT;
    return OK;
}

static int check_words(struct plugin *p, int i)
{
    const struct source_file *f = &p->files[i];
    if (check_texts(p, f, "", f->value) < 0)
        return E_FORMAT;
    return words_required(language_of(p, i)) ? check_needed(p, f) : OK;
}

static int check(struct plugin *p, const char *id)
{
    if (check_manifest(p, id) < 0 || rules_check(&p->reading, &p->files[RULES]) < 0)
        return E_FORMAT;
    for (int i = WORDS; i < p->shared; i++)
        if (check_words(p, i) < 0)
            return E_FORMAT;
    return OK;
}

static int read_file(struct plugin *p, int fd, const char *name)
{
    size_t n;
    struct source_file *f = &p->files[p->n_files];
    snprintf(f->name, sizeof f->name, "%s", name);
    if (memfile_read(name, fd, PLUGIN_FILE_MAX, &f->text, &n) < 0) {
        snprintf(p->reading.why, p->reading.n_why, "%s:1: not a sealed file of at most %d KiB", name,
                 PLUGIN_FILE_MAX / 1024);
        return E_FORMAT;
    }
    p->n_files++;
    if (strlen(f->text) != n) {
        snprintf(p->reading.why, p->reading.n_why, "%s:1: this is not a text", name);
        return E_FORMAT;
    }
    f->value = conf_read(name, f->text, p->reading.why, p->reading.n_why);
    return f->value ? OK : E_FORMAT;
}

static int read_files(struct plugin *p, const struct packet *packet)
{
    const json_t *shared = json_object_get(packet->body, "shared");
    p->languages = json_object_get(packet->body, "languages");
    p->shared = WORDS + (int)json_array_size(p->languages);
    if (p->shared + (int)json_array_size(shared) != packet->n_fds) {
        snprintf(p->reading.why, p->reading.n_why,
                 "plugin: a file of words for each language is needed, and those of shared rules");
        return E_FORMAT;
    }
    if (read_file(p, packet->fds[MANIFEST], "plugin.conf") < 0 || read_file(p, packet->fds[RULES], "rules.conf") < 0)
        return E_FORMAT;
    for (int i = WORDS; i < p->shared; i++)
        if (read_file(p, packet->fds[i], turn_text("words.%.8s.conf", language_of(p, i))) < 0)
            return E_FORMAT;
    return OK;
}

/* Only a plugin that lists rules from outside has to do with them, and with the mistakes of whoever wrote them. */
static int read_shared(struct plugin *p, const struct packet *packet)
{
    const json_t *names = json_object_get(packet->body, "shared"), *wanted = json_at(p->files[MANIFEST].value, "rules");
    json_t *rows = json_object_get(p->files[RULES].value, "rules");
    if (json_array_size(wanted) == 0)
        return OK;
    for (int i = p->shared; i < packet->n_fds; i++) {
        const char *name = json_string_value(json_array_get(names, (size_t)(i - p->shared)));
        if (read_file(p, packet->fds[i], name ? name : "?") < 0 ||
            rules_take(&p->reading, &p->files[i], wanted, rows) < 0)
            return E_FORMAT;
    }
    return OK;
}

static json_t *whole(const struct plugin *p)
{
    json_t *words = json_object();
    for (int i = WORDS; i < p->shared; i++)
        json_object_set(words, language_of(p, i), p->files[i].value);
    return json_pack("{sO,sO,so}", "manifest", p->files[MANIFEST].value, "rules",
                     json_object_get(p->files[RULES].value, "rules"), "words", words);
}

json_t *plugin_read(const struct packet *packet, char *why, size_t n_why)
{
    struct plugin p = {.reading = {why, n_why}};
    json_t *plugin = NULL;
    if (read_files(&p, packet) == OK && check(&p, json_text(packet->body, "service")) == OK &&
        read_shared(&p, packet) == OK)
        plugin = whole(&p);
    for (int i = 0; i < p.n_files; i++) {
        free(p.files[i].text);
        json_decref(p.files[i].value);
    }
    return plugin;
}
