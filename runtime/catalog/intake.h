/* intake.h - what lies in RUN/bundles and in the folder of plugins is taken up into the catalog: looked at, verified,
 * settled or refused; and what went away is taken out. */
#ifndef CATALOG_INTAKE_H
#define CATALOG_INTAKE_H

#include "catalog/catalog.h"

/* Looks at every bundle, reads those that are not as they were, and under another root judges all. */
void intake_bundles(struct catalog *catalog);

/* Reads every folder, when core starts. Negative when they cannot be read. */
int intake_folders(struct catalog *catalog);

/* Reads a plugin's files. It is settled at once when the store has what is in them; else it waits for the parser. */
void intake_take(struct catalog *catalog, struct plugin *plugin, const struct source *source);

/* It is known what is in the files that arrived: the plugin is offered when that is what its signed manifest promised,
 * and from then on this kiosk takes no older version. */
void intake_settle(struct catalog *catalog, struct plugin *plugin, const json_t *parsed);

/* What arrived is dropped and does not come again before its file changes; what was offered before still is. */
void intake_refuse(struct catalog *catalog, struct plugin *plugin, const char *why);

void plugin_free(struct plugin *plugin);

#endif
