/* rule.h - which row of a rule holds: on a day, at a place. */
#ifndef DOMAIN_RULE_H
#define DOMAIN_RULE_H

#include "base/json.h"

/* The row of a rule that holds on a day at a place, a region code such as "33.07" ("": nowhere in particular). Rows
 * without a place hold everywhere; of those that name one the place lies in, the closest counts. NULL: none holds.
 * Borrowed from `parsed`. */
const json_t *rule_find(const json_t *parsed, const char *name, const char *day, const char *place);

/* A list of days with a 1 January among them is one of holidays, and knows those years whose 1 January it has. Gives
 * the first year from a day to 90 days later that it does not know; 0 when it knows them all, or is no such list. */
int rule_unknown_year(const json_t *value, const char *day);

/* As much of a plugin's rules as these two need to tell unknown years: {rules} with the rows that list holidays, and of
 * each list the first days of January (new); NULL when none does. */
json_t *rule_calendars(const json_t *parsed);

#endif
