/* source.c - see source.h.
 *
 * When the root of trust is over, bundles this kiosk already had stay: a kiosk that goes dark because somebody forgot a
 * date helps nobody. What is new must wait for the next root. */
#define _GNU_SOURCE
#include "catalog/source.h"

#include "base/memfile.h"
#include "base/site.h"
#include "base/words.h"
#include "bundle/trust.h"
#include "domain/schema.h"
#include "domain/template.h"
#include "store/seen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- the root of trust ----------------------------------------------------------------------------------------------
 */

static struct root *stored_root(struct store *store)
{
    char *bytes;
    size_t n;
    if (seen_root(store, &bytes, &n) < 0)
        return NULL;
    struct root *root = root_read("the root of trust in the database", bytes, n);
    free(bytes);
    return root;
}

/* From the root this kiosk believed last to the newest one in RUN/trust. */
static struct root *find_root(struct place place)
{
    struct root *root = trust_walk(site_path(place.site, "trust"), stored_root(place.store));
    int64_t seen = seen_root_version(place.store);
    if (root && root->version > seen) {
        say("root of trust %d is believed from now on", root->version);
        seen_set_root(place.store, root->version, root->bytes, root->n);
    } else if (root && root->version < seen) {
        fail(E_DENIED, "the roots in RUN/trust end with %d, but this kiosk has seen %lld: bring the missing ones",
             root->version, (long long)seen);
        root_free(root);
        root = NULL;
    }
    return root;
}

bool source_find_root(struct place place, struct trust *trust)
{
    struct root *root = find_root(place), *before = trust->root;
    bool changed = (root ? root->version : 0) != (before ? before->version : 0);
    trust->root = root;
    trust->over = root && day_check_now("the root of trust", root->body) < 0;
    root_free(before);
    return changed;
}

/* --- bundles --------------------------------------------------------------------------------------------------------
 */

static int is_bundle(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name), end = sizeof PACKAGE_SUFFIX - 1;
    return entry->d_name[0] != '.' && n > end && strcmp(entry->d_name + n - end, PACKAGE_SUFFIX) == 0;
}

