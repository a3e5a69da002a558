/* sheet.c - see sheet.h. */
#define _GNU_SOURCE
#include "paper/sheet.h"

#include "base/guard.h"
#include "paper/ink.h"

#include <fontconfig/fontconfig.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DESIGN_WIDTH = 576, DESIGN_MARGIN = 32, BLACK_FROM = 110, QR_MODULE_MIN = 4, QR_MODULE_MAX = 8, TYPE_MIN = 18 };

/* Stems snap to whole dots, glyphs stand on whole dots: a printer has no grey to hide halves in. */
static void choose_drawing(cairo_t *cairo)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    cairo_set_source_rgba(cairo, 0, 0, 0, 1);
}

int sheet_open(struct sheet *sheet, int width)
{
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, width);
    double unit = (double)width / DESIGN_WIDTH;
    *sheet = (struct sheet){.width = width, .unit = unit, .margin = round(DESIGN_MARGIN * unit)};
    sheet->n_grey = (size_t)stride * SHEET_MAX_HEIGHT;
    sheet->grey = make(sheet->n_grey);
    sheet->surface = cairo_image_surface_create_for_data(sheet->grey, CAIRO_FORMAT_A8, width, SHEET_MAX_HEIGHT, stride);
    sheet->cairo = cairo_create(sheet->surface);
    if (cairo_status(sheet->cairo) == CAIRO_STATUS_SUCCESS) {
        choose_drawing(sheet->cairo);
        return OK;
    }
    sheet_close(sheet);
    return fail(E_IO, "no sheet of %d dots", width);
}

static size_t drawn_bytes(const struct sheet *sheet)
{
    size_t rows = sheet->y > 0 ? (size_t)ceil(sheet->y) + 64 : 64;
    size_t n = rows * (size_t)cairo_image_surface_get_stride(sheet->surface);
    return n < sheet->n_grey ? n : sheet->n_grey;
}

void sheet_close(struct sheet *sheet)
{
    explicit_bzero(sheet->grey, drawn_bytes(sheet));
    cairo_destroy(sheet->cairo);
    cairo_surface_destroy(sheet->surface);
    free(sheet->grey);
    *sheet = (struct sheet){0};
}

double sheet_room(const struct sheet *sheet)
{
    return sheet->width - 2 * sheet->margin;
}

void sheet_skip(struct sheet *sheet, double design)
{
    sheet->y += round(design * sheet->unit);
}

