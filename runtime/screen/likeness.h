/* likeness.h - how much one word is like another, of 100: the ranks of search.h. */
#ifndef SCREEN_LIKENESS_H
#define SCREEN_LIKENESS_H

enum { LIKENESS_WORD = 24 };

struct likeness_word {
    char text[LIKENESS_WORD]; /* in small letters */
    char root[LIKENESS_WORD]; /* without the affixes of Indonesian, as far as they can be told from letters */
    int n, n_root;            /* their letters */
    int group;                /* of words that mean the same; 0: none */
};

/* Without a group. */
struct likeness_word likeness_word(const char *text);

/* 0 when the typed word cannot mean this one. */
int likeness_of(const struct likeness_word *typed, const struct likeness_word *word);

#endif
