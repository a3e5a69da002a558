/* templates.h - the documents of a plugin: document.NAME.json, part of its version like the script.
 *
 * They are plain JSON and run nothing, so core reads them itself; `parsed` has them as {documents: {NAME: template}}.
 */
#ifndef CATALOG_TEMPLATES_H
#define CATALOG_TEMPLATES_H

#include "catalog/source.h"

extern const struct source_part templates;

#endif
