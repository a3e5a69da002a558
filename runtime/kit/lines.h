/* lines.h - where something stands in an author's file, for messages.
 *
 * Plain searching of text: nothing of a stranger's file is parsed in this process. */
#ifndef KIT_LINES_H
#define KIT_LINES_H

#include "base/base.h"

/* The line of a setting ("purpose.from.work") in a .conf file, or of the nearest group around it; 1 when there is none.
 */
int line_of_setting(const char *text, const char *way);

/* The first line of a script that has the name in quotes; 1 when there is none. */
int line_of_name(const char *text, const char *name);

/* The line of the first step with this key, look or letter; else as line_of_name(). */
int line_of_key(const char *text, const char *key);

/* True when the name stands in quotes somewhere in the script. */
bool has_name(const char *text, const char *name);

#endif
