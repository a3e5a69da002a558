/* source.c - see source.h.
 *
 * When the root of trust is over, bundles this kiosk already had stay: a kiosk that goes dark because somebody forgot a
 * date helps nobody. What is new must wait for the next root. */
#define _GNU_SOURCE
#include "desk/source.h"

#include "base/memfile.h"
#include "bundle/trust.h"
#include "desk/desk.h"
#include "domain/schema.h"
#include "store/seen.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct taking {
    struct desk *desk;
    const struct root *root;
    bool root_over;
    void (*add)(void *mine, const struct source *source);
    void *mine;
};

/* --- the root of trust ----------------------------------------------------------------------------------------------
 */

static struct root *stored_root(struct desk *desk)
{
    char *bytes;
    size_t n;
    if (seen_root(&desk->store, &bytes, &n) < 0)
        return NULL;
    struct root *root = root_read("the root of trust in the database", bytes, n);
    free(bytes);
    return root;
}

/* From the root this kiosk believed last to the newest one in RUN/trust. */
static struct root *find_root(struct desk *desk)
{
    struct root *root = trust_walk(site_path(&desk->site, "trust"), stored_root(desk));
    int64_t seen = seen_root_version(&desk->store);
    if (root && root->version > seen) {
        say("root of trust %d is believed from now on", root->version);
        seen_set_root(&desk->store, root->version, root->bytes, root->n);
    } else if (root && root->version < seen) {
        fail(E_DENIED, "the roots in RUN/trust end with %d, but this kiosk has seen %lld: bring the missing ones",
             root->version, (long long)seen);
        root_free(root);
        root = NULL;
    }
    return root;
}

/* --- bundles --------------------------------------------------------------------------------------------------------
 */

/* What depends on the day and on what was here before. */
static int admit(const struct taking *t, const char *path, const struct package *p)
{
    int64_t seen = seen_version(&t->desk->store, p->id);
    const char *name = turn_text("%s%s", p->id, PACKAGE_SUFFIX);
    if (strcmp(strrchr(path, '/') + 1, name) != 0)
        return fail(E_DENIED, "%s: this is the bundle %s; its file must be called %s", path, p->id, name);
    if (p->number < seen)
        return fail(E_DENIED, "%s: version %s is older than the one this kiosk had: it does not go back", path,
                    p->version);
    if (t->root_over && p->number > seen)
        return fail(E_DENIED, "%s: nothing new is taken while the root of trust is over", path);
    return day_check_now(path, p->manifest);
}

static bool take_bundle(const struct taking *t, const char *path)
{
    struct package package;
    if (package_open_file(path, t->root, trust_development(t->desk->site.settings), &package) < 0)
        return false;
    bool admitted = admit(t, path, &package) == OK;
    if (admitted)
        t->add(t->mine, &(struct source){.id = package.id, .package = &package});
    package_close(&package);
    return admitted;
}

static int is_bundle(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name), end = sizeof PACKAGE_SUFFIX - 1;
    return entry->d_name[0] != '.' && n > end && strcmp(entry->d_name + n - end, PACKAGE_SUFFIX) == 0;
}

static void take_bundles(struct taking *t, const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_bundle, alphasort);
    if (n > 0 && !t->root)
        fail(E_DENIED, "no bundle is taken: this kiosk believes no root of trust; see anjungan install --help");
    for (int i = 0; i < n; i++) {
        if (!t->root || !take_bundle(t, turn_text("%s/%s", folder, entries[i]->d_name)))
            t->desk->alarm.refused++;
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static void take_all_bundles(struct taking *t)
{
    struct root *root = find_root(t->desk);
    t->root = root;
    t->root_over = root && day_check_now("the root of trust", root->body) < 0;
    take_bundles(t, site_path(&t->desk->site, "bundles"));
    root_free(root);
}

/* --- folders --------------------------------------------------------------------------------------------------------
 */

static int is_plugin(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0;
}

static int take_folders(struct taking *t, const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_plugin, alphasort);
    if (n < 0)
        return fail_errno("plugins in %s", folder);
    say("development: plugins of %s are taken without a signature", folder);
    for (int i = 0; i < n; i++) {
        const char *id = entries[i]->d_name;
        t->add(t->mine, &(struct source){.id = id, .folder = turn_text("%s/%s", folder, id)});
        free(entries[i]);
    }
    free(entries);
    return OK;
}

int source_each(struct desk *desk, void (*add)(void *mine, const struct source *source), void *mine)
{
    struct taking taking = {.desk = desk, .add = add, .mine = mine};
    const char *folder = json_text(json_object_get(desk->site.settings, "folders"), "plugins");
    take_all_bundles(&taking);
    return *folder ? take_folders(&taking, folder) : OK;
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

/* Their names in a bundle are sorted already. */
static void add_letter(json_t *names, const char *file)
{
    char *name = schema_name(file);
    if (name && *file != '.')
        json_array_append_new(names, json_string(name));
}

json_t *source_letters(const struct source *source)
{
    struct dirent **entries;
    size_t inside = strlen(TAR_FOLDER);
    json_t *names = json_array();
    const struct tar *tar = source->package ? &source->package->tar : NULL;
    for (int i = 0; tar && i < tar->n; i++)
        if (strncmp(tar->files[i].name, TAR_FOLDER, inside) == 0)
            add_letter(names, tar->files[i].name + inside);
    int n = tar ? 0 : scandir(turn_text("%s/%s", source->folder, TAR_FOLDER), &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        add_letter(names, entries[i]->d_name);
        free(entries[i]);
    }
    if (!tar && n >= 0)
        free(entries);
    return names;
}

int source_read(const struct source *source, const char *name, size_t max, char **bytes, size_t *n)
{
    const struct tar_file *file = source->package ? tar_find(&source->package->tar, name) : NULL;
    const char *path = source->folder ? turn_text("%s/%s", source->folder, name) : NULL;
    if (file)
        return copy(file, max, bytes, n);
    if (strcmp(name, "rules.conf") == 0 && (!path || access(path, F_OK) < 0)) {
        *bytes = make_text("rules = ();");
        *n = strlen(*bytes);
        return OK;
    }
    return path ? file_read_path(path, max, bytes, n) : fail(E_FORMAT, "%s: %s is missing", source->id, name);
}
