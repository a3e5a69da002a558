/* memory.h - SQLite's allocator, with one call that finds no memory. What the store allocates itself ends the process
 * when there is none (make), so only SQLite needs the test. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>

struct memory {
    int fault_at, calls; /* the call that fails; 0: none */
    bool faulted;
};

extern struct memory memory;

/* Before anything else of SQLite is called. */
void memory_start(void);

#endif