void source_each_bundle(const struct site *site, void (*each)(void *mine, const char *id, const char *path), void *mine)
{
    struct dirent **entries;
    const char *folder = site_path(site, "bundles");
    int n = scandir(folder, &entries, is_bundle, alphasort);
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        each(mine, turn_text("%.*s", (int)(strlen(name) - (sizeof PACKAGE_SUFFIX - 1)), name),
             turn_text("%s/%s", folder, name));
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

/* What depends on the day and on what was here before. */
static int admit(struct store *store, const struct trust *trust, const char *path, const struct package *p)
{
    int64_t seen = seen_version(store, p->id);
    const char *name = turn_text("%s%s", p->id, PACKAGE_SUFFIX);
    if (strcmp(strrchr(path, '/') + 1, name) != 0)
        return fail(E_DENIED, "%s: this is the bundle %s; its file must be called %s", path, p->id, name);
    if (p->number < seen)
        return fail(E_DENIED, "%s: version %s is older than the one this kiosk had: it does not go back", path,
                    p->version);
    if (trust->over && p->number > seen)
        return fail(E_DENIED, "%s: nothing new is taken while the root of trust is over", path);
    return day_check_now(path, p->manifest);
}

int source_open(struct place place, const struct trust *trust, const char *path, struct source *to)
{
    *to = (struct source){0};
    if (!trust->root)
        return fail(E_DENIED, "%s is not taken: this kiosk believes no root of trust; see anjungan install --help",
                    path);
    int code = package_open_file(path, trust->root, trust_development(place.site->settings), &to->package);
    if (code == OK)
        code = admit(place.store, trust, path, &to->package);
    if (code < 0)
        source_close(to);
    return code;
}

void source_close(struct source *source)
{
    package_close(&source->package);
}

static int check_last_day(const char *what, const char *last)
{
    json_t *body = json_pack("{ss}", "expires", last);
    int code = day_check_now(what, body);
    json_decref(body);
    return code;
}

int source_allowed(const struct site *site, const struct trust *trust, const char *id, const struct known *known)
{
    struct package p = {.number = version_number(known->version)};
    struct public_key key;
    const char *what = turn_text("%s %s", id, known->version);
    if (!trust->root || public_key_read(known->signer, &key) < 0)
        return fail(E_DENIED, "%s is not offered: this kiosk believes no root of trust", what);
    memcpy(p.signature.id, key.id, sizeof key.id);
    snprintf(p.id, sizeof p.id, "%s", id);
    snprintf(p.version, sizeof p.version, "%s", known->version);
    int code = package_allowed(what, &p, trust->root, trust_development(site->settings));
    if (code == OK && memcmp(p.by->key.key, key.key, sizeof key.key) != 0)
        code = fail(E_DENIED, "%s: another key of \"%s\" signed it", what, p.by->name);
    return code == OK && *known->expires ? check_last_day(what, known->expires) : code;
}

/* --- folders --------------------------------------------------------------------------------------------------------
 */

static int is_plugin(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0;
}

int source_each_folder(const struct site *site, void (*each)(void *mine, const char *id, const char *path), void *mine)
{
    struct dirent **entries;
    const char *folder = json_text(json_object_get(site->settings, "folders"), "plugins");
    int n = *folder ? scandir(folder, &entries, is_plugin, alphasort) : 0;
    if (n < 0)
        return fail_errno("plugins in %s", folder);
    if (!*folder)
        return OK;
    say("development: plugins of %s are taken without a signature", folder);
    for (int i = 0; i < n; i++) {
        each(mine, entries[i]->d_name, turn_text("%s/%s", folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return OK;
}

/* --- files ----------------------------------------------------------------------------------------------------------
 */

static int copy(const struct tar_file *file, size_t max, char **bytes, size_t *n)
{
    if (file->n > max)
        return fail(E_FORMAT, "%s: %zu bytes, at most %zu are allowed", file->name, file->n, max);
    *n = file->n;
    *bytes = memcpy(make(*n + 1), file->bytes, *n);
    return OK;
}

static void add_name(json_t *names, const char *file, char *(*name_of)(const char *file))
{
    char *name = *file == '.' ? NULL : name_of(file);
    if (name)
        json_array_append_new(names, json_string(name));
}

/* The files in a folder of the plugin that have such a name. In a bundle they are sorted already. */
static json_t *names_in(const struct source *source, const char *folder, char *(*name_of)(const char *file))
{
    struct dirent **entries;
    size_t inside = strlen(folder);
    json_t *names = json_array();
    const struct tar *tar = source->folder ? NULL : &source->package.tar;
    for (int i = 0; tar && i < tar->n; i++)
        if (strncmp(tar->files[i].name, folder, inside) == 0)
            add_name(names, tar->files[i].name + inside, name_of);
    int n = tar ? 0 : scandir(turn_text("%s/%s", source->folder, folder), &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        add_name(names, entries[i]->d_name, name_of);
        free(entries[i]);
    }
    if (!tar && n >= 0)
        free(entries);
    return names;
}

json_t *source_letters(const struct source *source)
{
    return names_in(source, TAR_FOLDER, schema_name);
}

json_t *source_templates(const struct source *source)
{
    return names_in(source, "", template_name);
}

/* What stands for a file that a plugin may do without; NULL when it may not. */
static const char *without(const char *name)
{
    char language[9];
    if (strcmp(name, "rules.conf") == 0)
        return "rules = ();";
    return sscanf(name, "words.%8[^.].conf", language) == 1 && !words_required(language) ? "" : NULL;
}

int source_read(const struct source *source, const char *name, size_t max, char **bytes, size_t *n)
{
    const struct tar_file *file = source->folder ? NULL : tar_find(&source->package.tar, name);
    const char *path = source->folder ? turn_text("%s/%s", source->folder, name) : NULL;
    if (file)
        return copy(file, max, bytes, n);
    if (without(name) && (!path || access(path, F_OK) < 0)) {
        *bytes = make_text(without(name));
        *n = strlen(*bytes);
        return OK;
    }
    return path ? file_read_path(path, max, bytes, n) : fail(E_FORMAT, "%s: %s is missing", source->package.id, name);
}

int source_read_all(const struct source *source, const struct source_part *part, source_seen *seen, void *mine,
                    json_t **to, const char **reading)
{
    json_t *names = part->names(source), *one;
    int code = OK;
    *to = json_object();
    for (size_t i = 0; i < json_array_size(names) && code == OK; i++) {
        const char *name = json_string_value(json_array_get(names, i)), *file = part->file(name);
        char *bytes;
        size_t n;
        *reading = file;
        code = source_read(source, file, part->most, &bytes, &n);
        if (code < 0)
            break;
        seen(mine, file, bytes, n);
        code = part->read(file, bytes, n, &one);
        if (code == OK)
            json_object_set_new(*to, name, one);
        free(bytes);
    }
    json_decref(names);
    return code;
}