static PangoLayout *new_layout(struct sheet *sheet, const char *text, double dots, bool bold)
{
    PangoLayout *layout = pango_cairo_create_layout(sheet->cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, ink_families);
    pango_font_description_set_absolute_size(font, round(dots) * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

PangoLayout *sheet_text(struct sheet *sheet, const char *text, struct type type, double width, PangoAlignment align)
{
    PangoLayout *layout = new_layout(sheet, text, fmax(type.size * sheet->unit, TYPE_MIN), type.bold);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, align);
    pango_layout_set_spacing(layout, (int)(2 * sheet->unit * PANGO_SCALE));
    return layout;
}

double text_width(PangoLayout *text)
{
    PangoRectangle logical;
    pango_layout_get_pixel_extents(text, NULL, &logical);
    return logical.width;
}

double text_height(PangoLayout *text)
{
    PangoRectangle logical;
    pango_layout_get_pixel_extents(text, NULL, &logical);
    return logical.height;
}

void sheet_put(struct sheet *sheet, PangoLayout *text, double x, double y)
{
    cairo_move_to(sheet->cairo, round(x), round(y));
    pango_cairo_show_layout(sheet->cairo, text);
    g_object_unref(text);
}

/* Its ink is measured at a known size and then scaled: side bearings would leave the margins uneven. */
void sheet_headline(struct sheet *sheet, const char *text, double max_height)
{
    const double trial = 100;
    PangoRectangle ink;
    PangoLayout *layout = new_layout(sheet, text, trial, true);
    pango_layout_get_pixel_extents(layout, &ink, NULL);
    g_object_unref(layout);
    double scale = fmin(sheet_room(sheet) / fmax(ink.width, 1), max_height * sheet->unit / fmax(ink.height, 1));
    layout = new_layout(sheet, text, floor(trial * scale), true);
    pango_layout_get_pixel_extents(layout, &ink, NULL);
    sheet_put(sheet, layout, (sheet->width - ink.width) / 2.0 - ink.x, sheet->y - ink.y);
    sheet->y += ink.height;
}

void sheet_dashes(struct sheet *sheet)
{
    double thick = round(fmax(4 * sheet->unit, 2)), dash = round(8 * sheet->unit), step = round(12 * sheet->unit);
    double last = sheet->width - sheet->margin - dash;
    for (double x = sheet->margin; x <= last; x += step)
        cairo_rectangle(sheet->cairo, x, round(sheet->y), dash, thick);
    cairo_fill(sheet->cairo);
    sheet->y += thick;
}

void sheet_flower(struct sheet *sheet, double x, double y, double size)
{
    ink_flower(sheet->cairo, x, y, size);
}

void sheet_dot(struct sheet *sheet, double x, double y, double size)
{
    cairo_arc(sheet->cairo, x, y, size / 2, 0, 2 * G_PI);
    cairo_fill(sheet->cairo);
}

void sheet_box(struct sheet *sheet, double x, double y, double size)
{
    cairo_set_line_width(sheet->cairo, 3);
    cairo_rectangle(sheet->cairo, round(x) + 1.5, round(y) + 1.5, size - 3, size - 3);
    cairo_stroke(sheet->cairo);
}

void sheet_tick(struct sheet *sheet, double x, double y, double size)
{
    cairo_set_line_width(sheet->cairo, 4);
    cairo_move_to(sheet->cairo, x + size * 0.2, y + size * 0.5);
    cairo_line_to(sheet->cairo, x + size * 0.42, y + size * 0.74);
    cairo_line_to(sheet->cairo, x + size * 0.82, y + size * 0.24);
    cairo_stroke(sheet->cairo);
}

static int qr_module(const struct sheet *sheet, int modules, double design)
{
    int fits = (int)(design * sheet->unit / modules);
    return fits < QR_MODULE_MIN ? QR_MODULE_MIN : fits > QR_MODULE_MAX ? QR_MODULE_MAX : fits;
}

double sheet_qr_side(struct sheet *sheet, const char *text, double design)
{
    int modules = ink_qr_modules(text);
    double side = modules ? modules * qr_module(sheet, modules, design) : 0;
    return side > sheet_room(sheet) ? 0 : side;
}

void sheet_qr(struct sheet *sheet, const char *text, double design, double x, double y)
{
    ink_qr(sheet->cairo, text, qr_module(sheet, ink_qr_modules(text), design), round(x), round(y));
}

int sheet_bits(const struct sheet *sheet, unsigned char **bits, size_t *n, int *height)
{
    cairo_surface_flush(sheet->surface);
    if (sheet->y >= SHEET_MAX_HEIGHT)
        return E_FULL;
    size_t stride = (size_t)cairo_image_surface_get_stride(sheet->surface), row = ((size_t)sheet->width + 7) / 8;
    *height = (int)ceil(sheet->y);
    *n = row * (size_t)*height;
    *bits = make(*n);
    for (size_t y = 0; y < (size_t)*height; y++)
        for (size_t x = 0; x < (size_t)sheet->width; x++)
            if (sheet->grey[y * stride + x] >= BLACK_FROM)
                (*bits)[y * row + x / 8] |= (unsigned char)(0x80 >> (x % 8));
    return OK;
}

/* For the leak check alone: cairo asserts here, now and then, that nothing of a font is shared any more, and a process
 * that ends gives all of it back anyway. */
void sheet_end(void)
{
    if (!guard_sanitized())
        return;
    pango_cairo_font_map_set_default(NULL);
    cairo_debug_reset_static_data();
    FcFini();
}
