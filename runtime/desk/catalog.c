/* catalog.c - see catalog.h. */
#define _GNU_SOURCE
#include "desk/catalog.h"

#include "base/memfile.h"
#include "base/words.h"
#include "desk/desk.h"
#include "desk/schemas.h"
#include "domain/rule.h"
#include "store/seen.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SOURCE_MAX = 64 * 1024, PARSED_MAX = 1 << 20, PARSE_MS = 3000, LATER_MS = 500 };

/* --- reading --------------------------------------------------------------------------------------------------------
 */

static void hash_file(crypto_generichash_state *hash, const char *name, const char *bytes, size_t n)
{
    uint64_t length = n;
    crypto_generichash_update(hash, (const unsigned char *)name, strlen(name) + 1);
    crypto_generichash_update(hash, (const unsigned char *)&length, sizeof length);
    crypto_generichash_update(hash, (const unsigned char *)bytes, n);
}

/* One file into the hash, and kept: the script for visits, the others for the parser. */
static int read_file(struct plugin *plugin, crypto_generichash_state *hash, const struct source *source,
                     const char *name)
{
    char *bytes;
    size_t n;
    plugin->reading = name;
    int code = source_read(source, name, SOURCE_MAX, &bytes, &n);
    if (code < 0)
        return code;
    hash_file(hash, name, bytes, n);
    if (strcmp(name, "main.lua") == 0) {
        plugin->bundle.code = bytes;
        plugin->bundle.n_code = n;
        return OK;
    }
    struct plugin_file *file = &plugin->files[plugin->n_files++];
    *file = (struct plugin_file){.bytes = bytes, .n = n};
    snprintf(file->name, sizeof file->name, "%s", name);
    return OK;
}

static void take_schema(void *hash, const char *file, const char *bytes, size_t n)
{
    hash_file(hash, file, bytes, n);
}

/* The rules that plugins share are part of every hash: a visit keeps those it began with, and a kiosk whose rules
 * changed asks all parsers again. */
static int read_files(struct plugin *plugin, const struct catalog *catalog, const struct source *source)
{
    crypto_generichash_state hash;
    unsigned char out[32];
    size_t i;
    json_t *language;
    crypto_generichash_init(&hash, NULL, 0, sizeof out);
    int code = read_file(plugin, &hash, source, "main.lua");
    if (code == OK)
        code = read_file(plugin, &hash, source, "plugin.conf");
    if (code == OK)
        code = read_file(plugin, &hash, source, "rules.conf");
    json_array_foreach (desk_languages(catalog->desk), i, language) {
        if (code == OK && plugin->n_files < PACKET_FDS)
            code = read_file(plugin, &hash, source, turn_text("words.%.8s.conf", json_string_value(language)));
    }
    for (int f = 0; f < catalog->rulebook.n; f++)
        hash_file(&hash, catalog->rulebook.files[f].name, catalog->rulebook.files[f].bytes,
                  catalog->rulebook.files[f].n);
    if (code == OK)
        code = schemas_read(source, take_schema, &hash, &plugin->letters, &plugin->reading);
    crypto_generichash_final(&hash, out, sizeof out);
    sodium_bin2hex(plugin->bundle.hash, sizeof plugin->bundle.hash, out, sizeof out);
    return code;
}

static void drop_files(struct plugin *plugin)
{
    while (plugin->n_files > 0)
        free(plugin->files[--plugin->n_files].bytes);
    json_decref(plugin->letters);
    plugin->letters = NULL;
}

static void give_up(struct plugin *plugin)
{
    bundle_free(&plugin->bundle);
    drop_files(plugin);
    json_decref(plugin->promise);
    plugin->promise = NULL;
}

static void refuse(struct catalog *catalog, struct plugin *plugin, const char *why)
{
    give_up(plugin);
    author_refuse(&catalog->desk->author, plugin, why);
}

/* It is known what is in it: it is offered when that is what its signed manifest promised. From then on this kiosk
 * takes no older version. */
static void settle(struct catalog *catalog, struct plugin *plugin)
{
    const json_t *manifest = json_object_get(plugin->bundle.parsed, "manifest");
    if (plugin->promise && !package_fits(plugin->promise, manifest)) {
        fail(E_DENIED, "plugin %s is not offered: its plugin.conf asks for other things than its signed manifest",
             plugin->id);
        give_up(plugin);
        return;
    }
    if (plugin->promise)
        seen_set_version(&catalog->desk->store, plugin->id, plugin->version);
    schemas_warn(plugin->id, plugin->bundle.parsed);
    drop_files(plugin);
}

