/* ballast.h - room on the disk for the worst moment: a file of 4 MiB beside the database that holds nothing.
 *
 * SQLite rolls a commit back when the disk is full, so the commit cannot be tried again: core ends, as after every
 * failed commit, but gives the ballast away first. The core that starts next finds room for what the citizen at the
 * kiosk still does; new visits wait until there is more. */
#ifndef STORE_BALLAST_H
#define STORE_BALLAST_H

#include <stdbool.h>

/* True while the disk of the database has 64 MiB left. */
bool ballast_room(const char *database);

/* Makes the file when it is missing and there is room for it. */
void ballast_keep(const char *database);

void ballast_release(const char *database);

#endif
