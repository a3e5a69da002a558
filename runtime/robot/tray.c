/* tray.c - see tray.h. */
#include "robot/tray.h"

#include "base/memfile.h"
#include "robot/escpos.h"

#include <cairo/cairo.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { SLIP_MAX = 8 << 20, HEAD_DOTS = 576 };

int tray_newest(const char *run)
{
    int newest = 0, number, end;
    DIR *folder = opendir(turn_text("%s/state/sim", run));
    for (const struct dirent *entry; folder && (entry = readdir(folder));)
        if (sscanf(entry->d_name, "slip-%d.escpos%n", &number, &end) == 1 && !entry->d_name[end] && number > newest)
            newest = number;
    if (folder)
        closedir(folder);
    return newest;
}

static char *slip_path(const struct site *site, int number)
{
    return site_path(site, "state/sim/slip-%d.escpos", number);
}

static int decode(const struct site *site, int number, struct escpos_roll *roll)
{
    char *bytes, why[ESCPOS_WHY];
    size_t n;
    const json_t *printer = site_row(site, "devices", "class", "printer");
    int width = (int)json_number(json_object_get(printer, "profile"), "width", HEAD_DOTS);
    *roll = (struct escpos_roll){0};
    if (file_read_path(slip_path(site, number), SLIP_MAX, &bytes, &n) < 0)
        return E_IO;
    int code = escpos_read(bytes, n, (struct escpos_rules){.width = width}, roll, why);
    wipe_free(bytes, n);
    return code < 0 ? fail(code, "slip %d: %s", number, why) : OK;
}

static const struct escpos_page *last_cut(const struct escpos_roll *roll)
{
    for (int i = roll->n_pages - 1; i >= 0; i--)
        if (roll->pages[i].cut && roll->pages[i].height > 0)
            return &roll->pages[i];
    return NULL;
}

bool tray_whole(const struct site *site, int number)
{
    struct escpos_roll roll;
    bool whole = decode(site, number, &roll) == OK && last_cut(&roll);
    escpos_free(&roll);
    return whole;
}

static int write_page(const struct escpos_page *page, const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, page->width, page->height);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    must(pixels != NULL);
    for (int y = 0; y < page->height; y++)
        for (int x = 0; x < page->width; x++)
            memset(pixels + (size_t)y * stride + (size_t)x * 4, escpos_black(page, x, y) ? 0 : 255, 4);
    cairo_surface_mark_dirty(surface);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "%s: %s", path, cairo_status_to_string(status));
}

static int copy(const char *from, const char *to)
{
    char *bytes;
    size_t n;
    if (file_read_path(from, SLIP_MAX, &bytes, &n) < 0)
        return E_IO;
    int code = file_write_path(to, bytes, n, 0644);
    wipe_free(bytes, n);
    return code;
}

int tray_take(const struct site *site, int number, const char *out)
{
    struct escpos_roll roll;
    int code = copy(slip_path(site, number), turn_text("%s/slip.escpos", out));
    if (code == OK)
        code = decode(site, number, &roll);
    if (code < 0)
        return code;
    const struct escpos_page *page = last_cut(&roll);
    code = page ? write_page(page, turn_text("%s/slip.png", out)) : fail(E_FORMAT, "slip %d was not cut", number);
    escpos_free(&roll);
    return code;
}
