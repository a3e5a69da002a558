/* rows.c - see rows.h. */
#include "rows.h"

#include "jpeg.h"

static uint8_t clamp(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* BT.601, as cameras send it: black is 16, white 235. */
static void put_rgb(uint8_t *to, int y, int u, int v)
{
    int bright = 298 * (y - 16) + 128;
    to[0] = clamp((bright + 409 * (v - 128)) >> 8);
    to[1] = clamp((bright - 100 * (u - 128) - 208 * (v - 128)) >> 8);
    to[2] = clamp((bright + 516 * (u - 128)) >> 8);
}

static void yuyv_row(const uint8_t *from, uint32_t width, uint8_t *to)
{
    for (uint32_t x = 0; x + 1 < width; x += 2, from += 4, to += 6) {
        put_rgb(to, from[0], from[1], from[3]);
        put_rgb(to + 3, from[2], from[1], from[3]);
    }
}

static int read_plain(const struct kd_frame *frame, struct scaler *scaler)
{
    uint8_t row[SCALE_ACROSS * 3];
    for (uint32_t y = 0; y < frame->height; y++) {
        const uint8_t *from = frame->bytes.at + (size_t)y * frame->stride;
        if (frame->format == KD_YUYV)
            yuyv_row(from, frame->width, row);
        scale_row(scaler, frame->format == KD_YUYV ? row : from);
    }
    return scale_whole(scaler);
}

/* All rows are there, and two pixels of YUYV belong together. */
static int is_whole(const struct kd_frame *frame)
{
    size_t row = (size_t)frame->width * (frame->format == KD_YUYV ? 2 : 3);
    return frame->width > 0 && frame->height > 0 && frame->width <= SCALE_ACROSS && frame->height <= SCALE_ACROSS &&
           (frame->format == KD_RGB || frame->width % 2 == 0) && frame->stride >= row &&
           (size_t)frame->stride * (frame->height - 1) + row <= frame->bytes.n;
}

int rows_read(const struct kd_frame *frame, struct shape shape, struct scaler *scaler, uint8_t *to, size_t n)
{
    if (frame->format == KD_JPEG)
        return jpeg_read(frame->bytes, shape, scaler, to, n);
    if ((frame->format != KD_RGB && frame->format != KD_YUYV) || !is_whole(frame))
        return 0;
    scale_fit(scaler, shape, frame->width, frame->height);
    return scale_begin(scaler, to, n) && read_plain(frame, scaler);
}
