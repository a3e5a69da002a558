/* plugin.c - see plugin.h. The line of a wrong setting is asked of libconfig again: mistakes are rare, and JSON has no
 * lines. */
#include "flow/plugin.h"

#include "base/clock.h"
#include "base/conf.h"
#include "base/memfile.h"
#include "domain/region.h"

#include <ctype.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { API = 1, NAME_MAX_BYTES = 64, FILES = 4, MANIFEST = 0, RULES = 1, WORDS = 2 };

struct file {
    char name[40];
    char *text;
    json_t *value;
};

struct plugin {
    struct file files[FILES]; /* plugin.conf, rules.conf, words of each language */
    int n_files;
    char *why;
    size_t n_why;
};

struct member {
    const char *name;
    char kind; /* n name, s text, i whole number, b truth, d day, p place, l list of names, o group, r rows, * any */
    bool wanted;
};

static const struct member manifest_members[] = {
    {"id", 'n', true},     {"api", 'i', true},      {"version", 's', true},  {"agency", 'n', true},
    {"queue", 's', false}, {"stages", 'l', false},  {"looks", 'l', false},   {"letters", 'l', false},
    {"pays", 'l', false},  {"shares", 'l', false},  {"devices", 'l', false}, {"minutes", 'i', false},
    {"law", 's', false},   {"services", 'r', true}, {"calls", 'r', false},   {0}};

static const struct member call_members[] = {{"service", 'n', true}, {"shares", 'l', true}, {0}};

static const struct member service_members[] = {
    {"id", 'n', true},      {"icon", 'n', true},   {"need", 'b', false},  {"order", 'i', false},   {"words", 'n', true},
    {"agency", 'n', false}, {"queue", 's', false}, {"input", 'o', false}, {"accepts", 'l', false}, {0}};

static const struct member rule_members[] = {{"name", 'n', true},      {"value", '*', true},
                                             {"unit", 's', false},     {"valid_from", 'd', true},
                                             {"valid_to", 'd', false}, {"law", 's', true},
                                             {"source", 's', false},   {"note", 's', false},
                                             {"place", 'p', false},    {0}};

static int line_of(const struct file *f, const char *way)
{
    config_t conf;
    config_init(&conf);
    const config_setting_t *at = config_read_string(&conf, f->text) && *way ? config_lookup(&conf, way) : NULL;
    int line = at ? (int)config_setting_source_line(at) : 1;
    config_destroy(&conf);
    return line;
}

LIKE_PRINTF(4) static int wrong(struct plugin *p, const struct file *f, const char *way, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = snprintf(p->why, p->n_why, "%s:%d: ", f->name, line_of(f, way));
    vsnprintf(p->why + n, p->n_why - (size_t)n, format, args);
    va_end(args);
    return E_FORMAT;
}

static bool is_name(const json_t *value)
{
    const char *text = json_string_value(value);
    if (!text || !isalpha((unsigned char)*text) || strlen(text) > NAME_MAX_BYTES)
        return false;
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("_.-", *text))
            return false;
    return true;
}

static bool is_names(const json_t *value)
{
    size_t i;
    json_t *item;
    json_array_foreach (value, i, item)
        if (!is_name(item))
            return false;
    return json_is_array(value);
}

static const char *lacks(const json_t *value, char kind)
{
    struct day day;
    const char *text = json_string_value(value);
    switch (kind) {
    case 'n':
        return is_name(value) ? NULL : "a name like \"polri.skck\"";
    case 's':
        return text && *text ? NULL : "a text";
    case 'i':
        return json_is_integer(value) ? NULL : "a whole number";
    case 'b':
        return json_is_boolean(value) ? NULL : "true or false";
    case 'd':
        return text && day_read(text, &day) ? NULL : "a day like \"2020-12-21\"";
    case 'p':
        return text && region_is(text) ? NULL : "a region code like \"33\" or \"33.07\"";
    case 'l':
        return is_names(value) ? NULL : "a list of names like [ \"need\", \"check\" ]";
    case 'o':
        return json_is_object(value) ? NULL : "a group like { queue = \"A\"; }";
    case 'r':
        return json_is_array(value) ? NULL : "a list of groups like ( { ... }, { ... } )";
    default:
        return NULL;
    }
}

static const char *known(const struct member *members)
{
    const char *list = "";
    for (; members->name; members++)
        list = turn_text("%s%s%s", list, *list ? ", " : "", members->name);
    return list;
}

static const struct member *find_member(const struct member *members, const char *name)
{
    for (; members->name; members++)
        if (strcmp(members->name, name) == 0)
            return members;
    return NULL;
}

