/* name.h - names of plugins, the namespaces they lie in, and their versions. */
#ifndef BUNDLE_NAME_H
#define BUNDLE_NAME_H

#include "base/base.h"

enum { NAME_MAX_TEXT = 64, VERSION_MAX_TEXT = 24 };

/* "polri.skck": letters, digits, "_", "-" and ".", first a letter, at most 63. */
bool name_good(const char *name);

/* "polri.skck" itself, or "polri.*": every name that begins with "polri.". */
bool namespace_good(const char *space);
bool namespace_has(const char *space, const char *name);

/* One to three whole numbers of up to four digits, "1.0" or "2026.11.2"; as one number, so that they can be compared.
 * Negative, quiet, when it is not a version. */
int64_t version_number(const char *version);

#endif
