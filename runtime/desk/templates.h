/* templates.h - the documents of a plugin: document.NAME.json, part of its version like the script.
 *
 * They are plain JSON and run nothing, so core reads them itself; `parsed` has them as {documents: {NAME: template}}.
 */
#ifndef DESK_TEMPLATES_H
#define DESK_TEMPLATES_H

#include "desk/source.h"

/* All of a plugin into *to (new), the bytes of each to `seen`; *reading is the file that is being read. E_FORMAT: one
 * is no template. */
int templates_read(const struct source *source, void (*seen)(void *mine, const char *file, const char *bytes, size_t n),
                   void *mine, json_t **to, const char **reading);

#endif
