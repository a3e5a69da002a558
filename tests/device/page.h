/* page.h - pages to print, each another one, so that an old one cannot pass for a new one. */
#ifndef DEVICE_PAGE_H
#define DEVICE_PAGE_H

#include "rig.h"

#include <sodium.h>

enum { WIDTH = 576, STRIDE = WIDTH / 8, ROWS = 96, PAGE = STRIDE * ROWS, BAND = 24, BAND_BYTES = 8 + STRIDE * BAND };

static int64_t last_id;
static uint8_t page[PAGE];
static char page_hash[33]; /* as strip.h hashes what is on the paper */

static inline int new_page(void)
{
    uint8_t hash[16];
    for (size_t i = 0; i < PAGE; i++)
        page[i] = (uint8_t)(i * 31 + (size_t)last_id * 7) | 0x81;
    crypto_generichash(hash, sizeof hash, page, PAGE, NULL, 0);
    sodium_bin2hex(page_hash, sizeof page_hash, hash, sizeof hash);
    int fd = memfile_make("page", page, PAGE);
    check(fd >= 0);
    return fd;
}

static inline int64_t ask_for_print(struct rig_core *core, int ms)
{
    int fd;
    last_id++;
    fd = new_page();
    core_ask(core, last_id, "print", json_pack("{ss,si,si}", "number", "A027", "width", WIDTH, "height", ROWS), ms, fd);
    close(fd);
    return last_id;
}

#endif
