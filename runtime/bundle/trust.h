/* trust.h - a folder of roots, "1.root", "2.root" ..., and the way from one to the next. */
#ifndef BUNDLE_TRUST_H
#define BUNDLE_TRUST_H

#include "bundle/root.h"

/* From `root` (taken) to the newest that follows from it in the folder, one number after the other: a number that is
 * missing, or a root that its predecessor did not sign, ends the way with a line in the log, and the last good one
 * stays. Without a root (NULL) the way begins with the lowest number there, which is believed when enough of its own
 * keys signed it: whoever sets up the kiosk puts it there. NULL when there is none to believe. */
struct root *trust_walk(const char *folder, struct root *root);

/* A kiosk is in development when its site.conf says so (development = true), or takes plugins from a folder
 * (folders.plugins), where nothing is signed. Keys for development count there and nowhere else, and home shows it. */
bool trust_development(const json_t *settings);

#endif
