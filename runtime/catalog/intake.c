/* intake.c - see intake.h.
 *
 * What is offered is what was taken up last. A file that is refused changes nothing of that: a bad copy, or an older
 * version brought by mistake, must not close a service. What takes a service away is its file going away, the root of
 * trust saying no to it, or its file not being what was verified when a visit wants to begin. */
#define _GNU_SOURCE
#include "catalog/intake.h"

#include "base/text.h"
#include "catalog/index.h"
#include "catalog/schemas.h"
#include "domain/rule.h"
#include "store/seen.h"

#include <stdio.h>

/* --- the list -------------------------------------------------------------------------------------------------------
 */

/* Plugins mostly come in the order of the list, so the search begins behind the last one. */
static struct plugin *find_plugin(struct catalog *catalog, const char *id)
{
    for (int k = 0; k < catalog->n; k++) {
        int i = (catalog->found + k) % catalog->n;
        if (text_is(catalog->list[i].id, id)) {
            catalog->found = i + 1;
            return &catalog->list[i];
        }
    }
    return NULL;
}

/* Places are kept: whoever has an index may go on using it. NULL when all are taken. */
static struct plugin *find_or_add(struct catalog *catalog, const char *name)
{
    char id[sizeof catalog->list->id];
    snprintf(id, sizeof id, "%s", name); /* a longer one is refused when its file is opened */
    struct plugin *plugin = find_plugin(catalog, id);
    if (!plugin)
        plugin = find_plugin(catalog, ""); /* of one that was removed */
    if (!plugin && catalog->n < PLUGINS)
        plugin = &catalog->list[catalog->n++];
    if (!plugin)
        fail(E_FULL, "plugin %s is not offered: there are too many", id);
    else
        snprintf(plugin->id, sizeof plugin->id, "%s", id);
    return plugin;
}

void plugin_free(struct plugin *plugin)
{
    known_free(&plugin->known);
    arrival_free(plugin->arrival);
    *plugin = (struct plugin){0};
}

static bool is_signed(const struct plugin *plugin)
{
    return *plugin->known.signer != 0;
}

/* --- taking up ------------------------------------------------------------------------------------------------------
 */

void intake_refuse(struct catalog *catalog, struct plugin *plugin, const char *why)
{
    bool folder = plugin->arrival ? !plugin->arrival->promise : plugin->folder;
    arrival_free(plugin->arrival);
    plugin->arrival = NULL;
    if (folder) {
        catalog->broken(catalog->mine, plugin->id, why);
        return;
    }
    fail(E_DENIED, "bundle %s is not taken: %s", plugin->id, why);
    catalog->refused(catalog->mine);
}

static json_t *services_of(const json_t *parsed)
{
    json_t *services = json_array(), *row, *accepts;
    size_t i;
    json_array_foreach (json_at(parsed, "manifest.services"), i, row) {
        json_t *service = json_pack("{ss,ss,ss,sb}", "id", json_text(row, "id"), "agency", catalog_agency(parsed, row),
                                    "queue", catalog_queue(parsed, row), "need", json_truth(row, "need"));
        if ((accepts = json_object_get(row, "accepts")))
            json_object_set(service, "accepts", accepts);
        json_array_append_new(services, service);
    }
    return services;
}

void intake_settle(struct catalog *catalog, struct plugin *plugin, const json_t *parsed)
{
    struct arrival *arrival = plugin->arrival;
    if (arrival->promise && !package_fits(arrival->promise, json_object_get(parsed, "manifest"))) {
        intake_refuse(catalog, plugin, "its plugin.conf asks for other things than its signed manifest");
        return;
    }
    schemas_warn(plugin->id, parsed);
    known_free(&plugin->known);
    plugin->known = arrival->known;
    plugin->known.services = services_of(parsed);
    plugin->known.calendars = rule_calendars(parsed);
    arrival->known = (struct known){0};
    json_t *rows = index_rows(catalog, parsed);
    known_put(catalog->at.store, plugin->id, &plugin->known, rows);
    json_decref(rows);
    if (is_signed(plugin))
        seen_set_version(catalog->at.store, plugin->id, version_number(plugin->known.version));
    if (catalog->ready && is_signed(plugin))
        say("bundle %s: version %s is offered from now on", plugin->id, plugin->known.version);
    plugin->folder = !is_signed(plugin);
    plugin->offered = true;
    arrival_free(arrival);
    plugin->arrival = NULL;
}

