/* manual.h - the manual of everything a script may say, in Markdown, from the definition file
 * (runtime/flow/kiosk.d.lua).
 */
#ifndef KIT_MANUAL_H
#define KIT_MANUAL_H

#include "base/base.h"

/* The caller frees it. */
char *manual_write(const char *definitions);

#endif
