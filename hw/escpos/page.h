/* page.h - a picture of dots on its way to an ESC/POS printer, band by band. */
#ifndef ESCPOS_PAGE_H
#define ESCPOS_PAGE_H

#include "kiosk_driver.h"

enum {
    PAGE_DOTS_MAX = 832,
    PAGE_BAND_MAX = 64,
    PAGE_HEAD = 8,
    PAGE_BYTES_MAX = PAGE_HEAD + PAGE_DOTS_MAX / 8 * PAGE_BAND_MAX
};

struct page {
    const uint8_t *dots; /* of the request: lives until its done */
    uint32_t stride, rows, row;
};

/* The attributes of a request: raster, width, height. False when there is no page in them of at most `width` dots. */
int page_take(struct page *page, const struct kd_request *request, uint32_t width);

int page_ended(const struct page *page);

/* The command that prints the next rows, at most `rows` of them. Returns its size. */
size_t page_band(struct page *page, uint32_t rows, uint8_t to[PAGE_BYTES_MAX]);

/* NULL when there is none of that name. */
const struct kd_attr *attr_find(const struct kd_attr *attr, size_t n, const char *name);

/* A number among attributes: `otherwise` when it is missing or negative, `most` when it is larger. */
uint32_t attr_number(const struct kd_attr *attr, size_t n, const char *name, uint32_t otherwise, uint32_t most);

#endif
