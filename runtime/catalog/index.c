/* index.c - see index.h. */
#define _GNU_SOURCE
#include "catalog/index.h"

#include "base/memfile.h"
#include "base/words.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static json_t *in_all_languages(const struct catalog *catalog, const json_t *parsed, const json_t *service,
                                const char *which)
{
    json_t *texts = json_object(), *language;
    size_t i;
    json_array_foreach (site_languages(catalog->at.site), i, language) {
        const char *l = json_string_value(language);
        const char *text = words_find(json_object_get(parsed, "words"), l,
                                      turn_text("services.%s.%s", json_text(service, "words"), which));
        json_object_set_new(texts, l, json_string(text ? text : ""));
    }
    return texts;
}

/* How it is called on home, where that is not its title. */
static json_t *tile_of(const struct catalog *catalog, const json_t *parsed, const json_t *service)
{
    const char *key = turn_text("services.%s.tile", json_text(service, "words"));
    bool has = json_truth(service, "need") && words_find(json_object_get(parsed, "words"), "id", key);
    return has ? in_all_languages(catalog, parsed, service, "tile") : NULL;
}

static json_t *index_row(const struct catalog *catalog, const json_t *parsed, const json_t *service)
{
    return json_pack("{ss,ss,ss,ss,sb,sb,sI,so,so*,so,so}", "id", json_text(service, "id"), "agency",
                     catalog_agency(parsed, service), "queue", catalog_queue(parsed, service), "icon",
                     json_text_or(service, "icon", "description"), "need", json_truth(service, "need"), "scan",
                     json_truth(service, "scan"), "order", (json_int_t)json_number(service, "order", 50), "title",
                     in_all_languages(catalog, parsed, service, "title"), "tile", tile_of(catalog, parsed, service),
                     "line", in_all_languages(catalog, parsed, service, "line"), "words",
                     in_all_languages(catalog, parsed, service, "words"));
}

/* A row until all are there: where it goes, and what only the long list has. */
struct offer {
    json_t *row, *words;
    int64_t order;
    bool need, number, scan;
};

static void insert_by_order(struct offer *offers, size_t n, struct offer offer)
{
    for (; n > 0 && offers[n - 1].order > offer.order; n--)
        offers[n] = offers[n - 1];
    offers[n] = offer;
}

json_t *index_rows(const struct catalog *catalog, const json_t *parsed)
{
    json_t *rows = json_array(), *service;
    size_t s;
    json_array_foreach (json_at(parsed, "manifest.services"), s, service) {
        json_array_append_new(rows, index_row(catalog, parsed, service));
    }
    return rows;
}

static const char *const files[] = {"share/index.json", "share/services.json"};
static const char number[] = "index"; /* the store's name for the state of the index that was written last */

/* What is offered and the files that say so, as one number; the order in which plugins came does not matter. */
static int64_t state_of(const struct catalog *catalog)
{
    uint64_t sum = 0;
    char stamp[STAMP_TEXT];
    for (int i = 0; i < catalog->n; i++)
        if (catalog->list[i].offered)
            sum += stamp_text(turn_text("%s %s", catalog->list[i].id, catalog->list[i].known.hash));
    for (size_t i = 0; i < COUNT(files); i++) {
        stamp_file(site_path(catalog->at.site, "%s", files[i]), catalog->under, stamp);
        sum += stamp_text(stamp);
    }
    return (int64_t)(sum >> 1);
}

bool index_holds(const struct catalog *catalog)
{
    return store_number(catalog->at.store, number) == state_of(catalog);
}

static size_t count_services(const struct catalog *catalog)
{
    size_t n = 0;
    for (int i = 0; i < catalog->n; i++)
        n += json_array_size(catalog_services(catalog, i));
    return n;
}

/* Takes out of a row what only one list has, or none. */
static struct offer read_offer(json_t *row, bool numbers)
{
    static const char *const names[] = {"words", "order", "need", "scan"};
    bool need = json_truth(row, "need"), scan = json_truth(row, "scan");
    struct offer offer = {.row = json_incref(row),
                          .words = json_incref(json_object_get(row, "words")),
                          .order = json_number(row, "order", 50),
                          .need = need,
                          .number = !need && numbers,
                          .scan = scan};
    for (size_t i = 0; i < COUNT(names); i++)
        json_object_del(row, names[i]);
    return offer;
}

static int by_id(const void *a, const void *b)
{
    return strcmp((*(const struct plugin *const *)a)->id, (*(const struct plugin *const *)b)->id);
}

/* In the order of home; where that is the same, in that of the ids, whenever they came. */
static size_t list_offers(const struct catalog *catalog, struct offer *offers)
{
    const struct plugin *list[PLUGINS];
    size_t s, n = 0;
    json_t *row;
    for (int i = 0; i < catalog->n; i++)
        list[i] = &catalog->list[i];
    qsort(list, (size_t)catalog->n, sizeof list[0], by_id);
    for (int i = 0; i < catalog->n; i++) {
        const struct plugin *plugin = list[i];
        json_t *rows = plugin->offered ? known_rows(catalog->at.store, plugin->id) : NULL;
        json_array_foreach (rows, s, row) {
            insert_by_order(offers, n++, read_offer(row, strcmp(plugin->id, "mpp.antrean") == 0));
        }
        json_decref(rows);
    }
    return n;
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
    int code = file_write_path(site_path(catalog->at.site, "%s", name), text, strlen(text), 0644);
    free(text);
    json_decref(value);
    return code;
}

/* What the first screen shows, and apart from it everything there is: the window starts with the first alone. */
static int write_offers(const struct catalog *catalog, struct offer *offers, size_t n)
{
    json_t *needs = json_array(), *numbers = json_array(), *scans = json_array(), *agencies = json_array(),
           *all = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *row = offers[i].row;
        count_for_agency(agencies, json_text(row, "agency"));
        if (offers[i].need)
            json_array_append_new(needs, json_copy(row));
        json_object_del(row, "tile");
        if (offers[i].number)
            json_array_append_new(numbers, json_copy(row));
        if (offers[i].scan)
            json_array_append_new(scans, json_copy(row));
        json_object_set_new(row, "words", offers[i].words);
        json_array_append_new(all, row);
    }
    int code = write_shared(catalog, files[1], json_pack("{so}", "services", all));
    json_t *first = json_pack("{sI,so,so,so,so}", "services", (json_int_t)n, "needs", needs, "numbers", numbers,
                              "scans", scans, "agencies", agencies);
    if (code == OK)
        return write_shared(catalog, files[0], first);
    json_decref(first);
    return code;
}

int index_write(struct catalog *catalog)
{
    struct offer *offers = make((count_services(catalog) + 1) * sizeof *offers);
    int code = write_offers(catalog, offers, list_offers(catalog, offers));
    free(offers);
    store_set_number(catalog->at.store, number, state_of(catalog));
    return code;
}
