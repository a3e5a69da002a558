/* stamp.h - what a file is recognised by without reading it: device, inode, size, and the times of its last change to
 * the nanosecond. Nobody but root can set the time of the inode's change (ctime), so a file that was replaced or
 * written to has another stamp, whatever its size and date say. */
#ifndef CATALOG_STAMP_H
#define CATALOG_STAMP_H

#include "base/base.h"

enum { STAMP_TEXT = 33 };

/* `under` is what else must be the same. "" when the file is not there. */
void stamp_file(const char *path, const char *under, char to[STAMP_TEXT]);

/* A short one of a text. */
uint64_t stamp_text(const char *text);

#endif
