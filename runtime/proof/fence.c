/* fence.c - see fence.h. */
#define _GNU_SOURCE
#include "proof/fence.h"

#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096, PATTERN = 0xc3, ALIGNED = 16, LARGE = 64 * PAGE };

void fence_open(struct fence *fence, size_t room)
{
    size_t n = (room + PAGE - 1) / PAGE * PAGE + PAGE; /* one page of pattern at least */
    uint8_t *all = mmap(NULL, n + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    must(all != MAP_FAILED);
    *fence = (struct fence){.pages = all + PAGE, .room = n};
    must(mprotect(fence->pages, n, PROT_READ | PROT_WRITE) == 0);
    memset(fence->pages, PATTERN, n);
}

void fence_close(struct fence *fence)
{
    if (fence->pages)
        munmap(fence->pages - PAGE, fence->room + 2 * PAGE);
    *fence = (struct fence){0};
}

/* Whole pages go back to the system, which gives them anew when they are touched: most of what is large is not. */
static void *zero(uint8_t *at, size_t n)
{
    uint8_t *first = (uint8_t *)(((uintptr_t)at + PAGE - 1) / PAGE * PAGE), *end = at + n;
    uint8_t *last = (uint8_t *)((uintptr_t)end / PAGE * PAGE);
    if (n < LARGE)
        return memset(at, 0, n);
    must(madvise(first, (size_t)(last - first), MADV_DONTNEED) == 0);
    memset(at, 0, (size_t)(first - at));
    memset(last, 0, (size_t)(end - last));
    return at;
}

void *fence_lay(struct fence *fence, size_t n)
{
    size_t rounded = (n + ALIGNED - 1) / ALIGNED * ALIGNED;
    must(rounded <= fence->room - PAGE);
    uint8_t *end = fence->pages + fence->room;
    if (fence->used > rounded)
        memset(end - fence->used, PATTERN, fence->used - rounded);
    fence->used = rounded;
    fence->tail = rounded - n;
    memset(end - fence->tail, PATTERN, fence->tail);
    return zero(end - rounded, n);
}

bool fence_whole(const struct fence *fence)
{
    const uint8_t *last = fence->pages + fence->room - fence->used - PAGE;
    if (last[0] != PATTERN || memcmp(last, last + 1, PAGE - 1) != 0)
        return false;
    for (size_t i = 0; i < fence->tail; i++)
        if (fence->pages[fence->room - 1 - i] != PATTERN)
            return false;
    return true;
}

/* The pages that hold what was laid: to change the others would only take time. */
void fence_set(struct fence *fence, enum fence_right right)
{
    int rights = right == FENCE_NONE ? PROT_NONE : right == FENCE_READ ? PROT_READ : PROT_READ | PROT_WRITE;
    size_t n = (fence->used + PAGE - 1) / PAGE * PAGE;
    must(mprotect(fence->pages + fence->room - n, n, rights) == 0);
}
