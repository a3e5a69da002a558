/* typed.h - a line of text as somebody typed it, and as it is kept. */
#ifndef DOMAIN_TYPED_H
#define DOMAIN_TYPED_H

#include "base/base.h"

/* Letters, not bytes. */
size_t typed_letters(const char *text);

/* Without spaces at the ends, single ones inside, no control characters; what has no room is cut off. */
void typed_tidy(const char *text, char *to, size_t size);

/* Small letters without apostrophes, each word with a space before it: " kute lang lang" of "Kute Lang-Lang". Into
 * strlen + 2 bytes; returns the length. So a search for " lang" finds what begins a word. */
size_t typed_fold(const char *text, char *to);

/* True when the beginning of a folded word is the folded typed one but for one letter: wrong, missing, too much, or two
 * in the wrong order. Words of fewer than four letters are too short for that. Both without their space, and each ends
 * at a space or at the end of its text. */
bool typed_nearly(const char *typed, const char *word);

/* True when any word of a folded text is nearly that. */
bool typed_nearly_in(const char *typed, const char *text);

#endif
