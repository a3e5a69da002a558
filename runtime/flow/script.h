/* script.h - one run of a service's main.lua against a journal.
 *
 * The script is a coroutine. It runs until it needs something that the journal does not hold, and says so in a packet
 * body (`step`, `refuse`, `end`, `error` of runtime/messages.md); an answer makes it run on. Going back is another run
 * with a shorter journal: a script keeps nothing. */
#ifndef FLOW_SCRIPT_H
#define FLOW_SCRIPT_H

#include "base/json.h"

enum { SCRIPT_SOURCE_MAX = 65536, SCRIPT_JOURNAL_MAX = 1 << 20 };

struct script;

/* Takes journal. Never NULL: a source that does not compile shows when it is started. */
struct script *script_new(const char *source, size_t n, json_t *journal);
void script_free(struct script *script);

/* Runs from the top to the first step without an answer. `input` (may be NULL) is the script's `...`. */
json_t *script_start(struct script *script, const json_t *input);

/* Gives the open step its value (NULL is nil) and runs on. */
json_t *script_answer(struct script *script, const json_t *value);

/* True while a step is open. */
bool script_waits(const struct script *script);

#endif
