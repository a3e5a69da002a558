/* doomed.c - core that dies at commits, as often right before one as right after it. Linked like unlucky.c. */
#include "store/store.h"

#include <sodium.h>
#include <unistd.h>

int __real_store_settle(struct store *store);
int __wrap_store_settle(struct store *store);

int __wrap_store_settle(struct store *store)
{
    bool wrote = store->writing;
    if (wrote && randombytes_uniform(8) == 0)
        _exit(9);
    int code = __real_store_settle(store);
    if (wrote && randombytes_uniform(8) == 0)
        _exit(9);
    return code;
}
