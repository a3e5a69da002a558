/* stamp.c - see stamp.h. */
#define _GNU_SOURCE
#include "catalog/stamp.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

void stamp_file(const char *path, const char *under, char to[STAMP_TEXT])
{
    crypto_generichash_state state;
    unsigned char hash[(STAMP_TEXT - 1) / 2];
    struct stat is;
    *to = 0;
    if (stat(path, &is) < 0)
        return;
    const int64_t values[] = {(int64_t)is.st_dev, (int64_t)is.st_ino, is.st_size,        is.st_mtim.tv_sec,
                              is.st_mtim.tv_nsec, is.st_ctim.tv_sec,  is.st_ctim.tv_nsec};
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)values, sizeof values);
    crypto_generichash_update(&state, (const unsigned char *)under, strlen(under));
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(to, STAMP_TEXT, hash, sizeof hash);
}

uint64_t stamp_text(const char *text)
{
    uint64_t hash[2];
    crypto_generichash((unsigned char *)hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
    return hash[0];
}
