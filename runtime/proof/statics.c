/* statics.c - see statics.h. */
#define _GNU_SOURCE
#include "proof/statics.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

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

static void remember(struct stand *s, uint8_t *at, size_t n)
{
    if (s->n_statics == COUNT(s->statics))
        return;
    s->statics[s->n_statics] = at;
    s->statics_size[s->n_statics] = n;
    s->statics_then[s->n_statics] = make(n);
    memcpy(s->statics_then[s->n_statics++], at, n);
}

static int on_file(struct dl_phdr_info *file, size_t size, void *mine)
{
    const struct search *search = mine;
    (void)size;
    if (!holds(file, search->inside))
        return 0;
    for (int i = 0; i < file->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &file->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_W))
            remember(search->stand, (uint8_t *)file->dlpi_addr + part->p_vaddr, part->p_memsz);
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
        if (memcmp(s->statics[i], s->statics_then[i], s->statics_size[i]) == 0)
            continue;
        stand_complain(s, "a variable of the file has changed: what a driver keeps belongs into its state");
        memcpy(s->statics[i], s->statics_then[i], s->statics_size[i]);
    }
}
