/* journals.h - recorded visits: journals/NAME.json beside the plugin.
 *
 * A visit that a test walked is kept with every step and answer. Run again against the code of today it must take the
 * same path to the end: no change of a service goes unseen, and the step that left the path is named. */
#ifndef KIT_JOURNALS_H
#define KIT_JOURNALS_H

#include "kit/trial.h"

/* Writes the journal of a trial that passed. */
int journal_record(const struct trial *trial);

/* Names of the recorded journals of a plugin, sorted: a new list. */
json_t *journals_of(const struct plugin *plugin);

/* NULL when it takes the same path, else which step left it. Turn memory. */
const char *journal_replay(struct chair *chair, const struct plugin *plugin, const char *name);

#endif
