/* page.c - see page.h. */
#include "page.h"

#include <string.h>

const struct kd_attr *attr_find(const struct kd_attr *attr, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attr[i].name, name) == 0)
            return &attr[i];
    return NULL;
}

uint32_t attr_number(const struct kd_attr *attr, size_t n, const char *name, uint32_t otherwise, uint32_t most)
{
    const struct kd_attr *a = attr_find(attr, n, name);
    if (!a || a->bytes.at || a->number < 0)
        return otherwise;
    return a->number > (int64_t)most ? most : (uint32_t)a->number;
}

int page_take(struct page *page, const struct kd_request *request, uint32_t width)
{
    const struct kd_attr *raster = attr_find(request->attr, request->n_attr, "raster");
    uint32_t wide = attr_number(request->attr, request->n_attr, "width", 0, UINT32_MAX);
    *page = (struct page){
        .dots = raster ? raster->bytes.at : NULL,
        .stride = wide / 8 + (wide % 8 != 0),
        .rows = attr_number(request->attr, request->n_attr, "height", 0, UINT16_MAX),
    };
    return page->dots && wide > 0 && wide <= width && page->rows > 0 &&
           raster->bytes.n == (size_t)page->stride * page->rows;
}

int page_ended(const struct page *page)
{
    return page->row == page->rows;
}

/* A real-time command inside a picture (10 04, 10 05, 10 14) would be obeyed and taken out of it, and all that follows
 * would be out of step. Smaller bands cannot part two bytes of one row; one dot more beside a dot makes them harmless
 * and is not seen: strokes and the squares of a QR are wider. */
static void defuse(uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (bytes[i] == 0x10 && (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14))
            bytes[i + 1] |= 0x08;
}

size_t page_band(struct page *page, uint32_t rows, uint8_t to[PAGE_BYTES_MAX])
{
    uint32_t left = page->rows - page->row, n = left < rows ? left : rows;
    const uint8_t head[PAGE_HEAD] = {0x1d, 'v', '0', 0, (uint8_t)page->stride, 0, (uint8_t)n, 0};
    size_t size = (size_t)page->stride * n;
    memcpy(to, head, PAGE_HEAD);
    memcpy(to + PAGE_HEAD, page->dots + (size_t)page->stride * page->row, size);
    defuse(to + PAGE_HEAD, size);
    page->row += n;
    return PAGE_HEAD + size;
}
