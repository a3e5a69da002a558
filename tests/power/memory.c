/* memory.c - see memory.h. */
#include "memory.h"

#include "base/base.h"

#include <sqlite3.h>

struct memory memory;

static sqlite3_mem_methods real;

static bool fails(void)
{
    bool now = memory.fault_at && ++memory.calls == memory.fault_at;
    memory.faulted = memory.faulted || now;
    return now;
}

static void *on_malloc(int n)
{
    return fails() ? NULL : real.xMalloc(n);
}

static void *on_realloc(void *p, int n)
{
    return fails() ? NULL : real.xRealloc(p, n);
}

void memory_start(void)
{
    must(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) == SQLITE_OK);
    sqlite3_mem_methods ours = real;
    ours.xMalloc = on_malloc;
    ours.xRealloc = on_realloc;
    must(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK);
}