static const char *way_to(const char *way, const char *name)
{
    return *way ? turn_text("%s.%s", way, name) : name;
}

/* A group has what it must have, nothing else, and each of the right kind. */
static int check_members(struct plugin *p, const struct file *f, const char *way, const json_t *group,
                         const struct member *members)
{
    const char *name;
    json_t *value;
    if (!json_is_object(group))
        return wrong(p, f, way, "a group in braces belongs here: { ... }");
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        const struct member *m = find_member(members, name);
        if (!m)
            return wrong(p, f, way_to(way, name), "nothing is called %s here; there is: %s", name, known(members));
        if (lacks(value, m->kind))
            return wrong(p, f, way_to(way, name), "%s is not %s", name, lacks(value, m->kind));
    }
    for (const struct member *m = members; m->name; m++)
        if (m->wanted && !json_object_get(group, m->name))
            return wrong(p, f, way, "%s is missing; write %s = %s", m->name, m->name,
                         lacks(NULL, m->kind) ? lacks(NULL, m->kind) : "...");
    return OK;
}

static int check_service(struct plugin *p, size_t i, json_t *row, const json_t *manifest)
{
    static const char *const inherited[] = {"agency", "queue"};
    char *way = turn_text("services.[%zu]", i);
    const json_t *all = json_object_get(manifest, "services");
    if (check_members(p, &p->files[MANIFEST], way, row, service_members) < 0)
        return E_FORMAT;
    for (size_t j = 0; j < i; j++)
        if (strcmp(json_text(json_array_get(all, j), "id"), json_text(row, "id")) == 0)
            return wrong(p, &p->files[MANIFEST], way, "another service is called %s already", json_text(row, "id"));
    for (size_t j = 0; j < COUNT(inherited); j++)
        if (!json_object_get(row, inherited[j]) && json_object_get(manifest, inherited[j]))
            json_object_set(row, inherited[j], json_object_get(manifest, inherited[j]));
    if (!json_object_get(row, "need"))
        json_object_set_new(row, "need", json_false());
    return OK;
}

static int check_calls(struct plugin *p, const json_t *calls, const json_t *services)
{
    const struct file *f = &p->files[MANIFEST];
    size_t i, j;
    json_t *row, *own;
    json_array_foreach (calls, i, row) {
        char *way = turn_text("calls.[%zu]", i);
        if (check_members(p, f, way, row, call_members) < 0)
            return E_FORMAT;
        json_array_foreach (services, j, own)
            if (strcmp(json_text(own, "id"), json_text(row, "service")) == 0)
                return wrong(p, f, way, "%s would call itself", json_text(own, "id"));
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
    const struct file *f = &p->files[MANIFEST];
    json_t *manifest = f->value, *services = json_object_get(manifest, "services"), *row;
    size_t i;
    if (check_members(p, f, "", manifest, manifest_members) < 0)
        return E_FORMAT;
    if (*id && strcmp(json_text(manifest, "id"), id) != 0)
        return wrong(p, f, "id", "id is %s, but the folder is called %s; make them the same", json_text(manifest, "id"),
                     id);
    if (json_number(manifest, "api", 0) != API)
        return wrong(p, f, "api", "this runtime speaks api = %d", API);
    fill_lists(manifest);
    if (json_array_size(json_object_get(manifest, "stages")) > PLUGIN_STAGES)
        return wrong(p, f, "stages", "at most %d stages: nobody wants to see more steps", PLUGIN_STAGES);
    if (json_array_size(services) == 0)
        return wrong(p, f, "services", "a plugin has at least one service");
    json_array_foreach (services, i, row)
        if (check_service(p, i, row, manifest) < 0)
            return E_FORMAT;
    return check_calls(p, json_object_get(manifest, "calls"), services);
}

static bool overlap(const json_t *a, const json_t *b)
{
    static const char *const for_ever = "9999";
    return strcmp(json_text(a, "name"), json_text(b, "name")) == 0 &&
           strcmp(json_text(a, "place"), json_text(b, "place")) == 0 &&
           strcmp(json_text_or(a, "valid_to", for_ever), json_text(b, "valid_from")) >= 0 &&
           strcmp(json_text_or(b, "valid_to", for_ever), json_text(a, "valid_from")) >= 0;
}

static int check_rule(struct plugin *p, size_t i, const json_t *row, const json_t *all)
{
    const struct file *f = &p->files[RULES];
    char *way = turn_text("rules.[%zu]", i);
    if (check_members(p, f, way, row, rule_members) < 0)
        return E_FORMAT;
    const char *from = json_text(row, "valid_from"), *name = json_text(row, "name");
    if (strcmp(json_text_or(row, "valid_to", from), from) < 0)
        return wrong(p, f, turn_text("%s.valid_to", way), "%s ends before it begins", name);
    for (size_t j = 0; j < i; j++)
        if (overlap(row, json_array_get(all, j)))
            return wrong(p, f, way, "on some day %s has this value and that of rule %zu; end one with valid_to", name,
                         j + 1);
    return OK;
}

static int check_rules(struct plugin *p)
{
    static const struct member members[] = {{"rules", 'r', true}, {0}};
    json_t *all = json_object_get(p->files[RULES].value, "rules"), *row;
    size_t i;
    if (check_members(p, &p->files[RULES], "", p->files[RULES].value, members) < 0)
        return E_FORMAT;
    json_array_foreach (all, i, row)
        if (check_rule(p, i, row, all) < 0)
            return E_FORMAT;
    return OK;
}

static int check_texts(struct plugin *p, const struct file *f, const char *way, const json_t *group)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        const char *inner = way_to(way, name);
        if (json_is_object(value) ? check_texts(p, f, inner, value) < 0 : !json_is_string(value))
            return json_is_object(value) ? E_FORMAT : wrong(p, f, inner, "%s is not a text", inner);
    }
    return OK;
}

