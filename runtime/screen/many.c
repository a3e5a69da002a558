/* many.c - see many.h. */
#define _GNU_SOURCE
#include "screen/many.h"

#include "domain/typed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED = 240, WORDS = 8 };

static size_t length(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

/* What the copies of a row need: its texts, and all of them folded. */
static size_t room_of(const struct many_row *row)
{
    size_t texts = length(row->text) + length(row->line) + length(row->also);
    return length(row->id) + 2 * texts + 3;
}

static const char *keep(struct many *many, const char *text)
{
    if (!text)
        return NULL;
    char *to = memcpy(many->bytes + many->n_bytes, text, strlen(text) + 1);
    many->n_bytes += strlen(text) + 1;
    return to;
}

static void keep_folded(struct many *many, int i)
{
    const char *texts[] = {many->rows[i].text, many->rows[i].line, many->rows[i].also};
    many->folded[i] = many->bytes + many->n_bytes;
    for (size_t t = 0; t < COUNT(texts); t++)
        if (texts[t])
            many->n_bytes += typed_fold(texts[t], many->bytes + many->n_bytes);
    many->n_bytes++;
}

struct many *many_new(int n, void (*row)(const void *mine, int i, struct many_row *row), const void *mine)
{
    struct many *many = make(sizeof *many);
    struct many_row one;
    many->n = n;
    many->rows = make((size_t)(n + 1) * sizeof *many->rows);
    many->shown = make((size_t)(n + 1) * sizeof *many->shown);
    many->folded = make((size_t)(n + 1) * sizeof *many->folded);
    for (int i = 0; i < n; i++) {
        one = (struct many_row){0};
        row(mine, i, &one);
        many->room += room_of(&one);
        many->lines = many->lines || one.line;
    }
    many->bytes = make(many->room + 1);
    for (int i = 0; i < n; i++) {
        one = (struct many_row){0};
        row(mine, i, &one);
        many->rows[i] =
            (struct many_row){keep(many, one.id), keep(many, one.text), keep(many, one.line), keep(many, one.also)};
        keep_folded(many, i);
    }
    many_search(many, "");
    return many;
}

void many_free(struct many *many)
{
    if (!many)
        return;
    wipe_free(many->bytes, many->room);
    free(many->rows);
    free(many->shown);
    free(many->folded);
    free(many);
}

struct wanted {
    char folded[TYPED + 2];
    const char *words[WORDS]; /* each with the space in front, and ended */
    char bytes[TYPED + 2 * WORDS];
    int n;
};

static void read_wanted(struct wanted *wanted, const char *typed)
{
    char start[TYPED];
    size_t used = 0;
    snprintf(start, sizeof start, "%s", typed);
    typed_fold(start, wanted->folded);
    for (const char *at = wanted->folded; *at && wanted->n < WORDS;) {
        size_t n = 1 + strcspn(at + 1, " ");
        wanted->words[wanted->n++] = memcpy(wanted->bytes + used, at, n);
        used += n;
        wanted->bytes[used++] = 0;
        at += n;
    }
}

static bool has_word(const char *folded, const char *word)
{
    return strstr(folded, word) != NULL;
}

static bool has_nearly(const char *folded, const char *word)
{
    return has_word(folded, word) || typed_nearly_in(word + 1, folded);
}

static bool fits(const char *folded, const struct wanted *wanted, bool (*has)(const char *, const char *))
{
    for (int i = 0; i < wanted->n; i++)
        if (!has(folded, wanted->words[i]))
            return false;
    return true;
}

static bool leads(const char *folded, const struct wanted *wanted)
{
    return wanted->n > 0 && strncmp(folded, wanted->words[0], strlen(wanted->words[0])) == 0;
}

static void collect(struct many *many, const struct wanted *wanted, bool leading)
{
    for (int i = 0; i < many->n; i++)
        if (leads(many->folded[i], wanted) == leading && fits(many->folded[i], wanted, has_word))
            many->shown[many->n_shown++] = i;
}

void many_search(struct many *many, const char *typed)
{
    struct wanted wanted = {.n = 0};
    read_wanted(&wanted, typed);
    many->n_shown = 0;
    collect(many, &wanted, true);
    collect(many, &wanted, false);
    many->guessed = many->n_shown == 0;
    for (int i = 0; i < many->n && many->guessed; i++)
        if (fits(many->folded[i], &wanted, has_nearly))
            many->shown[many->n_shown++] = i;
    explicit_bzero(&wanted, sizeof wanted);
}

int many_place(const struct many *many, const char *id)
{
    for (int i = 0; i < many->n_shown; i++)
        if (strcmp(many->rows[many->shown[i]].id, id) == 0)
            return i;
    return -1;
}
