/* pictures.c - see pictures.h. A file that is missing, belongs to another user or is no picture shows as nothing. */
#define _GNU_SOURCE
#include "panel/pictures.h"

#include "base/memfile.h"

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 64 << 20 };

/* --- a large picture made small --------------------------------------------------------------------------------------
 */

static void keep(struct picture *picture, cairo_surface_t *small, int width, int height)
{
    uint8_t *to = picture->rgb;
    cairo_surface_flush(small);
    for (int y = 0; y < height; y++) {
        const uint32_t *row =
            (const void *)(cairo_image_surface_get_data(small) + (ptrdiff_t)y * cairo_image_surface_get_stride(small));
        for (int x = 0; x < width; x++)
            for (int shift = 16; shift >= 0; shift -= 8)
                *to++ = (uint8_t)(row[x] >> shift);
    }
    picture->photo = (struct photo){picture->rgb, width, height, false};
}

static void reduce(struct picture *picture, cairo_surface_t *large)
{
    int width = cairo_image_surface_get_width(large), height = cairo_image_surface_get_height(large);
    int edge = width > height ? width : height;
    if (edge < 1)
        return;
    double scale = edge > PICTURES_EDGE ? (double)PICTURES_EDGE / edge : 1;
    int across = (int)(width * scale), down = (int)(height * scale);
    cairo_surface_t *small =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, across > 0 ? across : 1, down > 0 ? down : 1);
    cairo_t *c = cairo_create(small);
    cairo_scale(c, scale, scale);
    cairo_set_source_surface(c, large, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(c), CAIRO_FILTER_GOOD);
    cairo_paint(c);
    cairo_destroy(c);
    keep(picture, small, cairo_image_surface_get_width(small), cairo_image_surface_get_height(small));
    cairo_surface_destroy(small);
}

/* --- files -----------------------------------------------------------------------------------------------------------
 */

static void take_ppm(struct picture *picture, const char *path)
{
    char *bytes;
    size_t n;
    int width = 0, height = 0, at = 0;
    if (file_read_path(path, FILE_MAX, &bytes, &n) < 0)
        return;
    bool good = sscanf(bytes, "P6 %5d %5d 255%n", &width, &height, &at) == 2 && at > 0 && width > 0 && height > 0 &&
                n == (size_t)at + 1 + (size_t)width * (size_t)height * 3;
    if (good) {
        cairo_surface_t *large = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
        const uint8_t *from = (const uint8_t *)bytes + at + 1;
        for (int y = 0; y < height; y++) {
            uint32_t *row =
                (void *)(cairo_image_surface_get_data(large) + (ptrdiff_t)y * cairo_image_surface_get_stride(large));
            for (int x = 0; x < width; x++, from += 3)
                row[x] = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
        }
        cairo_surface_mark_dirty(large);
        reduce(picture, large);
        cairo_surface_destroy(large);
    }
    free(bytes);
}

static void take_png(struct picture *picture, const char *path)
{
    cairo_surface_t *png = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(png) == CAIRO_STATUS_SUCCESS)
        reduce(picture, png);
    cairo_surface_destroy(png);
}

static void look(struct picture *picture, const char *path, void (*take)(struct picture *picture, const char *path))
{
    struct stat is;
    int64_t seen =
        stat(path, &is) == 0 ? (int64_t)is.st_mtim.tv_sec * 1000000000 + is.st_mtim.tv_nsec + (int64_t)is.st_ino : 0;
    if (seen == picture->seen)
        return;
    picture->seen = seen;
    picture->serial++;
    picture->photo.width = 0;
    if (seen)
        take(picture, path);
}

void pictures_look(struct pictures *pictures, const struct site *site, int slip)
{
    look(&pictures->camera, site_path(site, "run/camera/plugged/picture.ppm"), take_ppm);
    look(&pictures->slip, site_path(site, "state/sim/slip-%d.png", slip), take_png);
}
