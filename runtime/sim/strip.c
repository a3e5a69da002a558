/* strip.c - see strip.h. */
#include "sim/strip.h"

#include "base/memfile.h"

#include <cairo.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN = 32 }; /* dots of paper left and right of the head's */

/* The room behind the n bytes at *at, of which `more` are wanted. */
static uint8_t *grow(uint8_t **at, size_t n, size_t *room, size_t more)
{
    if (n + more > *room) {
        *room = (n + more) * 2;
        *at = realloc(*at, *room);
        if (!*at)
            die("out of memory");
    }
    return *at + n;
}

void strip_free(struct strip *strip)
{
    free(strip->bytes);
    free(strip->rows);
    free(strip->dots);
    *strip = (struct strip){0};
}

void strip_start(struct strip *strip)
{
    strip_free(strip);
}

void strip_record(struct strip *strip, const uint8_t *bytes, size_t n)
{
    memcpy(grow(&strip->bytes, strip->n_bytes, &strip->room_bytes, n), bytes, n);
    strip->n_bytes += n;
}

static uint8_t *new_row(struct strip *strip)
{
    uint8_t *row = grow(&strip->rows, strip->n_rows * STRIP_STRIDE, &strip->room_rows, STRIP_STRIDE);
    strip->n_rows++;
    return memset(row, 0, STRIP_STRIDE);
}

void strip_print(struct strip *strip, const uint8_t *row, size_t stride)
{
    size_t n = stride < STRIP_STRIDE ? stride : STRIP_STRIDE; /* the head has no more dots: the rest is lost */
    memcpy(new_row(strip), row, n);
    memcpy(grow(&strip->dots, strip->n_dots, &strip->room_dots, stride), row, stride);
    strip->n_dots += stride;
    strip->inked++;
    if (stride * 8 > strip->width)
        strip->width = stride * 8;
}

void strip_feed(struct strip *strip, size_t rows)
{
    while (rows-- > 0)
        new_row(strip);
}

void strip_hash(const struct strip *strip, char to[STRIP_HASH])
{
    uint8_t hash[16];
    crypto_generichash(hash, sizeof hash, strip->dots, strip->n_dots, NULL, 0);
    sodium_bin2hex(to, STRIP_HASH, hash, sizeof hash);
}

static void draw_row(uint8_t *to, const uint8_t *row, size_t width)
{
    for (size_t x = 0; x < width; x++)
        if (row[x / 8] & 0x80 >> x % 8)
            to[MARGIN + x] = 0;
}

static int write_picture(const struct strip *strip, const char *path)
{
    size_t width = strip->width < STRIP_DOTS ? strip->width : STRIP_DOTS;
    int rows = (int)strip->n_rows;
    cairo_surface_t *paper = cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width + 2 * MARGIN, rows);
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width + 2 * MARGIN, rows);
    uint8_t *at = cairo_image_surface_get_data(paper);
    size_t stride = (size_t)cairo_image_surface_get_stride(paper);
    memset(at, 0xff, stride * strip->n_rows);
    for (size_t y = 0; y < strip->n_rows; y++)
        draw_row(at + y * stride, strip->rows + y * STRIP_STRIDE, width);
    cairo_surface_mark_dirty(paper);
    cairo_t *c = cairo_create(picture); /* black, and white where the paper is */
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_mask_surface(c, paper, 0, 0);
    cairo_destroy(c);
    cairo_status_t status = cairo_surface_write_to_png(picture, path);
    cairo_surface_destroy(picture);
    cairo_surface_destroy(paper);
    return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "%s: %s", path, cairo_status_to_string(status));
}

int strip_write(const struct strip *strip, const char *folder, int number)
{
    int code = file_write_path(turn_text("%s/slip-%d.escpos", folder, number), strip->bytes, strip->n_bytes, 0640);
    return code < 0 ? code : write_picture(strip, turn_text("%s/slip-%d.png", folder, number));
}
