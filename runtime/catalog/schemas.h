/* schemas.h - what the letters of a plugin look like: letters/NAME.schema.json, part of its version like the script.
 *
 * They are plain JSON and run nothing, so core reads them itself; `parsed` has them as {letters: {NAME: schema}}. */
#ifndef CATALOG_SCHEMAS_H
#define CATALOG_SCHEMAS_H

#include "base/site.h"
#include "catalog/source.h"

extern const struct source_part schemas;

/* Says which letters of the manifest have none; `anjungan check` refuses that. */
void schemas_warn(const char *plugin, const json_t *parsed);

/* For whoever receives letters on this machine: share/letters/NAME@VERSION.schema.json. Older versions stay, because
 * their letters may still be on the way. */
void schemas_publish(const struct site *site, const json_t *parsed);

#endif