static const struct plugin *find_plugin(const struct catalog *catalog, const char *id)
{
    for (int i = 0; i < catalog->n; i++)
        if (strcmp(catalog->list[i].id, id) == 0)
            return &catalog->list[i];
    return NULL;
}

static int read_plugin(struct catalog *catalog, struct plugin *plugin, const struct source *source)
{
    struct bundle stored;
    int code = read_files(plugin, catalog, source);
    if (code < 0) {
        refuse(catalog, plugin, turn_text("%s cannot be read", plugin->reading));
        return code;
    }
    if (bundle_find(&catalog->desk->store, plugin->bundle.hash, &stored) == OK) {
        bundle_free(&plugin->bundle);
        plugin->bundle = stored;
        settle(catalog, plugin);
    }
    return OK;
}

/* A folder that cannot be read keeps its place: its author may repair it. */
static void add_plugin(void *mine, const struct source *source)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = &catalog->list[catalog->n];
    if (catalog->n == PLUGINS || find_plugin(catalog, source->id)) {
        fail(E_STATE, "plugin %s is not offered: %s", source->id,
             catalog->n == PLUGINS ? "there are too many" : "there is a bundle of it, and that counts");
        return;
    }
    *plugin = (struct plugin){0};
    snprintf(plugin->id, sizeof plugin->id, "%.63s", source->id);
    if (source->package) {
        plugin->promise = json_incref(source->package->manifest);
        plugin->version = source->package->number;
    }
    if (read_plugin(catalog, plugin, source) == OK || source->folder)
        catalog->n++;
}

/* --- the index for home ---------------------------------------------------------------------------------------------
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

static json_t *in_all_languages(const struct catalog *catalog, const json_t *parsed, const json_t *service,
                                const char *which)
{
    json_t *texts = json_object(), *language;
    size_t i;
    json_array_foreach (desk_languages(catalog->desk), i, language) {
        const char *l = json_string_value(language);
        const char *text = words_find(json_object_get(parsed, "words"), l,
                                      turn_text("services.%s.%s", json_text(service, "words"), which));
        json_object_set_new(texts, l, json_string(text ? text : ""));
    }
    return texts;
}

static json_t *index_row(const struct catalog *catalog, const json_t *parsed, const json_t *service)
{
    return json_pack("{ss,ss,ss,ss,so,so}", "id", json_text(service, "id"), "agency", catalog_agency(parsed, service),
                     "queue", catalog_queue(parsed, service), "icon", json_text_or(service, "icon", "description"),
                     "title", in_all_languages(catalog, parsed, service, "title"), "line",
                     in_all_languages(catalog, parsed, service, "line"));
}

/* A row until all are there: where it goes, and what only the long list has. */
struct offer {
    json_t *row, *words;
    int64_t order;
    bool need, number;
};

static void insert_by_order(struct offer *offers, size_t n, struct offer offer)
{
    for (; n > 0 && offers[n - 1].order > offer.order; n--)
        offers[n] = offers[n - 1];
    offers[n] = offer;
}

static size_t count_services(const struct catalog *catalog)
{
    size_t n = 0;
    for (int i = 0; i < catalog->n; i++)
        n += json_array_size(json_at(catalog->list[i].bundle.parsed, "manifest.services"));
    return n;
}

static void list_offers(const struct catalog *catalog, struct offer *offers)
{
    size_t s, n = 0;
    json_t *service;
    for (int i = 0; i < catalog->n; i++) {
        const json_t *parsed = catalog->list[i].bundle.parsed;
        json_array_foreach (json_at(parsed, "manifest.services"), s, service) {
            bool need = json_truth(service, "need");
            insert_by_order(offers, n++,
                            (struct offer){.row = index_row(catalog, parsed, service),
                                           .words = in_all_languages(catalog, parsed, service, "words"),
                                           .order = json_number(service, "order", 50),
                                           .need = need,
                                           .number = !need && strcmp(catalog->list[i].id, "mpp.antrean") == 0});
        }
    }
}

static void count_for_agency(json_t *agencies, const char *agency)
{
    json_t *row;
    size_t i;
    json_array_foreach (agencies, i, row) {
        if (strcmp(json_text(row, "id"), agency) == 0) {
            json_object_set_new(row, "services", json_integer(json_number(row, "services", 0) + 1));
            return;
        }
    }
    json_array_append_new(agencies, json_pack("{ss,si}", "id", agency, "services", 1));
}

