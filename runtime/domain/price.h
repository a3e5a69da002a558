/* price.h - where an amount comes from: the row of a journal, of a rule or a look, that the script names as its source.
 *
 * No script invents a price. What a bill costs is a whole number somewhere in the value of that one rule or look; the
 * same number in another one proves nothing. */
#ifndef DOMAIN_PRICE_H
#define DOMAIN_PRICE_H

#include "base/json.h"

/* Whether this row is of the rule or look `of`, and holds the amount. */
bool price_is_of(const json_t *row, const char *of, int64_t amount);

#endif
