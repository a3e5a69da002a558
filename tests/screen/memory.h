/* memory.h - is a text anywhere in the memory of this process that can be written? As UTF-8, UTF-16 and UTF-32, digits
 * also with something between them. The text comes with every letter one further, so that it is not found in itself. */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static inline int memory_letter(const unsigned char *at, size_t width)
{
    for (size_t i = 1; i < width; i++)
        if (at[i])
            return -1;
    return at[0];
}

__attribute__((no_sanitize("address"))) static inline bool memory_matches(const unsigned char *at,
                                                                          const unsigned char *end, size_t width,
                                                                          const char *shifted)
{
    for (; *shifted; shifted++, at += width) {
        bool mark = at + width < end && strchr(" .-", memory_letter(at, width)) && memory_letter(at, width) > 0;
        if (mark && *shifted != ' ' + 1)
            at += width;
        if (at + width > end || memory_letter(at, width) != *shifted - 1)
            return false;
    }
    return true;
}

/* With `tell` each place is written to standard error. */
__attribute__((no_sanitize("address"))) static inline bool memory_holds(const char *shifted, bool tell)
{
    char line[512], flags[8], what[256];
    unsigned long from, to;
    bool found = false;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && fgets(line, sizeof line, maps)) {
        *what = 0;
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %255s", &from, &to, flags, what) < 3 || strncmp(flags, "rw", 2) != 0)
            continue;
        const unsigned char *start = (const unsigned char *)from, *end = (const unsigned char *)to;
        for (const unsigned char *at = start; at < end; at++)
            for (size_t width = 1; *at == (unsigned char)(*shifted - 1) && width <= 4; width *= 2)
                if (memory_matches(at, end, width, shifted)) {
                    if (tell)
                        fprintf(stderr, "in %s at %p: %.48s\n", *what ? what : "(no name)", (const void *)at, at);
                    found = true;
                }
    }
    if (maps)
        fclose(maps);
    return found;
}

#endif