/* A folder whose files are those that this program parsed last. */
static bool is_known(const struct catalog *catalog, const struct plugin *plugin)
{
    return !plugin->arrival->promise && !is_signed(plugin) && text_is(plugin->known.stamp, catalog->under) &&
           text_is(plugin->known.hash, plugin->arrival->bundle.hash);
}

void intake_take(struct catalog *catalog, struct plugin *plugin, const struct source *source)
{
    const char *why;
    struct bundle stored;
    arrival_free(plugin->arrival);
    plugin->arrival = arrival_new(plugin->id, source, catalog->parser.place, &why);
    if (!plugin->arrival) {
        intake_refuse(catalog, plugin, why);
        return;
    }
    if (is_known(catalog, plugin)) {
        plugin->offered = true;
        arrival_free(plugin->arrival);
        plugin->arrival = NULL;
        return;
    }
    snprintf(plugin->arrival->known.stamp, STAMP_TEXT, "%s", source->folder ? catalog->under : plugin->stamp);
    if (bundle_find(catalog->at.store, plugin->arrival->bundle.hash, &stored) == OK) {
        intake_settle(catalog, plugin, stored.parsed);
        bundle_free(&stored);
    }
}

/* --- bundles --------------------------------------------------------------------------------------------------------
 */

/* A file that was looked at before is looked at again when there is another root, and it was refused. */
static void on_bundle(void *mine, const char *id, const char *path)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = find_or_add(catalog, id);
    struct source source;
    char stamp[STAMP_TEXT];
    if (!plugin) {
        catalog->refused(catalog->mine);
        return;
    }
    plugin->there = true;
    stamp_file(path, catalog->under, stamp);
    bool refused = !text_is(plugin->stamp, plugin->known.stamp);
    if (text_is(stamp, plugin->stamp) && !(catalog->other_root && refused))
        return;
    snprintf(plugin->stamp, sizeof plugin->stamp, "%s", stamp);
    if (source_open(catalog->at, &catalog->trust, path, &source) < 0) {
        catalog->refused(catalog->mine);
        return;
    }
    intake_take(catalog, plugin, &source);
    source_close(&source);
}

/* Under another root, all that is known is judged once more; no file is needed for that. */
static void judge(struct catalog *catalog, struct plugin *plugin)
{
    if (!is_signed(plugin))
        return;
    plugin->offered = source_allowed(catalog->at.site, &catalog->trust, plugin->id, &plugin->known) == OK;
    if (!plugin->offered)
        catalog->refused(catalog->mine);
}

static void remove_plugin(struct catalog *catalog, struct plugin *plugin)
{
    if (catalog->ready)
        say("bundle %s: its file is gone", plugin->id);
    known_remove(catalog->at.store, plugin->id);
    plugin_free(plugin);
}

/* Of the bundles, or of the folders. */
static void remove_missing(struct catalog *catalog, bool folders)
{
    for (int i = 0; i < catalog->n; i++)
        if (*catalog->list[i].id && !catalog->list[i].there && catalog->list[i].folder == folders)
            remove_plugin(catalog, &catalog->list[i]);
}

void intake_bundles(struct catalog *catalog)
{
    bool other = source_find_root(catalog->at, &catalog->trust);
    catalog->other_root = other || !catalog->looked;
    for (int i = 0; i < catalog->n; i++)
        catalog->list[i].there = false;
    source_each_bundle(catalog->at.site, on_bundle, catalog);
    remove_missing(catalog, false);
    for (int i = 0; i < catalog->n && catalog->other_root; i++)
        judge(catalog, &catalog->list[i]);
    catalog->looked = true;
}

/* --- folders --------------------------------------------------------------------------------------------------------
 */

/* A folder that cannot be read keeps its place: its author may repair it. */
static void on_folder(void *mine, const char *id, const char *path)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = find_or_add(catalog, id);
    if (!plugin)
        return;
    if (!plugin->folder && (*plugin->known.hash || plugin->arrival)) {
        fail(E_STATE, "plugin %s is not offered: there is a bundle of it, and that counts", id);
        return;
    }
    plugin->folder = plugin->there = true;
    intake_take(catalog, plugin, &(struct source){.folder = path});
}

int intake_folders(struct catalog *catalog)
{
    int code = source_each_folder(catalog->at.site, on_folder, catalog);
    remove_missing(catalog, true);
    return code;
}
