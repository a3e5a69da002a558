/* words.h - every text a step needs, in every language: what ui will look for. */
#ifndef TESTS_FLOW_WORDS_H
#define TESTS_FLOW_WORDS_H

#include "base/json.h"

/* How many texts of the step are missing; each is told on standard error. */
int words_missing(const json_t *plugin, const json_t *step);

/* How many keys that stand in main.lua after ask, show, read, give and pay have no title in some language. */
int words_missing_in(const json_t *plugin, const char *source);

#endif
