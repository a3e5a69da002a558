/* search.h - what is meant, while it is typed: rules only, no drawing.
 *
 * A row (a service) is added with its texts in every language; a search gives the rows that fit best what was typed.
 * Each typed word is compared with every word of the rows and has a rank for it, of 100:
 *
 *   100     the same word
 *    80-92  it begins so ("pass": passport), the fewer letters are missing the better
 *    84     words that mean the same (search_same: "ilang", "hilang")
 *    82     the same root: menikah, nikah, pernikahan; lahir, kelahiran, lahiran
 *    66-72  one root begins like the other; a word with an ending ("ktpku")
 *    46-58  misspelt, one slip in four letters, two in eight: left out, too much, another letter, two swapped
 *    34-46  misspelt and not finished yet
 *
 * A word of the title counts whole, one of the words people also use and of the line a little less, of the agency's
 * less than half. Words that few rows have weigh more: in "surat nikah" it is the marriage that counts. Words that say
 * nothing (search_skip: "saya mau bikin") only count when nothing else was typed. A row must fit at least a third of
 * the words; among equals the shorter title is first. The order of words does not matter, "k t p" is KTP, and two words
 * without a space between them are found too. */
#ifndef SCREEN_SEARCH_H
#define SCREEN_SEARCH_H

#include "base/base.h"

enum search_field { SEARCH_TITLE, SEARCH_WORDS, SEARCH_LINE, SEARCH_AGENCY };

struct search;

struct search *search_new(void);
void search_free(struct search *search);

/* Before any row is added. Words that say nothing; groups of words that mean the same: "hilang ilang, mati wafat".
 * Both may be NULL. */
void search_skip(struct search *search, const char *words);
void search_same(struct search *search, const char *groups);

/* Rows come in their order, from 0; any number of texts each. */
void search_add(struct search *search, int row, enum search_field field, const char *text);

/* The best rows for it, the best first; how many were put, at most `most`. */
int search_find(const struct search *search, const char *typed, int *rows, int most);

#endif
