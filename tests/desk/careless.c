/* careless.c - core as it must not be: tells first and commits afterwards, and now and then dies in between.
 *
 * The control of order.c: the test that finds nothing wrong with this one is worth nothing. */
#include "line/line.h"
#include "store/store.h"

#include <sodium.h>
#include <unistd.h>

int __real_store_settle(struct store *store);
int __wrap_store_settle(struct store *store);
void __real_lines_flush(struct lines *lines);
void __wrap_lines_flush(struct lines *lines);

static struct store *waiting;

int __wrap_store_settle(struct store *store)
{
    waiting = store;
    return OK;
}

void __wrap_lines_flush(struct lines *lines)
{
    __real_lines_flush(lines);
    if (!waiting || !waiting->writing)
        return;
    if (randombytes_uniform(8) == 0)
        _exit(9);
    must(__real_store_settle(waiting) == OK);
}
