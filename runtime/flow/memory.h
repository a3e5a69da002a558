/* memory.h - the memory of one script: capped, and overwritten whenever a piece of it is given back.
 *
 * The child's end returns all pages to the kernel, which clears them; this keeps what a citizen typed from lingering in
 * the child before that. */
#ifndef FLOW_MEMORY_H
#define FLOW_MEMORY_H

#include "base/base.h"

enum { MEMORY_CAP = 16 << 20 };

struct memory {
    size_t used;
};

/* A lua_Alloc; `mine` is the struct memory. */
void *memory_move(void *mine, void *old, size_t n_old, size_t n);

/* Overwrites what calls that have returned left on the C stack: Lua joins short strings there. */
void memory_wipe_stack(void);

#endif
