/* cases.h - the cases of an author's test.lua, read by a locked child like everything an author writes.
 *
 * A case is what the author wrote (plugins/API.md, "Tests"), with its `name` and `line`; the letters it expects are
 * `test.letters`, a list of {name, data}. */
#ifndef KIT_CASES_H
#define KIT_CASES_H

#include "kit/ways.h"

/* A new list; mistakes in test.lua are told to problems. */
json_t *cases_read(struct chair *chair, const struct plugin *plugin, struct problems *problems);

/* What the cases say of answers, looks and calls, for walking. */
void cases_tell(const json_t *cases, struct world *world);

#endif
