/* catalog.c - see catalog.h. */
#define _GNU_SOURCE
#include "catalog/catalog.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/index.h"
#include "catalog/intake.h"
#include "catalog/schemas.h"
#include "domain/rule.h"

#include <malloc.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- what a manifest and its words say ------------------------------------------------------------------------------
 */

const char *catalog_agency(const json_t *parsed, const json_t *service)
{
    return json_text_or(service, "agency", json_text(json_object_get(parsed, "manifest"), "agency"));
}

const char *catalog_queue(const json_t *parsed, const json_t *service)
{
    return json_text_or(service, "queue", json_text(json_object_get(parsed, "manifest"), "queue"));
}

const char *catalog_text(const json_t *parsed, const json_t *service, const char *language, const char *which)
{
    return words_get(json_object_get(parsed, "words"), language,
                     turn_text("services.%s.%s", json_text(service, "words"), which));
}

/* Deadlines are counted in working days; somebody must bring next year's holidays before citizens are told too early a
 * day. */
static void say_unknown_years(const struct catalog *catalog)
{
    char today[11];
    day_write(clock_today(), today);
    for (int i = 0; i < catalog->n; i++) {
        const json_t *calendars = catalog->list[i].offered ? catalog->list[i].known.calendars : NULL;
        size_t n;
        json_t *row;
        json_array_foreach (json_object_get(calendars, "rules"), n, row) {
            const json_t *held =
                rule_find(calendars, json_text(row, "name"), today, json_text(catalog->at.site->settings, "region"));
            int year = held == row ? rule_unknown_year(json_object_get(row, "value"), today) : 0;
            if (year)
                fail(E_STATE,
                     "rule %s of %s knows no holidays of %d yet; bring the new rules before deadlines reach that year",
                     json_text(row, "name"), catalog->list[i].id, year);
        }
    }
}

/* All plugins are read. The index is written when it says something else than before. */
static void tell_owner(struct catalog *catalog)
{
    size_t services = 0;
    int plugins = 0, code = OK;
    for (int i = 0; i < catalog->n; i++) {
        services += json_array_size(catalog_services(catalog, i));
        plugins += catalog->list[i].offered;
    }
    if (!index_holds(catalog)) {
        code = index_write(catalog);
        bundle_forget_old(catalog->at.store);
        malloc_trim(0); /* hundreds of new plugins were in memory until they were parsed */
    }
    catalog->ready = catalog->ready || code == OK;
    say_unknown_years(catalog);
    say("home offers %zu services of %d plugins", services, plugins);
    catalog->changed(catalog->mine);
}

/* --- parsing --------------------------------------------------------------------------------------------------------
 */

static void on_changed(void *mine);

static void go_on(struct catalog *catalog)
{
    for (; catalog->parsing < catalog->n; catalog->parsing++) {
        const struct arrival *arrival = catalog->list[catalog->parsing].arrival;
        if (arrival) {
            parser_start(&catalog->parser, arrival);
            return;
        }
    }
    if (catalog->stale)
        on_changed(catalog);
    else
        tell_owner(catalog);
}

static void on_parsed(void *mine, json_t *parsed, const char *why)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = &catalog->list[catalog->parsing];
    if (parsed) {
        json_object_set(parsed, "letters", plugin->arrival->letters);
        json_object_set(parsed, "documents", plugin->arrival->documents);
        plugin->arrival->bundle.parsed = parsed;
        schemas_publish(catalog->at.site, parsed);
        bundle_put(catalog->at.store, plugin->id, &plugin->arrival->bundle);
        intake_settle(catalog, plugin, parsed);
    } else {
        intake_refuse(catalog, plugin, why);
    }
    go_on(catalog);
}

/* The operator installed or removed something. What is at the parser comes first. */
static void on_changed(void *mine)
{
    struct catalog *catalog = mine;
    catalog->stale = catalog->parser.arrival != NULL;
    if (catalog->stale)
        return;
    catalog->parsing = 0;
    intake_bundles(catalog);
    go_on(catalog);
}

/* What is offered became less. */
static void on_less(void *mine)
{
    struct catalog *catalog = mine;
    if (!catalog->parser.arrival)
        tell_owner(catalog);
}

void catalog_read_again(struct catalog *catalog, int i)
{
    struct plugin *plugin = &catalog->list[i];
    const char *folder = json_text(json_object_get(catalog->at.site->settings, "folders"), "plugins");
    if (!plugin->folder)
        return;                    /* a bundle; it has no author here */
    parser_stop(&catalog->parser); /* it begins again, and so do others that it had not come to */
    plugin->offered = false;
    intake_take(catalog, plugin, &(struct source){.folder = turn_text("%s/%s", folder, plugin->id)});
    catalog->parsing = 0;
    go_on(catalog);
}

/* --- life -----------------------------------------------------------------------------------------------------------
 */

static void on_known(void *mine, const char *id, struct known *known)
{
    struct catalog *catalog = mine;
    if (catalog->n == PLUGINS) {
        known_free(known);
        return;
    }
    struct plugin *plugin = &catalog->list[catalog->n++];
    *plugin = (struct plugin){.known = *known, .folder = !*known->signer};
    snprintf(plugin->id, sizeof plugin->id, "%s", id);
    snprintf(plugin->stamp, sizeof plugin->stamp, "%s", known->stamp);
}

