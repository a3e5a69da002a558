/* rules.h - which row of a rule holds: on a day, at a place. */
#ifndef DESK_RULES_H
#define DESK_RULES_H

#include "base/json.h"

/* The row of a rule that holds on a day at a place, a region code such as "33.07" ("": nowhere in particular). Rows
 * without a place hold everywhere; of those that name one the place lies in, the closest counts. NULL: none holds.
 * Borrowed from `parsed`. */
const json_t *rule_find(const json_t *parsed, const char *name, const char *day, const char *place);

#endif
