/* workshop.c - see workshop.h. */
#define _GNU_SOURCE
#include "up/workshop.h"

#include "base/conf.h"
#include "base/memfile.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANIFEST_MAX = 64 * 1024 };

static const char *const files[] = {"main.lua", "plugin.conf"};

/* NULL is no failure: a manifest that does not parse is shown by the kiosk itself, and may be repaired while it runs.
 */
static json_t *read_manifest(const char *folder)
{
    char error[512], *text;
    size_t n;
    if (file_read_path(turn_text("%s/plugin.conf", folder), MANIFEST_MAX, &text, &n) < 0)
        return NULL;
    json_t *manifest = conf_read("plugin.conf", text, error, sizeof error);
    free(text);
    return manifest;
}

int workshop_open(struct workshop *workshop, const char *folder, const char *service)
{
    *workshop = (struct workshop){.folder = realpath(folder, NULL)};
    if (!workshop->folder)
        return fail_errno("the service %s", folder);
    for (size_t i = 0; i < COUNT(files); i++)
        if (access(turn_text("%s/%s", workshop->folder, files[i]), R_OK) < 0)
            return fail(E_STATE, "%s is not the folder of a service: it has no %s that can be read", workshop->folder,
                        files[i]);
    workshop->id = strrchr(workshop->folder, '/') + 1;
    workshop->manifest = read_manifest(workshop->folder);
    const char *first = json_text(json_array_get(json_object_get(workshop->manifest, "services"), 0), "id");
    snprintf(workshop->service, sizeof workshop->service, "%s", service ? service : *first ? first : workshop->id);
    return OK;
}

void workshop_close(struct workshop *workshop)
{
    free(workshop->folder);
    json_decref(workshop->manifest);
    *workshop = (struct workshop){0};
}

/* --- the links -------------------------------------------------------------------------------------------------------
 */

/* The first link of a name stands: the author's own folder comes before the one that the kiosk has of it. */
static int add_link(const struct folder *folder, const char *name, const char *to)
{
    const char *path = folder_path(folder, "plugins/%s", name);
    return symlink(to, path) == 0 || errno == EEXIST ? OK : fail_errno("link %s", path);
}

static int add_shipped(const struct folder *folder, const char *shipped)
{
    struct dirent **entries;
    int n = scandir(shipped, &entries, NULL, alphasort), code = OK;
    if (n < 0)
        return fail_errno("plugins in %s", shipped);
    for (int i = 0; i < n; i++) {
        const char *path = turn_text("%s/%s", shipped, entries[i]->d_name);
        if (code == OK && access(turn_text("%s/plugin.conf", path), F_OK) == 0)
            code = add_link(folder, entries[i]->d_name, path);
        free(entries[i]);
    }
    free(entries);
    return code;
}

/* "dukcapil.kk.copy" may be a service of the plugin dukcapil.kk.copy, dukcapil.kk or dukcapil. */
static int add_called(const struct workshop *workshop, const struct folder *folder, const char *service)
{
    char *name = turn_text("%s", service), *dot;
    const char *beside = turn_text("%.*s", (int)(workshop->id - 1 - workshop->folder), workshop->folder);
    for (;; *dot = 0) {
        const char *path = turn_text("%s/%s", beside, name);
        if (access(turn_text("%s/plugin.conf", path), F_OK) == 0)
            return add_link(folder, name, path);
        if (!(dot = strrchr(name, '.')))
            return OK;
    }
}

static int drop_links(const struct folder *folder)
{
    const char *path = folder_path(folder, "plugins");
    DIR *links = opendir(path);
    if (!links)
        return mkdir(path, 0755) < 0 ? fail_errno("make %s", path) : OK;
    for (struct dirent *entry; (entry = readdir(links));)
        if (entry->d_type == DT_LNK)
            unlinkat(dirfd(links), entry->d_name, 0);
    closedir(links);
    return OK;
}

static int make_links(const struct workshop *workshop, const struct folder *folder, const char *shipped)
{
    size_t i;
    json_t *call;
    int code = drop_links(folder);
    if (code == OK)
        code = add_link(folder, workshop->id, workshop->folder);
    json_array_foreach (json_object_get(workshop->manifest, "calls"), i, call) {
        if (code == OK)
            code = add_called(workshop, folder, json_text(call, "service"));
    }
    return code == OK ? add_shipped(folder, shipped) : code;
}

/* --- the settings ----------------------------------------------------------------------------------------------------
 */

static bool has_row(const json_t *rows, const char *member, const char *value)
{
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        if (strcmp(json_text(row, member), value) == 0)
            return true;
    }
    return false;
}

static void add_agency(json_t *settings, const char *id, const char *queue)
{
    json_t *agencies = json_object_get(settings, "agencies");
    if (*id && !has_row(agencies, "id", id))
        json_array_append_new(agencies, json_pack("{ss ss ss ss ss}", "id", id, "name", id, "line", "", "queue", queue,
                                                  "url", turn_text("http://127.0.0.1:0/%s", id)));
}

static void add_queue(json_t *settings, const char *letter, const char *name)
{
    json_t *queues = json_object_get(settings, "queues");
    if (*letter && !has_row(queues, "letter", letter))
        json_array_append_new(queues, json_pack("{ss ss ss}", "letter", letter, "name", name, "place",
                                                turn_text("Ruang %s, lantai 1", letter)));
}

/* "polri.skck.apply" goes to polri. */
static void add_named(json_t *settings, const json_t *names, const char *queue)
{
    size_t i;
    json_t *name;
    json_array_foreach ((json_t *)(uintptr_t)names, i, name) {
        const char *text = json_is_string(name) ? json_string_value(name) : "";
        add_agency(settings, turn_text("%.*s", (int)strcspn(text, "."), text), queue);
    }
}

static void add_agencies(const struct workshop *workshop, json_t *settings)
{
    const json_t *manifest = workshop->manifest;
    const char *agency = json_text(manifest, "agency"), *queue = json_text_or(manifest, "queue", "A");
    size_t i;
    json_t *service;
    add_agency(settings, agency, queue);
    add_queue(settings, queue, agency);
    add_named(settings, json_object_get(manifest, "looks"), queue);
    add_named(settings, json_object_get(manifest, "letters"), queue);
    json_array_foreach (json_object_get(manifest, "services"), i, service) {
        add_agency(settings, json_text(service, "agency"), queue);
        add_queue(settings, json_text(service, "queue"), json_text(service, "agency"));
    }
}

int workshop_make(const struct workshop *workshop, const struct folder *folder, const struct tree *tree,
                  json_t *settings)
{
    json_t *folders = json_object_get(settings, "folders");
    workshop_clear(settings);
    json_object_set_new(settings, "author",
                        json_pack("{ss ss}", "service", workshop->service, "plugins", json_text(folders, "plugins")));
    json_object_set_new(folders, "plugins", json_string(folder_path(folder, "plugins")));
    add_agencies(workshop, settings);
    return make_links(workshop, folder, tree->plugins);
}

void workshop_clear(json_t *settings)
{
    json_t *before = json_at(settings, "author.plugins");
    if (before)
        json_object_set(json_object_get(settings, "folders"), "plugins", before);
    json_object_del(settings, "author");
}
