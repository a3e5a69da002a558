/* tar.c - see tar.h. A record is 512 bytes: a ustar header, or a piece of a file filled up with zeros; two of zeros are
 * the end. */
#define _GNU_SOURCE
#include "bundle/tar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD = 512, END = 2 * RECORD };

struct header {
    char name[100], mode[8], uid[8], gid[8], size[12], time[12], sum[8], type, link[100], magic[6], version[2],
        user[32], group[32], major[8], minor[8], prefix[155], nothing[12];
};

_Static_assert(sizeof(struct header) == RECORD, "a header is one record");

static const char zeros[END];

bool tar_name_good(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
    size_t n_all = strlen(name), inside = strlen(TAR_FOLDER);
    if (strncmp(name, TAR_FOLDER, inside) == 0)
        name += inside;
    size_t n = strlen(name);
    return n > 0 && n_all < TAR_NAME && name[0] != '.' && name[0] != '-' && strspn(name, letters) == n;
}

/* The only header there is for a file of that name and size. */
static struct header header_of(const char *name, size_t n)
{
    struct header header = {.mode = "0000644",
                            .uid = "0000000",
                            .gid = "0000000",
                            .time = "00000000000",
                            .type = '0',
                            .magic = "ustar",
                            .version = {'0', '0'}};
    unsigned sum = 0;
    snprintf(header.name, sizeof header.name, "%s", name);
    snprintf(header.size, sizeof header.size, "%011zo", n);
    memset(header.sum, ' ', sizeof header.sum);
    for (size_t i = 0; i < sizeof header; i++)
        sum += ((const unsigned char *)&header)[i];
    snprintf(header.sum, sizeof header.sum, "%06o", sum);
    return header;
}

static size_t padded(size_t n)
{
    return (n + RECORD - 1) / RECORD * RECORD;
}

int tar_add(struct tar *tar, const char *name, const void *bytes, size_t n)
{
    if (!tar_name_good(name))
        return fail(
            E_FORMAT,
            "%s: a file in a bundle has a name of at most %d letters, digits, _ - and . (no folder but letters)", name,
            TAR_NAME - 1);
    if (n > TAR_FILE_MAX)
        return fail(E_FORMAT, "%s: %zu bytes; at most %d KiB are allowed", name, n, TAR_FILE_MAX / 1024);
    if (tar->n == TAR_FILES)
        return fail(E_FULL, "%s: a bundle has at most %d files", name, TAR_FILES);
    struct tar_file *file = &tar->files[tar->n++];
    *file = (struct tar_file){.bytes = bytes, .n = n};
    snprintf(file->name, sizeof file->name, "%s", name);
    return OK;
}

static int in_order(const void *a, const void *b)
{
    const char *left = ((const struct tar_file *)a)->name, *right = ((const struct tar_file *)b)->name;
    int first = (strcmp(right, TAR_FIRST) == 0) - (strcmp(left, TAR_FIRST) == 0);
    return first ? first : strcmp(left, right);
}

char *tar_write(struct tar *tar, size_t *n)
{
    qsort(tar->files, (size_t)tar->n, sizeof tar->files[0], in_order);
    *n = END;
    for (int i = 0; i < tar->n; i++)
        *n += RECORD + padded(tar->files[i].n);
    char *bytes = make(*n), *at = bytes;
    for (int i = 0; i < tar->n; i++) {
        const struct tar_file *file = &tar->files[i];
        struct header header = header_of(file->name, file->n);
        memcpy(at, &header, RECORD);
        memcpy(at + RECORD, file->bytes, file->n);
        at += RECORD + padded(file->n);
    }
    return bytes;
}

static size_t octal(const char *text, size_t n)
{
    size_t value = 0;
    for (size_t i = 0; i < n && text[i] >= '0' && text[i] <= '7'; i++)
        value = value * 8 + (size_t)(text[i] - '0');
    return value;
}

/* The file whose header stands at bytes, of which n are left; *taken is what header and file take. */
static int read_file(const char *what, const char *bytes, size_t n, struct tar *to, size_t *taken)
{
    struct header header;
    if (n < RECORD)
        return fail(E_FORMAT, "%s: it ends too early", what);
    memcpy(&header, bytes, RECORD);
    if (!memchr(header.name, 0, TAR_NAME) || !tar_name_good(header.name))
        return fail(E_FORMAT, "%s: file %d has a name that is not allowed", what, to->n + 1);
    size_t size = octal(header.size, sizeof header.size);
    struct header wanted = header_of(header.name, size);
    if (memcmp(&header, &wanted, RECORD) != 0)
        return fail(E_FORMAT, "%s: the header of %s is not the one of a plain file", what, header.name);
    if (size > TAR_FILE_MAX || padded(size) > n - RECORD)
        return fail(E_FORMAT, "%s: %s is too large, or cut off", what, header.name);
    if (memcmp(bytes + RECORD + size, zeros, padded(size) - size) != 0)
        return fail(E_FORMAT, "%s: there is something behind the end of %s", what, header.name);
    *taken = RECORD + padded(size);
    return tar_add(to, header.name, bytes + RECORD, size);
}

/* Manifest first, then strictly ascending: so no name comes twice. */
static int check_order(const char *what, const struct tar *tar)
{
    const struct tar_file *last = &tar->files[tar->n - 1];
    if (tar->n == 1)
        return strcmp(last->name, TAR_FIRST) == 0 ? OK : fail(E_FORMAT, "%s: %s must come first", what, TAR_FIRST);
    return in_order(last - 1, last) < 0 ? OK : fail(E_FORMAT, "%s: %s comes twice, or too late", what, last->name);
}

int tar_read(const char *what, const char *bytes, size_t n, struct tar *to)
{
    size_t at = 0, taken;
    to->n = 0;
    if (n > TAR_MAX)
        return fail(E_FORMAT, "%s: more than %d MiB", what, TAR_MAX >> 20);
    while (n - at != END || memcmp(bytes + at, zeros, END) != 0) {
        int code = read_file(what, bytes + at, n - at, to, &taken);
        if (code == OK)
            code = check_order(what, to);
        if (code < 0)
            return code;
        at += taken;
    }
    return to->n > 0 ? OK : fail(E_FORMAT, "%s: it is empty", what);
}

const struct tar_file *tar_find(const struct tar *tar, const char *name)
{
    for (int i = 0; i < tar->n; i++)
        if (strcmp(tar->files[i].name, name) == 0)
            return &tar->files[i];
    return NULL;
}
