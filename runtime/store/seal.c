/* seal.c - see seal.h. */
#define _GNU_SOURCE
#include "store/seal.h"

#include "base/clock.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FRONT = crypto_secretbox_NONCEBYTES };

_Static_assert(SEAL_EXTRA == FRONT + crypto_secretbox_MACBYTES, "what sealing adds");

void seal_lock_key(void *key, size_t n)
{
    if (sodium_mlock(key, n) < 0)
        fail_errno("a key stays in ordinary memory, which may be swapped out");
}

static int set_path(struct seal *seal, const char *folder, const char *visit)
{
    int n = snprintf(seal->path, sizeof seal->path, "%s/%s", folder, visit);
    return n > 0 && (size_t)n < sizeof seal->path ? OK : fail(E_FORMAT, "%s: the path of keys is too long", folder);
}

int seal_new(struct seal *seal, const char *folder, const char *visit)
{
    if (set_path(seal, folder, visit) < 0)
        return E_FORMAT;
    seal_lock_key(seal->key, sizeof seal->key);
    randombytes_buf(seal->key, sizeof seal->key);
    int fd = open(seal->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail_errno("key %s", seal->path);
    int code = write(fd, seal->key, sizeof seal->key) == sizeof seal->key ? OK : fail_errno("key %s", seal->path);
    close(fd);
    return code;
}

int seal_find(struct seal *seal, const char *folder, const char *visit, int max_age)
{
    struct stat is;
    if (set_path(seal, folder, visit) < 0)
        return E_FORMAT;
    int fd = open(seal->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return E_GONE;
    seal_lock_key(seal->key, sizeof seal->key);
    bool good = read(fd, seal->key, sizeof seal->key) == sizeof seal->key && fstat(fd, &is) == 0;
    close(fd);
    if (good && time(NULL) - is.st_mtime <= max_age)
        return OK;
    seal_forget(seal);
    return E_GONE;
}

void seal_touch(const struct seal *seal)
{
    utimensat(AT_FDCWD, seal->path, NULL, 0);
}

void seal_forget(struct seal *seal)
{
    unlink(seal->path);
    sodium_munlock(seal->key, sizeof seal->key);
    sodium_memzero(seal, sizeof *seal);
}

unsigned char *seal_close_bytes(const struct seal *seal, const void *bytes, size_t n, size_t *sealed)
{
    unsigned char *out = turn_alloc(n + SEAL_EXTRA);
    randombytes_buf(out, FRONT);
    crypto_secretbox_easy(out + FRONT, bytes, n, out, seal->key);
    *sealed = n + SEAL_EXTRA;
    return out;
}

char *seal_open_bytes(const struct seal *seal, const void *sealed, size_t length, size_t *n)
{
    const unsigned char *at = sealed;
    if (length < SEAL_EXTRA)
        return NULL;
    *n = length - SEAL_EXTRA;
    char *bytes = make(*n + 1);
    if (crypto_secretbox_open_easy((unsigned char *)bytes, at + FRONT, length - FRONT, at, seal->key) == 0)
        return bytes;
    wipe_free(bytes, *n);
    return NULL;
}

unsigned char *seal_close(const struct seal *seal, const json_t *value, size_t *n)
{
    char *text = json_write(value);
    unsigned char *out = seal_close_bytes(seal, text, strlen(text), n);
    wipe_text(text);
    return out;
}

json_t *seal_open(const struct seal *seal, const void *bytes, size_t n)
{
    size_t length;
    char *text = seal_open_bytes(seal, bytes, n, &length);
    json_t *value = text ? json_read("journal", text, length, JSON_MAX_FILE_DEPTH) : NULL;
    if (text)
        wipe_free(text, length);
    return value;
}

bool seal_read_hex(const char *hex, unsigned char *to, size_t n)
{
    size_t got;
    const char *end;
    return sodium_hex2bin(to, n, hex, strlen(hex), "\n ", &got, &end) == 0 && got == n && !*end;
}