static int need_text(struct plugin *p, const struct file *f, const char *way)
{
    const char *text = json_string_value(json_at(f->value, way));
    if (text && *text)
        return OK;
    char *group = turn_text("%.*s", (int)(strrchr(way, '.') - way), way);
    return wrong(p, f, group, "the text %s is missing; the manifest speaks of it", way);
}

static int check_words(struct plugin *p, const struct file *f)
{
    const json_t *manifest = p->files[MANIFEST].value;
    size_t i;
    json_t *row;
    if (check_texts(p, f, "", f->value) < 0)
        return E_FORMAT;
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

static int check(struct plugin *p, const char *id)
{
    if (check_manifest(p, id) < 0 || check_rules(p) < 0)
        return E_FORMAT;
    for (int i = WORDS; i < p->n_files; i++)
        if (check_words(p, &p->files[i]) < 0)
            return E_FORMAT;
    return OK;
}

static int read_file(struct plugin *p, int fd, const char *name)
{
    size_t n;
    struct file *f = &p->files[p->n_files];
    snprintf(f->name, sizeof f->name, "%s", name);
    if (memfile_read(name, fd, PLUGIN_FILE_MAX, &f->text, &n) < 0) {
        snprintf(p->why, p->n_why, "%s:1: not a sealed file of at most %d KiB", name, PLUGIN_FILE_MAX / 1024);
        return E_FORMAT;
    }
    p->n_files++;
    if (strlen(f->text) != n) {
        snprintf(p->why, p->n_why, "%s:1: this is not a text", name);
        return E_FORMAT;
    }
    f->value = conf_read(name, f->text, p->why, p->n_why);
    return f->value ? OK : E_FORMAT;
}

static int read_files(struct plugin *p, const struct packet *packet)
{
    const json_t *languages = json_object_get(packet->body, "languages");
    if ((int)json_array_size(languages) != packet->n_fds - WORDS) {
        snprintf(p->why, p->n_why, "plugin: a file of words for each language is needed");
        return E_FORMAT;
    }
    if (read_file(p, packet->fds[MANIFEST], "plugin.conf") < 0 || read_file(p, packet->fds[RULES], "rules.conf") < 0)
        return E_FORMAT;
    for (int i = WORDS; i < packet->n_fds; i++) {
        const char *language = json_string_value(json_array_get(languages, (size_t)(i - WORDS)));
        if (read_file(p, packet->fds[i], turn_text("words.%.8s.conf", language ? language : "?")) < 0)
            return E_FORMAT;
    }
    return OK;
}

static json_t *whole(const struct plugin *p, const json_t *languages)
{
    json_t *words = json_object();
    for (int i = WORDS; i < p->n_files; i++)
        json_object_set(words, json_string_value(json_array_get(languages, (size_t)(i - WORDS))), p->files[i].value);
    return json_pack("{sO,sO,so}", "manifest", p->files[MANIFEST].value, "rules",
                     json_object_get(p->files[RULES].value, "rules"), "words", words);
}

json_t *plugin_read(const struct packet *packet, char *why, size_t n_why)
{
    struct plugin p = {.why = why, .n_why = n_why};
    json_t *plugin = NULL;
    if (read_files(&p, packet) == OK && check(&p, json_text(packet->body, "service")) == OK)
        plugin = whole(&p, json_object_get(packet->body, "languages"));
    for (int i = 0; i < p.n_files; i++) {
        free(p.files[i].text);
        json_decref(p.files[i].value);
    }
    return plugin;
}
