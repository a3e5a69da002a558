/* documents.h - the templates of a plugin's documents on A4, document.NAME.json: read, and there when a step wants one.
 */
#ifndef KIT_DOCUMENTS_H
#define KIT_DOCUMENTS_H

#include "kit/survey.h"

/* Reads those of the folder into plugin->documents; false after telling problems what is wrong with one. */
bool documents_read(struct plugin *plugin, struct problems *problems);

/* Tells when there is no template of that name. */
void document_holds(struct survey *survey, const char *name);

#endif
