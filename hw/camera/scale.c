/* scale.c - see scale.h. */
#include "scale.h"

#include <string.h>

static uint32_t less(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

void scale_fit(struct scaler *s, struct shape shape, uint32_t width, uint32_t height)
{
    s->across = shape.cut ? less(width, (uint32_t)((uint64_t)height * shape.width / shape.height)) : width;
    s->down = shape.cut ? less(height, (uint32_t)((uint64_t)width * shape.height / shape.width)) : height;
    s->left = (width - s->across) / 2;
    s->top = (height - s->down) / 2;
    s->width = less(s->across, shape.width);
    s->height = (uint32_t)((uint64_t)s->down * s->width / (s->across ? s->across : 1));
    if (s->height > shape.height) {
        s->height = shape.height;
        s->width = (uint32_t)((uint64_t)s->across * s->height / s->down);
    }
}

int scale_begin(struct scaler *s, uint8_t *to, size_t n)
{
    s->row = s->n_rows = 0;
    s->to = to;
    memset(s->sums, 0, sizeof s->sums);
    if (s->width == 0 || s->height == 0 || s->width > SCALE_ACROSS || (size_t)s->width * s->height * 3 > n)
        return 0;
    for (uint32_t x = 0; x < s->width; x++)
        s->ends[x] = (uint32_t)((uint64_t)(x + 1) * s->across / s->width);
    return 1;
}

static void add_row(struct scaler *s, const uint8_t *rgb)
{
    const uint8_t *at = rgb + (size_t)s->left * 3;
    uint32_t *sum = s->sums;
    for (uint32_t x = 0, from = 0; x < s->width; x++, sum += 3)
        for (; from < s->ends[x]; from++, at += 3) {
            sum[0] += at[0];
            sum[1] += at[1];
            sum[2] += at[2];
        }
    s->n_rows++;
}

static void write_row(struct scaler *s, uint8_t *to)
{
    const uint32_t *sum = s->sums;
    for (uint32_t x = 0, from = 0; x < s->width; x++) {
        uint32_t n = (s->ends[x] - from) * s->n_rows;
        for (int colour = 0; colour < 3; colour++, sum++)
            *to++ = (uint8_t)(n == 1 ? *sum : (*sum + n / 2) / n);
        from = s->ends[x];
    }
    memset(s->sums, 0, (size_t)s->width * 3 * sizeof *s->sums);
    s->n_rows = 0;
}

void scale_row(struct scaler *s, const uint8_t *rgb)
{
    uint32_t y = s->row++;
    if (y < s->top || y >= s->top + s->down)
        return;
    uint64_t used = y - s->top, line = used * s->height / s->down;
    add_row(s, rgb);
    if ((used + 1) * s->height / s->down > line)
        write_row(s, s->to + line * s->width * 3);
}

int scale_whole(const struct scaler *s)
{
    return s->row >= s->top + s->down && s->n_rows == 0;
}
