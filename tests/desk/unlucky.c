/* unlucky.c - core with the worst luck: now and then it dies right after a commit, before anybody has heard of it.
 *
 * Linked instead of the true store_settle() (--wrap), so that the product needs no hook for it. */
#include "store/store.h"

#include <sodium.h>
#include <unistd.h>

int __real_store_settle(struct store *store);
int __wrap_store_settle(struct store *store);

int __wrap_store_settle(struct store *store)
{
    bool wrote = store->writing;
    int code = __real_store_settle(store);
    if (wrote && randombytes_uniform(8) == 0)
        _exit(9);
    return code;
}
