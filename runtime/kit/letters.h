/* letters.h - the schemas of a plugin's letters, letters/NAME.schema.json: read, complete, and kept by what is sent. */
#ifndef KIT_LETTERS_H
#define KIT_LETTERS_H

#include "kit/survey.h"

/* Reads those of the folder into plugin->letters; false after telling problems what is wrong with one. */
bool letters_read(struct plugin *plugin, struct problems *problems);

/* Tells which letters of the manifest have none, and which schemas belong to no letter. */
void letters_complete(const struct plugin *plugin, struct problems *problems);

/* Tells when a letter that a way sends is not as its schema says. */
void letter_holds(struct survey *survey, const json_t *rows, const char *name, const json_t *data);

#endif
