/* statics.c - see statics.h. */
#define _GNU_SOURCE
#include "proof/statics.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>

struct search {
    struct stand *stand;
    const void *inside; /* an address of the file */
};

static bool holds(const struct dl_phdr_info *file, const void *address)
{
    for (int i = 0; i < file->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &file->dlpi_phdr[i];
        const char *from = (const char *)file->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && (const char *)address >= from && (const char *)address < from + part->p_memsz)
            return true;
    }
    return false;
}

/* Word by word and unseen by AddressSanitizer, to whom the gaps between variables are forbidden. */
#define UNSEEN __attribute__((no_sanitize("address")))

UNSEEN static void copy(volatile uint8_t *to, const volatile uint8_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = from[i];
}

UNSEEN static bool is_same(const volatile uint8_t *a, const volatile uint8_t *b, size_t n)
{
    size_t i = 0;
    for (; i + sizeof(uint64_t) <= n; i += sizeof(uint64_t))
        if (*(const volatile uint64_t *)(a + i) != *(const volatile uint64_t *)(b + i))
            return false;
    while (i < n && a[i] == b[i])
        i++;
    return i == n;
}

static void remember(struct stand *s, uint8_t *at, size_t n)
{
    if (s->n_statics == COUNT(s->statics))
        return;
    s->statics[s->n_statics] = at;
    s->statics_size[s->n_statics] = n;
    s->statics_then[s->n_statics] = make(n);
    copy(s->statics_then[s->n_statics++], at, n);
}

static int on_file(struct dl_phdr_info *file, size_t size, void *mine)
{
    const struct search *search = mine;
    (void)size;
    if (!holds(file, search->inside))
        return 0;
    for (int i = 0; i < file->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &file->dlpi_phdr[i];
        size_t skip = -part->p_vaddr % sizeof(uint64_t);
        if (part->p_type == PT_LOAD && (part->p_flags & PF_W) && part->p_memsz > skip)
            remember(search->stand, (uint8_t *)file->dlpi_addr + part->p_vaddr + skip, part->p_memsz - skip);
    }
    return 1;
}

void statics_remember(struct stand *s)
{
    struct search search = {s, dlsym(s->module.library, "kiosk_driver")};
    dl_iterate_phdr(on_file, &search);
}

void statics_forget(struct stand *s)
{
    for (size_t i = 0; i < s->n_statics; i++)
        free(s->statics_then[i]);
    s->n_statics = 0;
}

void statics_check(struct stand *s)
{
    for (size_t i = 0; i < s->n_statics; i++) {
        if (is_same(s->statics[i], s->statics_then[i], s->statics_size[i]))
            continue;
        stand_complain(s, "a variable of the file has changed: what a driver keeps belongs into its state");
        copy(s->statics[i], s->statics_then[i], s->statics_size[i]);
    }
}
