/* tar.h - the one shape of archive a bundle may have: plain files of one folder, in the order of their names.
 *
 * Any tar can list it; but only what our own writer would have written is read. A header is compared with the one that
 * belongs to its name and size, byte by byte, so links, devices, owners, times, other forms of numbers and whatever
 * else tar has grown in forty years cannot come in. */
#ifndef BUNDLE_TAR_H
#define BUNDLE_TAR_H

#include "base/base.h"

enum { TAR_FILES = 64, TAR_NAME = 100, TAR_FILE_MAX = 256 << 10, TAR_MAX = 4 << 20 };

#define TAR_FIRST "manifest.json" /* leads every archive */

struct tar_file {
    char name[TAR_NAME];
    const char *bytes; /* borrowed */
    size_t n;
};

struct tar {
    struct tar_file files[TAR_FILES];
    int n;
};

/* The only folder a bundle has: the schemas of its letters. */
#define TAR_FOLDER "letters/"

/* Letters, digits, "_", "-" and ".", not first a dot; TAR_FOLDER may stand before. So it names no other folder. */
bool tar_name_good(const char *name);

/* Adds a file; E_FORMAT with a line in the log when its name or size cannot be, E_FULL when there are too many. */
int tar_add(struct tar *tar, const char *name, const void *bytes, size_t n);

/* The archive: TAR_FIRST leads, the others follow in the order of their names. The caller frees it. */
char *tar_write(struct tar *tar, size_t *n);

/* The files of an archive of n bytes, borrowed from it. Failures are in the log. */
int tar_read(const char *what, const char *bytes, size_t n, struct tar *to);

/* NULL when there is none of that name. */
const struct tar_file *tar_find(const struct tar *tar, const char *name);

#endif
