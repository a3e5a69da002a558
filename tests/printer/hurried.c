/* hurried.c - the true driver host in a hurry: a second of its patience is 50 ms.
 *
 * What it says must be true however long it waits, so the test may have it wait less. */
#include "base/loop.h"

void __real_loop_after(struct loop *loop, struct timer *timer, int64_t ms);
void __wrap_loop_after(struct loop *loop, struct timer *timer, int64_t ms);

void __wrap_loop_after(struct loop *loop, struct timer *timer, int64_t ms)
{
    __real_loop_after(loop, timer, ms > 0 ? ms / 20 + 1 : ms);
}
