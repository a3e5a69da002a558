/* memfile.h - things larger than a packet: sealed files in memory that travel as descriptors, and reading files whole.
 */
#ifndef BASE_MEMFILE_H
#define BASE_MEMFILE_H

#include "base/base.h"

/* A descriptor of a new memory file with these bytes, sealed for good, or a negative result. */
int memfile_make(const char *name, const void *bytes, size_t n);

/* Reads a memory file of at most max bytes into new memory (NUL-terminated beyond n; wipe_free it). E_FORMAT when it is
 * not sealed against writing, shrinking and growing, or is larger. The descriptor stays open. */
int memfile_read(const char *what, int fd, size_t max, char **bytes, size_t *n);

/* True when it is sealed so and has exactly n bytes: for what is handed on unread. */
bool memfile_is(int fd, size_t n);

/* memfile_read() for an ordinary file, from its start. */
int file_read(const char *what, int fd, size_t max, char **bytes, size_t *n);
int file_read_path(const char *path, size_t max, char **bytes, size_t *n);

/* Writes the file beside, syncs it and renames it over path: readers see the old one or the new one. */
int file_write_path(const char *path, const void *bytes, size_t n, unsigned mode);

/* Removes every file of a folder that is not wanted; NULL: all. */
void folder_sweep(const char *folder, bool (*wanted)(void *mine, const char *name), void *mine);

#endif
