/* many.h - a list too long for one look: rows by what was typed so far.
 *
 * Rows are copied: what they came from may change under them (core shows the step again). Ten thousand rows are
 * searched within a frame; there is no index to keep right. */
#ifndef SCREEN_MANY_H
#define SCREEN_MANY_H

#include "base/base.h"

struct many_row {
    const char *id, *text;
    const char *line; /* a second text; NULL: none */
    const char *also; /* what else it is called, only for the search; NULL: nothing */
};

struct many {
    int n;
    struct many_row *rows;
    int *shown; /* the rows that are meant, the best first */
    int n_shown;
    bool lines;   /* some row has a second text */
    bool guessed; /* nothing is called so; these are nearly */
    /* kept by the room */
    char *bytes;
    size_t n_bytes, room;
    const char **folded; /* of each row, its words with a space before each */
};

/* n rows, each asked for twice. */
struct many *many_new(int n, void (*row)(const void *mine, int i, struct many_row *row), const void *mine);

/* Overwrites them. NULL is fine. */
void many_free(struct many *many);

/* Every word that was typed begins a word of the row; rows that begin so come first. Nothing typed: all, in their
 * order. When nothing is called so, rows that are called nearly so. */
void many_search(struct many *many, const char *typed);

/* The place of an id among those shown, or -1. */
int many_place(const struct many *many, const char *id);

#endif
