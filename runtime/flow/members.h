/* members.h - the settings of a plugin's files: which there are, of what kind, and what to tell an author who wrote
 * others. */
#ifndef FLOW_MEMBERS_H
#define FLOW_MEMBERS_H

#include "base/json.h"

struct source_file {
    char name[40]; /* as messages call it */
    char *text;
    json_t *value;
};

/* Where the first mistake goes. */
struct reading {
    char *why;
    size_t n_why;
};

struct member {
    const char *name;
    char kind; /* n name, s text, i whole number, b truth, d day, p place, l list of names, o group, r rows, * any */
    bool wanted;
};

/* "plugin.conf:12: ..." of the setting at a way like "rules.[3].law"; returns E_FORMAT. */
LIKE_PRINTF(4)
int members_wrong(struct reading *reading, const struct source_file *file, const char *way, const char *format, ...);

/* A group has what it must have, nothing else, and each of the right kind; members end with {0}. */
int members_check(struct reading *reading, const struct source_file *file, const char *way, const json_t *group,
                  const struct member *members);

/* One step further down a way. */
const char *members_way(const char *way, const char *name);

#endif
