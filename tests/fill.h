/* fill.h - a file of the tests with @NAMES@ in it becomes one of a test's own folder. */
#ifndef TESTS_FILL_H
#define TESTS_FILL_H

#include "base/json.h"
#include "base/memfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `from` lies below tests; pairs of what stands there and what is to, ended by NULL. */
static inline void fill(const char *from, const char *to, const char *const *pairs)
{
    char *bytes;
    size_t n;
    must(file_read_path(turn_text(SOURCE "/tests/%s", from), 1 << 16, &bytes, &n) == OK);
    FILE *file = fopen(to, "w");
    must(file != NULL);
    for (const char *at = bytes; *at;) {
        const char *const *pair = pairs;
        while (*pair && strncmp(at, *pair, strlen(*pair)) != 0)
            pair += 2;
        if (*pair) {
            fputs(pair[1], file);
            at += strlen(*pair);
        } else
            fputc(*at++, file);
    }
    fclose(file);
    free(bytes);
}

#endif
