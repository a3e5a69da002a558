/* picture.c - see picture.h. */
#define _GNU_SOURCE
#include "store/picture.h"

#include "base/memfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int picture_put(const char *folder, const char *id, const struct seal *seal, const void *bytes, size_t n)
{
    size_t length;
    if (mkdir(folder, 0700) < 0 && errno != EEXIST)
        return fail_errno("%s", folder);
    const unsigned char *sealed = seal_close_bytes(seal, bytes, n, &length);
    return file_write_path(turn_text("%s/%s", folder, id), sealed, length, 0600);
}

int picture_get(const char *folder, const char *id, const struct seal *seal, size_t max, char **bytes, size_t *n)
{
    char *sealed;
    size_t length;
    if (file_read_path(turn_text("%s/%s", folder, id), max + SEAL_EXTRA, &sealed, &length) < 0)
        return E_IO;
    *bytes = seal_open_bytes(seal, sealed, length, n);
    wipe_free(sealed, length);
    return *bytes ? OK : fail(E_FORMAT, "a picture does not open under its visit's key");
}
