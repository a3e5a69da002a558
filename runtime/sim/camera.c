/* camera.c - see camera.h. The people and papers in front of it are drawn: nobody's picture comes with the runtime. */
#define _GNU_SOURCE
#include "sim/camera.h"

#include "base/memfile.h"

#include <cairo.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 960, HEIGHT = 720, EDGE_MAX = 4096, GARBAGE = 4096 };

static char *below(const struct camera *camera, const char *name)
{
    return turn_text("%s/%splugged%s", camera->place, camera->pulled ? "un" : "", name);
}

static char *picture_path(const struct camera *camera)
{
    return below(camera, "/picture.ppm");
}

/* --- what is drawn ---------------------------------------------------------------------------------------------------
 */

static void colour(cairo_t *c, unsigned rgb)
{
    cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255., (rgb & 255) / 255.);
}

static void oval(cairo_t *c, double x, double y, double wide, double tall, unsigned rgb)
{
    cairo_save(c);
    cairo_translate(c, x, y);
    cairo_scale(c, wide, tall);
    cairo_arc(c, 0, 0, 1, 0, 2 * M_PI);
    cairo_restore(c);
    colour(c, rgb);
    cairo_fill(c);
}

static void box(cairo_t *c, double x, double y, double wide, double tall, unsigned rgb)
{
    cairo_rectangle(c, x, y, wide, tall);
    colour(c, rgb);
    cairo_fill(c);
}

static void draw_person(cairo_t *c)
{
    box(c, 0, 0, WIDTH, HEIGHT, 0xb3202a); /* the red of a photo for SKCK */
    oval(c, 480, 800, 250, 260, 0x2d4a7c);
    box(c, 435, 470, 90, 120, 0xb98562);
    oval(c, 480, 318, 152, 190, 0x241c19);
    oval(c, 480, 345, 132, 172, 0xc9966f);
    oval(c, 480, 200, 128, 62, 0x241c19);
    for (int side = -1; side <= 1; side += 2) {
        oval(c, 480 + side * 52, 325, 24, 13, 0xffffff);
        oval(c, 480 + side * 52, 325, 11, 12, 0x2a1a12);
        box(c, 480 + side * 52 - 28, 292, 56, 9, 0x241c19);
    }
    oval(c, 480, 385, 14, 22, 0xb98562);
    oval(c, 480, 435, 44, 12, 0xa4483f);
    oval(c, 380, 470, 8, 8, 0x7a4a34); /* a mole on one side: a mirror shows */
}

static void draw_document(cairo_t *c)
{
    box(c, 0, 0, WIDTH, HEIGHT, 0x5b4636);
    box(c, 70, 50, 820, 620, 0xfafaf5);
    box(c, 120, 90, 90, 90, 0x16205a);
    for (int line = 0; line < 3; line++)
        box(c, 240, 96 + line * 30, 420 - line * 60, 16, 0x333333);
    for (int line = 0; line < 11; line++) {
        box(c, 120, 230 + line * 38, 150, 12, 0x777777);
        box(c, 300, 230 + line * 38, 260 + line * 97 % 250, 12, 0x222222);
    }
    for (int cell = 0; cell < 64; cell++)
        if ((cell * 37 + cell / 8 * 11) % 5 < 3)
            box(c, 740 + cell % 8 * 13, 90 + cell / 8 * 13, 13, 13, 0x111111);
}

static void draw_pattern(cairo_t *c)
{
    static const unsigned bars[] = {0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff, 0x000000};
    for (int i = 0; i < 8; i++)
        box(c, i * WIDTH / 8, 0, WIDTH / 8, HEIGHT * 2 / 3, bars[i]);
    box(c, 0, HEIGHT * 2 / 3, WIDTH, HEIGHT / 3, 0x77616a); /* "waj": who searches memory for frames finds text */
}

static void draw_dark(cairo_t *c)
{
    box(c, 0, 0, WIDTH, HEIGHT, 0x020202);
}

