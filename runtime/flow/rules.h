/* rules.h - the rows of rules.conf, and those that several plugins share.
 *
 * A shared file belongs to the kiosk, not to an agency: it holds the rules that are everybody's (`common.` and a name),
 * and rows of a plugin's own rules for one place. A plugin gets from it what its manifest lists in `rules` and nothing
 * else, so no file beside it changes what its agency signed without having been asked to. */
#ifndef FLOW_RULES_H
#define FLOW_RULES_H

#include "flow/members.h"

/* A plugin's own rules.conf. */
int rules_check(struct reading *reading, const struct source_file *file);

/* Checks a shared file and appends to `rows` those whose names are wanted. */
int rules_take(struct reading *reading, const struct source_file *file, const json_t *wanted, json_t *rows);

#endif
