/* search.c - regions_search(): what is meant, while it is typed.
 *
 * All names stand in one long text, folded: small letters, a space before each word, a NUL behind each name. A search
 * is a walk of memmem() over it for each word that was typed: 91,000 names are 1 MB, which takes less than a frame on
 * any machine, and there is no index to keep right. */
#define _GNU_SOURCE
#include "domain/inside.h"
#include "domain/typed.h"

#include <stdio.h>
#include <string.h>

enum { TYPED = 120 };

struct search {
    const struct regions *regions;
    char words[REGIONS_WORDS][TYPED]; /* folded, each with its space in front */
    int n_words;
    const struct region **found;   /* the best first */
    int64_t places[REGIONS_FOUND]; /* their rank and, behind it, their row */
    size_t n, most;
    bool nearly; /* nothing is called so: one letter may be wrong */
};

void search_prepare(struct regions *regions)
{
    size_t room = 0;
    for (size_t i = 0; i < regions->n; i++)
        room += strlen(regions->rows[i].name) + 2;
    regions->folded = make(room);
    regions->starts = make(regions->n * sizeof *regions->starts);
    for (size_t i = 0; i < regions->n; i++) {
        regions->starts[i] = (uint32_t)regions->n_folded;
        regions->n_folded += typed_fold(regions->rows[i].name, regions->folded + regions->n_folded) + 1;
    }
}

/* False when nothing was typed that a name could begin with. */
static bool cut_into_words(struct search *search, const char *typed)
{
    char short_enough[TYPED - 1], folded[TYPED];
    snprintf(short_enough, sizeof short_enough, "%s", typed);
    typed_fold(short_enough, folded);
    for (char *at = folded, *next; *at && search->n_words < REGIONS_WORDS; at = next) {
        next = at + 1 + strcspn(at + 1, " ");
        snprintf(search->words[search->n_words++], TYPED, "%.*s", (int)(next - at), at);
    }
    return search->n_words > 0;
}

static const char *own_name(const struct search *search, const struct region *row)
{
    return search->regions->folded + search->regions->starts[row - search->regions->rows];
}

static bool has_word(const struct search *search, const struct region *row, const char *word)
{
    const char *name = own_name(search, row);
    return strstr(name, word) || (search->nearly && typed_nearly_in(word + 1, name)) ||
           strncmp(row->kind, word + 1, strlen(word + 1)) == 0;
}

/* Every word belongs to the place or to what it lies in. */
static bool fits(const struct search *search, const struct region *row)
{
    for (int i = 0; i < search->n_words; i++) {
        const struct region *at = row;
        while (at && !has_word(search, at, search->words[i]))
            at = at->parent;
        if (!at)
            return false;
    }
    return true;
}

/* Without the Kabupaten or Kota in front, which is in every name of a regency. */
static const char *bare_name(const struct search *search, const struct region *row)
{
    static const char *const kinds[] = {" kabupaten ", " kota "};
    const char *name = own_name(search, row);
    for (size_t i = 0; i < COUNT(kinds) && row->level == REGION_REGENCY; i++)
        if (strncmp(name, kinds[i], strlen(kinds[i])) == 0)
            return name + strlen(kinds[i]) - 1;
    return name;
}

/* Smaller is better: is named so, begins so, has it somewhere; in each of them larger places come first. */
static int rank(const struct search *search, const struct region *row)
{
    const char *name = bare_name(search, row);
    int best = 2;
    for (int i = 0; i < search->n_words; i++) {
        size_t n = strlen(search->words[i]);
        if (strncmp(name, search->words[i], n) == 0 && best > (name[n] != 0))
            best = name[n] != 0;
    }
    return best * 16 + (int)row->level;
}

static int64_t place_of(const struct search *search, const struct region *row)
{
    return (int64_t)rank(search, row) << 32 | (row - search->regions->rows);
}

static void put(struct search *search, const struct region *row, int64_t mine)
{
    size_t at = search->n < search->most ? search->n++ : search->n - 1;
    for (; at > 0 && search->places[at - 1] > mine; at--) {
        search->places[at] = search->places[at - 1];
        search->found[at] = search->found[at - 1];
    }
    search->places[at] = mine;
    search->found[at] = row;
}

static bool has_room(const struct search *search, int64_t mine)
{
    return search->n < search->most || mine < search->places[search->n - 1];
}

/* A row that has several of the words in its own name is met several times; the first counts. */
static bool was_met(const struct search *search, const struct region *row, int word)
{
    for (int i = 0; i < word; i++)
        if (strstr(own_name(search, row), search->words[i]))
            return true;
    return false;
}

/* What could not get among the best is not looked at any closer: that is most of them, after one letter. */
static void weigh(struct search *search, const struct region *row, int word)
{
    int64_t mine = place_of(search, row);
    if (has_room(search, mine) && !was_met(search, row, word) && fits(search, row))
        put(search, row, mine);
}

static void look_for(struct search *search, int word)
{
    const struct regions *regions = search->regions;
    const char *end = regions->folded + regions->n_folded, *at = regions->folded;
    size_t row = 0, n = strlen(search->words[word]);
    while ((at = memmem(at, (size_t)(end - at), search->words[word], n))) {
        size_t where = (size_t)(at - regions->folded);
        while (row + 1 < regions->n && regions->starts[row + 1] <= where)
            row++;
        weigh(search, &regions->rows[row], word);
        at += strlen(at); /* to the end of this name */
    }
}

static bool is_called_nearly(const struct search *search, const struct region *row)
{
    for (int i = 0; i < search->n_words; i++)
        if (typed_nearly_in(search->words[i] + 1, own_name(search, row)))
            return true;
    return false;
}

static void look_nearly(struct search *search)
{
    search->nearly = true;
    for (const struct region *row = search->regions->rows; row < search->regions->rows + search->regions->n; row++)
        if (has_room(search, place_of(search, row)) && is_called_nearly(search, row) && fits(search, row))
            put(search, row, place_of(search, row));
}

size_t regions_search(const struct regions *regions, const char *typed, const struct region **found, size_t most)
{
    struct search search = {.regions = regions, .found = found, .most = most};
    must(most > 0 && most <= REGIONS_FOUND);
    if (!cut_into_words(&search, typed))
        return 0;
    for (int i = 0; i < search.n_words; i++)
        look_for(&search, i);
    if (search.n == 0)
        look_nearly(&search);
    return search.n;
}