static int write_shared(const struct catalog *catalog, const char *name, json_t *value)
{
    char *text = json_write(value);
    int code = file_write_path(site_path(&catalog->desk->site, name), text, strlen(text), 0644);
    free(text);
    json_decref(value);
    return code;
}

/* What the first screen shows, and apart from it everything there is: the window starts with the first alone. */
static int write_offers(const struct catalog *catalog, struct offer *offers, size_t n)
{
    json_t *needs = json_array(), *numbers = json_array(), *agencies = json_array(), *all = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *row = offers[i].row;
        count_for_agency(agencies, json_text(row, "agency"));
        if (offers[i].need)
            json_array_append_new(needs, json_copy(row));
        if (offers[i].number)
            json_array_append_new(numbers, json_copy(row));
        json_object_set_new(row, "words", offers[i].words);
        json_array_append_new(all, row);
    }
    int code = write_shared(catalog, "share/services.json", json_pack("{so}", "services", all));
    json_t *first =
        json_pack("{sI,so,so,so}", "services", (json_int_t)n, "needs", needs, "numbers", numbers, "agencies", agencies);
    if (code == OK)
        return write_shared(catalog, "share/index.json", first);
    json_decref(first);
    return code;
}

/* Deadlines are counted in working days; somebody must bring next year's holidays before citizens are told too early a
 * day. */
static void say_unknown_years(const struct catalog *catalog)
{
    char today[11];
    desk_today(today);
    for (int i = 0; i < catalog->n; i++) {
        size_t n;
        json_t *row;
        json_array_foreach (json_object_get(catalog->list[i].bundle.parsed, "rules"), n, row) {
            const json_t *held = rule_find(catalog->list[i].bundle.parsed, json_text(row, "name"), today,
                                           json_text(catalog->desk->site.settings, "region"));
            int year = held == row ? rule_unknown_year(json_object_get(row, "value"), today) : 0;
            if (year)
                fail(E_STATE,
                     "rule %s of %s knows no holidays of %d yet; bring the new rules before deadlines reach that year",
                     json_text(row, "name"), catalog->list[i].id, year);
        }
    }
}

static void write_index(struct catalog *catalog)
{
    size_t n = count_services(catalog);
    struct offer *offers = make((n + 1) * sizeof *offers);
    list_offers(catalog, offers);
    if (write_offers(catalog, offers, n) == OK)
        catalog->ready = true;
    say_unknown_years(catalog);
    say("home offers %zu services of %d plugins", n, catalog->n);
    free(offers);
    desk_show_home(catalog->desk);
    author_go_on(&catalog->desk->author);
}

/* --- parsing --------------------------------------------------------------------------------------------------------
 */

static void parse_next(struct catalog *catalog);

static void on_parser_ready(void *mine)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = &catalog->list[catalog->parsing];
    int fds[PACKET_FDS];
    for (int i = 0; i < plugin->n_files; i++)
        fds[i] = memfile_make(plugin->files[i].name, plugin->files[i].bytes, plugin->files[i].n);
    rulebook_files(&catalog->rulebook, fds + plugin->n_files);
    child_put(catalog->parser,
              json_pack("{ss,ss,sO,so}", "type", "parse", "service", plugin->id, "languages",
                        desk_languages(catalog->desk), "shared", rulebook_names(&catalog->rulebook)),
              fds, plugin->n_files + catalog->rulebook.n, PARSE_MS);
}

/* The parser is foreign too: what it says of itself must fit the folder it came from. */
static bool fits(const struct plugin *plugin, const json_t *parsed)
{
    const json_t *manifest = json_object_get(parsed, "manifest"), *service;
    size_t i, n = strlen(plugin->id);
    if (strcmp(json_text(manifest, "id"), plugin->id) != 0 || !json_is_object(json_object_get(parsed, "words")) ||
        !json_is_array(json_object_get(parsed, "rules")) || json_array_size(json_object_get(manifest, "services")) == 0)
        return false;
    json_array_foreach (json_object_get(manifest, "services"), i, service) {
        const char *id = json_text(service, "id");
        if (strncmp(id, plugin->id, n) != 0 || (id[n] && id[n] != '.') || strlen(id) > 63)
            return false;
    }
    return true;
}

static json_t *read_parsed(const struct plugin *plugin, struct packet *packet, const char **why)
{
    char *bytes;
    size_t n;
    *why = "its parser said what cannot be read";
    if (strcmp(packet_type(packet), "parsed") != 0) {
        *why = json_text(packet->body, "message");
        return NULL;
    }
    if (memfile_read(plugin->id, packet->fds[0], PARSED_MAX, &bytes, &n) < 0)
        return NULL;
    json_t *parsed = json_read(plugin->id, bytes, n, JSON_MAX_FILE_DEPTH);
    free(bytes);
    if (!parsed || fits(plugin, parsed))
        return parsed;
    *why = "plugin.conf: its services do not begin with the name of the folder";
    json_decref(parsed);
    return NULL;
}

