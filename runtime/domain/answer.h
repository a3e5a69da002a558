/* answer.h - what may answer a question of each kind (runtime/messages.md, "Screens"), and how a script gets it.
 *
 * Core holds what ui sends against this, and kit what an author's test says: one rule for both. What was accepted is
 * accepted again as it is, and says the same. */
#ifndef DOMAIN_ANSWER_H
#define DOMAIN_ANSWER_H

#include "base/json.h"
#include "domain/regions.h"

struct question {
    const char *kind, *today;
    const json_t *options;
    const struct regions *regions; /* of an address; NULL: there is no pack, and no region is known */
};

/* The value as the script gets it (new), or NULL with the key of what is wrong in *error. */
json_t *answer_check(const struct question *question, const json_t *value, const char **error);

#endif
