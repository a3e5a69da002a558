/* saying.h - what a slip says, whether it is drawn or spelled: its data, and the words around them. Texts live for the
 * turn or as long as the data. */
#ifndef PAPER_SAYING_H
#define PAPER_SAYING_H

#include "base/json.h"

struct saying {
    const json_t *data, *words; /* compose.data; {language: {slip: ...}} */
    const char *language;
};

/* The word of slip.LANGUAGE.conf; the text of `way` in the data, "" when it is not there. */
const char *saying_word(const struct saying *saying, const char *key);
const char *saying_data(const struct saying *saying, const char *way);

/* How many are ahead; "" when nobody counted. Until when a bill is paid; "" when for ever. The last line. */
const char *saying_ahead(const struct saying *saying);
const char *saying_expiry(const struct saying *saying);
const char *saying_foot(const struct saying *saying);

#endif
