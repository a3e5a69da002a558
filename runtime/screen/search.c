/* search.c - see search.h.
 *
 * Every different word is kept once, so a typed word is compared with some thousand words and not with all texts: with
 * five hundred services that takes about a millisecond, and there is nothing to keep right but two lists. */
#define _GNU_SOURCE
#include "screen/search.h"

#include "screen/likeness.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_WORDS = 8, SPLIT_MIN = 6, HALF_MIN = 3 };

/* A word stands in a row. */
struct mention {
    int term, row;
    enum search_field field;
};

struct row {
    int title; /* words of its titles */
};

struct search {
    struct likeness_word *terms;
    struct mention *mentions;
    struct row *rows;
    int n_terms, n_mentions, n_rows, terms_room, mentions_room, rows_room;
    json_t *numbers; /* word: its place in terms */
    json_t *groups;  /* word: its group, from 1 */
    json_t *skipped;
    int n_groups;
};

struct query {
    struct likeness_word words[TYPED_WORDS];
    int n;
};

/* --- words -----------------------------------------------------------------------------------------------------------
 */

/* The next word of a text, in small letters and without apostrophes; NULL behind the last. */
static const char *next_word(const char *at, char word[LIKENESS_WORD])
{
    size_t n = 0;
    while (*at && isascii((unsigned char)*at) && !isalnum((unsigned char)*at))
        at++;
    for (; *at && (!isascii((unsigned char)*at) || isalnum((unsigned char)*at) || *at == '\''); at++)
        if (*at != '\'' && n + 1 < LIKENESS_WORD)
            word[n++] = isascii((unsigned char)*at) ? (char)tolower((unsigned char)*at) : *at;
    word[n] = 0;
    return n > 0 ? at : NULL;
}

/* By the word itself or by its root. */
static int group_of(const struct search *search, const struct likeness_word *word)
{
    const json_t *group = json_object_get(search->groups, word->text);
    if (!group)
        group = json_object_get(search->groups, word->root);
    return (int)json_integer_value(group);
}

static struct likeness_word word_of(const struct search *search, const char *text)
{
    struct likeness_word word = likeness_word(text);
    word.group = group_of(search, &word);
    return word;
}

/* --- filling ---------------------------------------------------------------------------------------------------------
 */

struct search *search_new(void)
{
    struct search *search = make(sizeof *search);
    search->numbers = json_object();
    search->groups = json_object();
    search->skipped = json_object();
    return search;
}

void search_free(struct search *search)
{
    if (!search)
        return;
    json_decref(search->numbers);
    json_decref(search->groups);
    json_decref(search->skipped);
    free(search->terms);
    free(search->mentions);
    free(search->rows);
    free(search);
}

void search_skip(struct search *search, const char *words)
{
    char word[LIKENESS_WORD];
    while (words && (words = next_word(words, word)))
        json_object_set_new(search->skipped, word, json_true());
}

void search_same(struct search *search, const char *groups)
{
    char word[LIKENESS_WORD];
    while (groups && *groups) {
        const char *end = groups + strcspn(groups, ","), *at = groups;
        search->n_groups++;
        while ((at = next_word(at, word)) && at <= end)
            json_object_set_new(search->groups, word, json_integer(search->n_groups));
        groups = *end ? end + 1 : end;
    }
}

/* Room for one more; twice as much as it was when there is none. */
static void *grown(void *list, int n, int *room, size_t size)
{
    if (n < *room)
        return list;
    *room = *room ? *room * 2 : 256;
    void *larger = realloc(list, (size_t)*room * size);
    must(larger != NULL);
    return larger;
}

static int term_number(struct search *search, const char *text)
{
    const json_t *known = json_object_get(search->numbers, text);
    if (known)
        return (int)json_integer_value(known);
    search->terms = grown(search->terms, search->n_terms, &search->terms_room, sizeof *search->terms);
    search->terms[search->n_terms] = word_of(search, text);
    json_object_set_new(search->numbers, text, json_integer(search->n_terms));
    return search->n_terms++;
}

void search_add(struct search *search, int row, enum search_field field, const char *text)
{
    char word[LIKENESS_WORD];
    for (; search->n_rows <= row; search->n_rows++) {
        search->rows = grown(search->rows, search->n_rows, &search->rows_room, sizeof *search->rows);
        search->rows[search->n_rows] = (struct row){0};
    }
    while (text && (text = next_word(text, word))) {
        search->mentions =
            grown(search->mentions, search->n_mentions, &search->mentions_room, sizeof *search->mentions);
        search->mentions[search->n_mentions++] =
            (struct mention){.term = term_number(search, word), .row = row, .field = field};
        search->rows[row].title += field == SEARCH_TITLE;
    }
}

/* --- what was typed --------------------------------------------------------------------------------------------------
 */

static void put_word(const struct search *search, struct query *query, const char *text)
{
    if (query->n < TYPED_WORDS)
        query->words[query->n++] = word_of(search, text);
}

