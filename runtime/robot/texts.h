/* texts.h - the words of a service, read to name the key of a text that looks wrong, and keys that a language lacks. */
#ifndef ROBOT_TEXTS_H
#define ROBOT_TEXTS_H

#include "base/site.h"

/* The service's words in a language; NULL when there are none. The caller owns them. */
json_t *texts_read(const struct site *site, const char *service, const char *language);

/* The key of a text, or NULL: it has values filled in, or is the runtime's own. Turn memory. */
char *texts_key(const json_t *words, const char *text);

/* The keys that `first` has and `other` lacks: a list of texts. The caller owns it. */
json_t *texts_missing(const json_t *first, const json_t *other);

#endif
