/* text.h - is this text that text? Kinds, states and verbs are words here, and strcmp() reads the wrong way round. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <string.h>

static inline bool text_is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

#endif