/* "aktakelahiran": both halves are words. */
static bool put_halves(const struct search *search, struct query *query, const char *text)
{
    char first[LIKENESS_WORD];
    size_t n = strlen(text);
    if (n < SPLIT_MIN || json_object_get(search->numbers, text))
        return false;
    for (size_t at = n - HALF_MIN; at >= HALF_MIN; at--) {
        memcpy(first, text, at);
        first[at] = 0;
        if (!json_object_get(search->numbers, first) || !json_object_get(search->numbers, text + at))
            continue;
        put_word(search, query, first);
        put_word(search, query, text + at);
        return true;
    }
    return false;
}

/* Letters that stand alone belong together: "k t p". */
static bool joins(const struct query *query, const char *word, bool alone)
{
    return query->n > 0 && alone && !word[1] && query->words[query->n - 1].n + 1 < LIKENESS_WORD;
}

static struct query query_of(const struct search *search, const char *typed, bool whole)
{
    struct query query = {.n = 0};
    char word[LIKENESS_WORD];
    bool alone = false;
    while ((typed = next_word(typed, word))) {
        if (joins(&query, word, alone)) {
            const char *longer = turn_text("%s%s", query.words[query.n - 1].text, word);
            query.words[query.n - 1] = word_of(search, longer);
            continue;
        }
        alone = !word[1];
        if ((whole || !json_object_get(search->skipped, word)) && !put_halves(search, &query, word))
            put_word(search, &query, word);
    }
    return query;
}

/* --- ranking ---------------------------------------------------------------------------------------------------------
 */

struct ranking {
    int *best, *sum; /* of each row: for the word at hand, and for all */
    int *hits;       /* how many words it fits */
};

static int field_share(enum search_field field)
{
    static const int shares[] = {[SEARCH_TITLE] = 100, [SEARCH_WORDS] = 95, [SEARCH_LINE] = 85, [SEARCH_AGENCY] = 45};
    return shares[field];
}

/* Few rows: much, many: little. */
static int weight_of(int rows)
{
    int halvings = 1;
    for (; rows > 0; rows /= 2)
        halvings++;
    return 120 / halvings;
}

static void rank_word(const struct search *search, const struct likeness_word *word, struct ranking *ranking)
{
    uint8_t *likeness = turn_alloc((size_t)search->n_terms);
    for (int i = 0; i < search->n_terms; i++)
        likeness[i] = (uint8_t)likeness_of(word, &search->terms[i]);
    memset(ranking->best, 0, (size_t)search->n_rows * sizeof *ranking->best);
    int rows = 0;
    for (int i = 0; i < search->n_mentions; i++) {
        const struct mention *mention = &search->mentions[i];
        int value = likeness[mention->term] * field_share(mention->field), *best = &ranking->best[mention->row];
        rows += value > 0 && *best == 0;
        *best = value > *best ? value : *best;
    }
    for (int row = 0; row < search->n_rows; row++) {
        ranking->sum[row] += ranking->best[row] * weight_of(rows);
        ranking->hits[row] += ranking->best[row] > 0;
    }
}

static bool is_before(const struct search *search, const struct ranking *ranking, int a, int b)
{
    if (ranking->sum[a] != ranking->sum[b])
        return ranking->sum[a] > ranking->sum[b];
    return search->rows[a].title < search->rows[b].title;
}

/* Not a third as good as the best is noise. */
static bool is_good(const struct ranking *ranking, int row, int words, int best)
{
    return ranking->hits[row] > 0 && ranking->hits[row] * 3 >= words && ranking->sum[row] * 3 >= best;
}

/* The best rows in order; a row before another of the same rank stays before it. */
static int choose(const struct search *search, const struct ranking *ranking, int words, int *rows, int most)
{
    int n = 0, best = 0;
    for (int row = 0; row < search->n_rows; row++)
        best = ranking->sum[row] > best ? ranking->sum[row] : best;
    for (int row = 0; row < search->n_rows; row++) {
        if (!is_good(ranking, row, words, best))
            continue;
        int at = n;
        while (at > 0 && is_before(search, ranking, row, rows[at - 1]))
            at--;
        if (at == most)
            continue;
        n += n < most;
        memmove(rows + at + 1, rows + at, (size_t)(n - 1 - at) * sizeof *rows);
        rows[at] = row;
    }
    return n;
}

int search_find(const struct search *search, const char *typed, int *rows, int most)
{
    struct query query = query_of(search, typed, false);
    if (query.n == 0)
        query = query_of(search, typed, true);
    size_t size = (size_t)search->n_rows * sizeof(int);
    struct ranking ranking = {turn_alloc(size), turn_alloc(size), turn_alloc(size)};
    memset(ranking.sum, 0, size);
    memset(ranking.hits, 0, size);
    for (int i = 0; i < query.n; i++)
        rank_word(search, &query.words[i], &ranking);
    return choose(search, &ranking, query.n, rows, most);
}
