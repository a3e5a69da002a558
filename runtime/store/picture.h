/* picture.h - pictures of the open visit: files beside the database, each sealed under the visit's key.
 *
 * A file is on the disk before the row of the journal that names it, so a row never names what is not there; one that
 * no row came to name is swept. Deleting the key makes what the disk still has of them noise. */
#ifndef STORE_PICTURE_H
#define STORE_PICTURE_H

#include "store/seal.h"

/* Writes and syncs FOLDER/ID; makes the folder. */
int picture_put(const char *folder, const char *id, const struct seal *seal, const void *bytes, size_t n);

/* The bytes again (wipe_free them), at most `max`. E_FORMAT when they are not ours. */
int picture_get(const char *folder, const char *id, const struct seal *seal, size_t max, char **bytes, size_t *n);

#endif
