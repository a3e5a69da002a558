/* source.h - where the plugins of a kiosk come from: signed bundles (RUN/bundles), and on a kiosk in development also
 * a folder of folders (folders.plugins), which nobody signed.
 *
 * A bundle is verified whole when it is opened, and against what this kiosk has seen before: its root of trust and the
 * version of each bundle only go up. */
#ifndef CATALOG_SOURCE_H
#define CATALOG_SOURCE_H

#include "bundle/package.h"
#include "store/known.h"

struct site;
struct store;

/* Whom this kiosk believes. */
struct trust {
    struct root *root; /* NULL: nobody */
    bool over;         /* its last day has passed */
};

/* Where to look, and what this kiosk has seen. */
struct place {
    const struct site *site;
    struct store *store;
};

/* One plugin, while it is read. */
struct source {
    const char *folder; /* or */
    struct package package;
};

/* From the root that was believed last to the newest one in RUN/trust. True when that is another one. */
bool source_find_root(struct place place, struct trust *trust);

/* Every plugin that lies there, in the order of the names. Negative when the folder of plugins cannot be read. */
void source_each_bundle(const struct site *site, void (*each)(void *mine, const char *id, const char *path),
                        void *mine);
int source_each_folder(const struct site *site, void (*each)(void *mine, const char *id, const char *path), void *mine);

/* Opens a bundle: whole, of a known key, of its place, good today, and not older than what this kiosk had. A refusal is
 * one line in the log. */
int source_open(struct place place, const struct trust *trust, const char *path, struct source *to);
void source_close(struct source *source);

/* Whether a version that was verified once may still be offered: what the root and the day say of it. */
int source_allowed(const struct site *site, const struct trust *trust, const char *id, const struct known *known);

/* One file of a plugin, at most `max` bytes (the caller frees them). What a plugin may do without is empty: its rules,
 * and its words in a language that falls back to Indonesian. */
int source_read(const struct source *source, const char *name, size_t max, char **bytes, size_t *n);

/* The names of the schemas of its letters ("polri.skck.apply"), sorted; new. */
json_t *source_letters(const struct source *source);

/* The names of its documents, of "document.NAME.json" each; new. */
json_t *source_templates(const struct source *source);

/* Plain JSON files of which a plugin may have several; core reads them itself, since they run nothing. */
struct source_part {
    json_t *(*names)(const struct source *source);
    const char *(*file)(const char *name);
    size_t most; /* bytes of one */
    int (*read)(const char *file, const char *bytes, size_t n, json_t **to);
};

typedef void source_seen(void *mine, const char *file, const char *bytes, size_t n);

/* All of a kind as {NAME: what it says} into *to (new), the bytes of each to `seen`; *reading is the file that is being
 * read. E_FORMAT: one is not what it should be. */
int source_read_all(const struct source *source, const struct source_part *part, source_seen *seen, void *mine,
                    json_t **to, const char **reading);

#endif
