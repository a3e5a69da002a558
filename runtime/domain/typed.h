/* typed.h - a line of text as somebody typed it, and as it is kept. */
#ifndef DOMAIN_TYPED_H
#define DOMAIN_TYPED_H

#include "base/base.h"

/* Letters, not bytes. */
size_t typed_letters(const char *text);

/* Without spaces at the ends, single ones inside, no control characters; what has no room is cut off. */
void typed_tidy(const char *text, char *to, size_t size);

#endif
