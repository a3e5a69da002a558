/* stamp.c - see stamp.h. */
#define _GNU_SOURCE
#include "desk/stamp.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

void stamp_file(const char *path, const char *under, char to[STAMP_TEXT])
{
    unsigned char hash[(STAMP_TEXT - 1) / 2];
    struct stat is;
    *to = 0;
    if (stat(path, &is) < 0)
        return;
    const char *text = turn_text("%llx %llx %lld %lld.%ld %lld.%ld %s", (unsigned long long)is.st_dev,
                                 (unsigned long long)is.st_ino, (long long)is.st_size, (long long)is.st_mtim.tv_sec,
                                 is.st_mtim.tv_nsec, (long long)is.st_ctim.tv_sec, is.st_ctim.tv_nsec, under);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
    sodium_bin2hex(to, STAMP_TEXT, hash, sizeof hash);
}
