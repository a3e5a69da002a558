/* plugin.h - a plugin's data files, read and checked: manifest, rules, words.
 *
 * Every mistake is told as an author can use it: file, line, what is wrong, what to write. Only data comes in here, and
 * it is read in a locked child all the same. plugins/README.md describes the files. */
#ifndef FLOW_PLUGIN_H
#define FLOW_PLUGIN_H

#include "base/wire.h"

enum { PLUGIN_WHY = 600, PLUGIN_STAGES = 6, PLUGIN_FILE_MAX = 256 << 10 };

/* {manifest, rules, words {LANGUAGE}} from a `parse` packet; NULL and the reason when something is wrong. */
json_t *plugin_read(const struct packet *packet, char *why, size_t n_why);

#endif
