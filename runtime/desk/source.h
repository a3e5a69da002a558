/* source.h - where the plugins of a kiosk come from: signed bundles (RUN/bundles), and on a kiosk in development also
 * a folder of folders (folders.plugins), which nobody signed.
 *
 * A bundle is verified each time it is taken up, and against what this kiosk has seen before: its root of trust and the
 * version of each bundle only go up. */
#ifndef DESK_SOURCE_H
#define DESK_SOURCE_H

#include "bundle/package.h"

struct desk;

/* One plugin, while it is taken up. */
struct source {
    const char *id;
    const char *folder;            /* or */
    const struct package *package; /* verified */
};

/* Calls add for each plugin, bundles first. A bundle that is refused is named in the log. Negative when the folder of
 * plugins cannot be read. */
int source_each(struct desk *desk, void (*add)(void *mine, const struct source *source), void *mine);

/* One file of a plugin, at most `max` bytes (the caller frees them). A plugin without rules has an empty rules.conf. */
int source_read(const struct source *source, const char *name, size_t max, char **bytes, size_t *n);

/* The names of the schemas of its letters ("polri.skck.apply"), sorted; new. */
json_t *source_letters(const struct source *source);

#endif
