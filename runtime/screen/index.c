/* index.c - see index.h. */
#define _GNU_SOURCE
#include "screen/index.h"

#include <stdlib.h>
#include <string.h>

enum { INDEX_MAX = 4 << 20 };

static json_t *read_shared(const struct index *index, const char *name)
{
    return json_read_file(site_path(index->site, "share/%s", name), INDEX_MAX);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void forget_all(struct index *index)
{
    json_decref(index->all);
    search_free(index->search);
    index->all = NULL;
    index->search = NULL;
}

bool index_refresh(struct index *index)
{
    struct stat is;
    if (stat(site_path(index->site, "share/index.json"), &is) < 0 || same_file(&is, &index->file))
        return false;
    json_t *first = read_shared(index, "index.json");
    if (!first)
        return false;
    index->file = is;
    json_decref(index->first);
    index->first = first;
    forget_all(index);
    return true;
}

struct index *index_open(const struct site *site)
{
    struct index *index = make(sizeof *index);
    index->site = site;
    index_refresh(index);
    return index;
}

void index_close(struct index *index)
{
    forget_all(index);
    json_decref(index->first);
    free(index);
}

/* Core writes the long file first: it is never older than the short one. */
const json_t *index_services(struct index *index)
{
    if (!index->all && index->first)
        index->all = read_shared(index, "services.json");
    return json_object_get(index->all, "services");
}

const json_t *index_needs(const struct index *index)
{
    return json_object_get(index->first, "needs");
}

const json_t *index_numbers(const struct index *index)
{
    return json_object_get(index->first, "numbers");
}

const json_t *index_scans(const struct index *index)
{
    return json_object_get(index->first, "scans");
}

const json_t *index_agencies(const struct index *index)
{
    return json_object_get(index->first, "agencies");
}

int64_t index_count(const struct index *index)
{
    return json_number(index->first, "services", 0);
}

static const json_t *row_named(const json_t *rows, const char *id)
{
    size_t i;
    const json_t *row;
    json_array_foreach (rows, i, row)
        if (strcmp(json_text(row, "id"), id) == 0)
            return row;
    return NULL;
}

const json_t *index_service(struct index *index, const char *id)
{
    const json_t *row = *id ? row_named(index_needs(index), id) : NULL;
    if (!row && *id)
        row = row_named(index_numbers(index), id);
    return row || !*id ? row : row_named(index_services(index), id);
}

/* Under the words of a service also those of its agency: who looks for the police finds what it does. */
static void add_service(struct search *search, int at, const json_t *row, const json_t *agency)
{
    static const struct {
        const char *name;
        enum search_field field;
    } parts[] = {{"title", SEARCH_TITLE}, {"words", SEARCH_WORDS}, {"line", SEARCH_LINE}};
    const char *language;
    json_t *text;
    for (size_t i = 0; i < COUNT(parts); i++)
        json_object_foreach (json_object_get(row, parts[i].name), language, text)
            search_add(search, at, parts[i].field, json_string_value(text));
    search_add(search, at, SEARCH_AGENCY, json_text(agency, "name"));
    search_add(search, at, SEARCH_AGENCY, json_text(agency, "line"));
}

const struct search *index_search(struct index *index, const json_t *words)
{
    if (index->search || !index_services(index))
        return index->search;
    index->search = search_new();
    const char *language;
    json_t *texts, *row;
    json_object_foreach ((json_t *)words, language, texts) {
        search_skip(index->search, json_string_value(json_at(texts, "ui.search.skip")));
        search_same(index->search, json_string_value(json_at(texts, "ui.search.same")));
    }
    size_t i;
    json_array_foreach (index_services(index), i, row)
        add_service(index->search, (int)i, row, site_row(index->site, "agencies", "id", json_text(row, "agency")));
    return index->search;
}
