/* memory.h - is a text anywhere in the memory of this process that can be written? As UTF-8, UTF-16 and UTF-32, digits
 * also with something between them. The text comes with every letter one further, so that it is not found in itself. */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static inline int memory_letter(const unsigned char *at, size_t width)
{
    for (size_t i = 1; i < width; i++)
        if (at[i])
            return -1;
    return at[0];
}

static inline bool memory_matches(const unsigned char *at, const unsigned char *end, size_t width, const char *shifted)
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

enum { MEMORY_PIECE = 1 << 20, MEMORY_OVERLAP = 512 };

/* Calls `look` for every piece of every range that can be written, until it is true. Through the file, because other
 * threads may give a range back meanwhile; the copy is wiped, and not looked at itself. */
static inline bool memory_walk(bool (*look)(const unsigned char *from, const unsigned char *to, const void *what),
                               const void *what, bool tell)
{
    static unsigned char *piece;
    char line[512], flags[8], name[256];
    unsigned long from, to;
    bool found = false;
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (!piece)
        piece = mmap(NULL, MEMORY_PIECE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    while (fgets(line, sizeof line, maps)) {
        *name = 0;
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %255s", &from, &to, flags, name) < 3 ||
            strncmp(flags, "rw", 2) != 0 || ((unsigned long)piece >= from && (unsigned long)piece < to))
            continue;
        for (unsigned long at = from; at < to; at += MEMORY_PIECE - MEMORY_OVERLAP) {
            size_t n = to - at < MEMORY_PIECE ? to - at : MEMORY_PIECE;
            ssize_t got = pread(memory, piece, n, (off_t)at);
            if (got > 0 && look(piece, piece + got, what)) {
                if (tell)
                    fprintf(stderr, "found in %s\n", *name ? name : "(no name)");
                found = true;
            }
        }
    }
    memset(piece, 0, MEMORY_PIECE);
    fclose(maps);
    close(memory);
    return found;
}

static inline bool memory_look_text(const unsigned char *at, const unsigned char *to, const void *what)
{
    const char *shifted = what;
    for (; at < to; at++)
        for (size_t width = 1; *at == (unsigned char)(*shifted - 1) && width <= 4; width *= 2)
            if (memory_matches(at, to, width, shifted))
                return true;
    return false;
}

/* With `tell` each place is written to standard error. */
static inline bool memory_holds(const char *shifted, bool tell)
{
    return memory_walk(memory_look_text, shifted, tell);
}

enum { MEMORY_SAMPLES = 32, MEMORY_MASK = 0x5a5a };

static inline bool memory_look_sound(const unsigned char *from, const unsigned char *to, const void *what)
{
    const uint16_t *masked = what;
    for (const uint16_t *at = (const uint16_t *)(const void *)from;
         at + MEMORY_SAMPLES <= (const uint16_t *)(const void *)to; at++) {
        int n = 0;
        while (n < MEMORY_SAMPLES && at[n] == (masked[n] ^ MEMORY_MASK))
            n++;
        if (n == MEMORY_SAMPLES)
            return true;
    }
    return false;
}

/* Samples of a sound, masked so that they are not found in themselves. */
static inline bool memory_sounds(const uint16_t masked[MEMORY_SAMPLES], bool tell)
{
    return memory_walk(memory_look_sound, masked, tell);
}

#endif
