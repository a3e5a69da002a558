/* memory.c - see memory.h. realloc() is not used: it may move the bytes and leave the old ones behind. */
#define _GNU_SOURCE
#include "flow/memory.h"

#include <stdlib.h>
#include <string.h>

enum { STACK_USED = 256 << 10 }; /* a coroutine of ours nests far less */

static void *grow(struct memory *memory, size_t n_old, size_t n)
{
    if (n > MEMORY_CAP || memory->used - n_old > MEMORY_CAP - n)
        return NULL;
    return malloc(n);
}

void *memory_move(void *mine, void *old, size_t n_old, size_t n)
{
    struct memory *memory = mine;
    if (!old)
        n_old = 0; /* Lua tells the type of a new object here */
    void *now = n > 0 ? grow(memory, n_old, n) : NULL;
    if (n > 0 && !now)
        return NULL;
    if (old && now)
        memcpy(now, old, n_old < n ? n_old : n);
    wipe_free(old, n_old);
    memory->used += n - n_old;
    return now;
}

__attribute__((noinline)) void memory_wipe_stack(void)
{
    char below[STACK_USED];
    explicit_bzero(below, sizeof below);
}