static const struct scene {
    const char *name;
    void (*draw)(cairo_t *c);
} scenes[] = {{"person", draw_person}, {"document", draw_document}, {"pattern", draw_pattern}, {"dark", draw_dark}};

/* --- the picture -----------------------------------------------------------------------------------------------------
 */

static int write_bytes(struct camera *camera, const char *what, const void *bytes, size_t n)
{
    snprintf(camera->shows, sizeof camera->shows, "%s", what);
    return file_write_path(picture_path(camera), bytes, n, 0640);
}

static int write_surface(struct camera *camera, const char *what, cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface), head;
    size_t n = (size_t)width * (size_t)height * 3 + 32, at;
    char *ppm = make(n);
    cairo_surface_flush(surface);
    at = (size_t)(head = snprintf(ppm, 32, "P6 %d %d 255\n", width, height));
    for (int y = 0; y < height; y++) {
        const uint32_t *row = (const void *)(cairo_image_surface_get_data(surface) +
                                             (ptrdiff_t)y * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < width; x++)
            for (int shift = 16; shift >= 0; shift -= 8)
                ppm[at++] = (char)(row[x] >> shift);
    }
    int code = head > 0 ? write_bytes(camera, what, ppm, at) : E_IO;
    wipe_free(ppm, n);
    return code;
}

static int show_scene(struct camera *camera, const struct scene *scene)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *c = cairo_create(surface);
    scene->draw(c);
    cairo_destroy(c);
    int code = write_surface(camera, scene->name, surface);
    cairo_surface_destroy(surface);
    return code;
}

static int show_png(struct camera *camera, const char *path)
{
    cairo_surface_t *png = cairo_image_surface_create_from_png(path);
    int width = cairo_image_surface_get_width(png), height = cairo_image_surface_get_height(png), code = E_FORMAT;
    if (cairo_surface_status(png) == CAIRO_STATUS_SUCCESS && width <= EDGE_MAX && height <= EDGE_MAX) {
        cairo_surface_t *plain = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
        cairo_t *c = cairo_create(plain);
        cairo_set_source_surface(c, png, 0, 0);
        cairo_paint(c);
        cairo_destroy(c);
        code = write_surface(camera, "picture", plain);
        cairo_surface_destroy(plain);
    }
    cairo_surface_destroy(png);
    return code;
}

int camera_show(struct camera *camera, const char *what)
{
    if (!camera->place)
        return E_STATE;
    for (size_t i = 0; i < COUNT(scenes); i++)
        if (strcmp(what, scenes[i].name) == 0)
            return show_scene(camera, &scenes[i]);
    return show_png(camera, what);
}

int camera_open(struct camera *camera)
{
    rename(turn_text("%s/unplugged", camera->place), turn_text("%s/plugged", camera->place));
    if (mkdir(below(camera, ""), 0750) < 0 && errno != EEXIST)
        return fail_errno("%s", below(camera, ""));
    return camera_show(camera, "person");
}

int camera_darken(struct camera *camera)
{
    return camera_show(camera, "dark");
}

int camera_garble(struct camera *camera)
{
    unsigned char bytes[GARBAGE];
    if (!camera->place)
        return E_STATE;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 131 % 251);
    return write_bytes(camera, "garbage", bytes, sizeof bytes);
}

int camera_silence(struct camera *camera)
{
    if (!camera->place)
        return E_STATE;
    snprintf(camera->shows, sizeof camera->shows, "nothing");
    return unlink(picture_path(camera)) == 0 || errno == ENOENT ? OK : fail_errno("%s", picture_path(camera));
}

static int move(struct camera *camera, bool pulled)
{
    if (!camera->place)
        return E_STATE;
    if (camera->pulled == pulled)
        return OK;
    const char *from = below(camera, "");
    camera->pulled = pulled;
    return rename(from, below(camera, "")) == 0 ? OK : fail_errno("%s", from);
}

int camera_pull(struct camera *camera)
{
    return move(camera, true);
}

int camera_put(struct camera *camera)
{
    return move(camera, false);
}