static void on_parser_said(void *mine, struct packet *packet)
{
    struct catalog *catalog = mine;
    struct plugin *plugin = &catalog->list[catalog->parsing];
    const char *why;
    plugin->bundle.parsed = read_parsed(plugin, packet, &why);
    if (plugin->bundle.parsed) {
        json_object_set(plugin->bundle.parsed, "letters", plugin->letters);
        bundle_put(&catalog->desk->store, plugin->id, &plugin->bundle);
        schemas_publish(&catalog->desk->site, plugin->bundle.parsed);
        settle(catalog, plugin);
    } else {
        refuse(catalog, plugin, why);
    }
    child_drop(catalog->parser);
    catalog->parser = NULL;
    catalog->parsing++;
    parse_next(catalog);
}

/* Killed, or the nursery died: the same plugin once more when it is back; one that always kills its parser is its own
 * fault. */
static void on_parser_gone(void *mine, const char *why)
{
    struct catalog *catalog = mine;
    catalog->parser = NULL;
    if (strcmp(why, "nursery") != 0) {
        refuse(catalog, &catalog->list[catalog->parsing++], turn_text("its parser ended (%s)", why));
    }
    loop_after(catalog->desk->loop, &catalog->again, LATER_MS);
}

static void on_again(void *mine)
{
    parse_next(mine);
}

static void parse_next(struct catalog *catalog)
{
    while (catalog->parsing < catalog->n && catalog->list[catalog->parsing].n_files == 0)
        catalog->parsing++;
    if (catalog->parsing == catalog->n) {
        write_index(catalog);
        return;
    }
    catalog->parser = child_fork(&catalog->desk->nursery, "parse", &door_parser_to_core);
    if (!catalog->parser) {
        loop_after(catalog->desk->loop, &catalog->again, LATER_MS);
        return;
    }
    catalog->parser->ready = on_parser_ready;
    catalog->parser->said = on_parser_said;
    catalog->parser->gone = on_parser_gone;
    catalog->parser->mine = catalog;
}

void catalog_read_again(struct catalog *catalog, int i)
{
    struct plugin *plugin = &catalog->list[i];
    const char *folder = json_text(json_object_get(catalog->desk->site.settings, "folders"), "plugins");
    if (plugin->promise)
        return;                  /* a bundle; it has no author here */
    child_drop(catalog->parser); /* it begins again, and so do others that it had not come to */
    catalog->parser = NULL;
    give_up(plugin);
    read_plugin(catalog, plugin, &(struct source){.id = plugin->id, .folder = turn_text("%s/%s", folder, plugin->id)});
    catalog->parsing = 0;
    parse_next(catalog);
}

int catalog_open(struct catalog *catalog, struct desk *desk)
{
    catalog->desk = desk;
    catalog->again = (struct timer){.due = on_again, .mine = catalog};
    const char *folder = json_text(json_object_get(desk->site.settings, "folders"), "rules");
    const char *own = site_path(&desk->site, "rules.conf");
    int code = rulebook_open(&catalog->rulebook, folder, access(own, F_OK) == 0 ? own : NULL);
    if (code == OK)
        code = source_each(desk, add_plugin, catalog);
    if (code == OK)
        parse_next(catalog);
    return code;
}

void catalog_close(struct catalog *catalog)
{
    for (int i = 0; i < catalog->n; i++)
        give_up(&catalog->list[i]);
    rulebook_close(&catalog->rulebook);
}

/* --- finding --------------------------------------------------------------------------------------------------------
 */

const json_t *catalog_service(const struct catalog *catalog, const char *service, const struct plugin **plugin)
{
    json_t *row;
    size_t s;
    for (int i = 0; i < catalog->n; i++) {
        json_array_foreach (json_at(catalog->list[i].bundle.parsed, "manifest.services"), s, row) {
            if (strcmp(json_text(row, "id"), service) == 0) {
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
        const json_t *parsed = catalog->list[i].bundle.parsed;
        if (strcmp(catalog->list[i].id, "mpp.antrean") != 0)
            continue;
        json_array_foreach (json_at(parsed, "manifest.services"), s, row) {
            if (!json_truth(row, "need") && strcmp(catalog_queue(parsed, row), queue) == 0)
                return json_text(row, "id");
        }
    }
    return NULL;
}