/* Another program may see other things in the same files; and other languages or shared rules are other files. */
static void find_out_under(struct catalog *catalog)
{
    const struct rulebook *book = &catalog->rulebook;
    char *languages = json_write(site_languages(catalog->at.site)), *text = turn_text("%s", languages);
    for (int i = 0; i < book->n; i++)
        text =
            turn_text("%s %s %016llx", text, book->files[i].name, (unsigned long long)stamp_text(book->files[i].bytes));
    stamp_file("/proc/self/exe", text, catalog->under);
    free(languages);
}

static int open_rulebook(struct catalog *catalog)
{
    const struct site *site = catalog->at.site;
    const char *folder = json_text(json_object_get(site->settings, "folders"), "rules");
    const char *own = site_path(site, "rules.conf");
    return rulebook_open(&catalog->rulebook, folder, access(own, F_OK) == 0 ? own : NULL);
}

int catalog_open(struct catalog *catalog)
{
    catalog->less = (struct timer){.due = on_less, .mine = catalog};
    int code = open_rulebook(catalog);
    if (code < 0)
        return code;
    catalog->parser = (struct parser){.loop = catalog->loop,
                                      .nursery = catalog->nursery,
                                      .place = {site_languages(catalog->at.site), &catalog->rulebook},
                                      .done = on_parsed,
                                      .mine = catalog};
    catalog->inbox = (struct inbox){.loop = catalog->loop, .changed = on_changed, .mine = catalog};
    find_out_under(catalog);
    code = inbox_open(&catalog->inbox, catalog->at.site); /* before anything is looked at */
    known_each(catalog->at.store, on_known, catalog);
    intake_bundles(catalog);
    if (code == OK)
        code = intake_folders(catalog);
    if (code == OK)
        go_on(catalog);
    return code;
}

void catalog_close(struct catalog *catalog)
{
    inbox_close(&catalog->inbox);
    parser_stop(&catalog->parser);
    for (int i = 0; i < catalog->n; i++)
        plugin_free(&catalog->list[i]);
    root_free(catalog->trust.root);
    rulebook_close(&catalog->rulebook);
}

/* --- before a visit -------------------------------------------------------------------------------------------------
 */

/* The file is, byte by byte, what was taken up, and what will run is the script that is signed in it. */
static int verify_file(const struct catalog *catalog, const struct plugin *plugin, const char *path)
{
    struct source source;
    struct bundle stored;
    const char *why;
    if (source_open(catalog->at, &catalog->trust, path, &source) < 0)
        return E_DENIED;
    struct arrival *arrival = arrival_new(plugin->id, &source, catalog->parser.place, &why);
    bool found = bundle_find(catalog->at.store, plugin->known.hash, &stored) == OK;
    bool same = arrival && found && text_is(arrival->bundle.hash, stored.hash) &&
                arrival->bundle.n_code == stored.n_code &&
                memcmp(arrival->bundle.code, stored.code, stored.n_code) == 0;
    bundle_free(&stored);
    arrival_free(arrival);
    source_close(&source);
    return same ? OK : fail(E_DENIED, "%s is not what was verified when it was taken up", path);
}

static void withdraw(struct catalog *catalog, struct plugin *plugin)
{
    fail(E_DENIED, "bundle %s is not offered any more", plugin->id);
    known_remove(catalog->at.store, plugin->id);
    known_free(&plugin->known);
    plugin->offered = false;
    catalog->refused(catalog->mine);
    loop_after(catalog->loop, &catalog->less, 0);
}

/* A file with another stamp was refused, or the inbox is about to tell of it: nothing it says counts here. */
int catalog_verify(struct catalog *catalog, const struct plugin *chosen)
{
    struct plugin *plugin = &catalog->list[chosen - catalog->list];
    const char *path = site_path(catalog->at.site, "bundles/%s%s", plugin->id, PACKAGE_SUFFIX);
    char stamp[STAMP_TEXT];
    if (plugin->folder)
        return OK;
    int code = source_allowed(catalog->at.site, &catalog->trust, plugin->id, &plugin->known);
    stamp_file(path, catalog->under, stamp);
    if (code == OK && text_is(stamp, plugin->known.stamp))
        code = verify_file(catalog, plugin, path);
    if (code < 0)
        withdraw(catalog, plugin);
    return code;
}

/* --- finding --------------------------------------------------------------------------------------------------------
 */

const json_t *catalog_services(const struct catalog *catalog, int i)
{
    return catalog->list[i].offered ? catalog->list[i].known.services : NULL;
}

const json_t *catalog_service(const struct catalog *catalog, const char *service, const struct plugin **plugin)
{
    json_t *row;
    size_t s;
    for (int i = 0; i < catalog->n; i++) {
        json_array_foreach (catalog_services(catalog, i), s, row) {
            if (text_is(json_text(row, "id"), service)) {
                *plugin = &catalog->list[i];
                return row;
            }
        }
    }
    return NULL;
}

const char *catalog_number_service(const struct catalog *catalog, const char *queue)
{
    json_t *row;
    size_t s;
    for (int i = 0; i < catalog->n; i++) {
        if (!text_is(catalog->list[i].id, "mpp.antrean"))
            continue;
        json_array_foreach (catalog_services(catalog, i), s, row) {
            if (!json_truth(row, "need") && text_is(json_text(row, "queue"), queue))
                return json_text(row, "id");
        }
    }
    return NULL;
}
