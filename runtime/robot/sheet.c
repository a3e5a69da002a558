/* sheet.c - the contact sheet of shots.h: a row of each screen, a column of each language, rows side by side while
 * there is room. The pictures are a quarter of their size: texts can still be read. */
#define _GNU_SOURCE
#include "robot/shots.h"

#include <cairo/cairo.h>
#include <math.h>
#include <string.h>

enum {
    SHRINK = 4,
    MARGIN = 56,
    HEAD = 148,
    GAP = 16,     /* between the languages of a screen */
    BETWEEN = 52, /* between screens */
    CAPTION = 74,
    FLAW = 20,
    FLAWS = 3,    /* told on the sheet; all are on the terminal */
    WIDTH = 2500, /* about */
    RADIUS = 12,
};

struct sheet {
    const struct shots *shots;
    cairo_t *cairo;
    int wide, high; /* a picture */
    int row, line;  /* a screen with its languages; and the height of a line of them */
    int across, columns;
};

struct colour {
    double r, g, b;
};

static const struct colour ground = {0.929, 0.937, 0.969}, ink = {0.090, 0.106, 0.200}, soft = {0.36, 0.39, 0.50},
                           brand = {0.129, 0.212, 0.565}, bad = {0.545, 0.102, 0.102}, paper = {1, 1, 1},
                           deep = {0.063, 0.114, 0.318}, deep_soft = {0.70, 0.74, 0.90};

static void set(const struct sheet *sheet, struct colour c)
{
    cairo_set_source_rgb(sheet->cairo, c.r, c.g, c.b);
}

static void write_text(const struct sheet *sheet, struct colour colour, double size, bool bold, double x, double y,
                       const char *text)
{
    cairo_select_font_face(sheet->cairo, "Inter", CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(sheet->cairo, size);
    set(sheet, colour);
    cairo_move_to(sheet->cairo, x, y);
    cairo_show_text(sheet->cairo, text);
}

static double width_of(const struct sheet *sheet, const char *text)
{
    cairo_text_extents_t is;
    cairo_text_extents(sheet->cairo, text, &is);
    return is.x_advance;
}

static void round_box(const struct sheet *sheet, double x, double y, double w, double h, double r)
{
    cairo_new_sub_path(sheet->cairo);
    cairo_arc(sheet->cairo, x + w - r, y + r, r, -M_PI / 2, 0);
    cairo_arc(sheet->cairo, x + w - r, y + h - r, r, 0, M_PI / 2);
    cairo_arc(sheet->cairo, x + r, y + h - r, r, M_PI / 2, M_PI);
    cairo_arc(sheet->cairo, x + r, y + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(sheet->cairo);
}

/* --- one screen ------------------------------------------------------------------------------------------------------
 */

static void draw_shadow(const struct sheet *sheet, double x, double y)
{
    for (int i = 6; i > 0; i--) {
        cairo_set_source_rgba(sheet->cairo, ink.r, ink.g, ink.b, 0.018);
        round_box(sheet, x - i, y - i + 4, sheet->wide + 2 * i, sheet->high + 2 * i, RADIUS + i);
        cairo_fill(sheet->cairo);
    }
}

static int draw_picture(const struct sheet *sheet, double x, double y, const char *path)
{
    cairo_surface_t *picture = cairo_image_surface_create_from_png(path);
    cairo_status_t status = cairo_surface_status(picture);
    draw_shadow(sheet, x, y);
    cairo_save(sheet->cairo);
    round_box(sheet, x, y, sheet->wide, sheet->high, RADIUS);
    cairo_clip(sheet->cairo);
    cairo_translate(sheet->cairo, x, y);
    cairo_scale(sheet->cairo, 1.0 / SHRINK, 1.0 / SHRINK);
    cairo_set_source_surface(sheet->cairo, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(sheet->cairo), CAIRO_FILTER_BEST);
    cairo_paint(sheet->cairo);
    cairo_restore(sheet->cairo);
    cairo_surface_destroy(picture);
    return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "%s: %s", path, cairo_status_to_string(status));
}

/* "03" on a disc, the key, and the kind beside it. */
static void draw_caption(const struct sheet *sheet, double x, double y, size_t n, const json_t *screen)
{
    const char *key = json_text(screen, "key"), *number = turn_text("%zu", n + 1);
    set(sheet, json_array_size(json_object_get(screen, "flaws")) ? bad : brand);
    cairo_arc(sheet->cairo, x + 17, y + 17, 17, 0, 2 * M_PI);
    cairo_fill(sheet->cairo);
    cairo_set_font_size(sheet->cairo, 16);
    cairo_select_font_face(sheet->cairo, "Inter", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    write_text(sheet, paper, 16, true, x + 17 - width_of(sheet, number) / 2, y + 23, number);
    write_text(sheet, ink, 22, true, x + 46, y + 25, *key ? key : json_text(screen, "kind"));
    double after = x + 46 + width_of(sheet, *key ? key : json_text(screen, "kind")) + 14;
    if (*key)
        write_text(sheet, soft, 18, false, after, y + 25, json_text(screen, "kind"));
}

static void draw_flaws(const struct sheet *sheet, double x, double y, const json_t *flaws)
{
    cairo_save(sheet->cairo);
    cairo_rectangle(sheet->cairo, x, y, sheet->row, FLAWS * FLAW + 6);
    cairo_clip(sheet->cairo);
    for (size_t i = 0; i < FLAWS && i < json_array_size(flaws); i++)
        write_text(sheet, bad, 14, false, x, y + FLAW * (double)(i + 1), json_string_value(json_array_get(flaws, i)));
    cairo_restore(sheet->cairo);
}

static int draw_screen(const struct sheet *sheet, size_t n, const json_t *screen)
{
    double x = MARGIN + (double)(n % (size_t)sheet->across) * (sheet->row + BETWEEN);
    double y = HEAD + BETWEEN + (double)(n / (size_t)sheet->across) * sheet->line;
    const json_t *column;
    size_t i;
    draw_caption(sheet, x, y, n, screen);
    json_array_foreach (sheet->shots->columns, i, column) {
        const char *name = json_string_value(column), *path = json_text(json_object_get(screen, "files"), name);
        double at = x + (double)i * (sheet->wide + GAP);
        write_text(sheet, soft, 15, false, at + 2, y + CAPTION - 12, name);
        if (*path && draw_picture(sheet, at, y + CAPTION, path) < 0)
            return E_IO;
    }
    draw_flaws(sheet, x, y + CAPTION + sheet->high + 4, json_object_get(screen, "flaws"));
    return OK;
}

/* --- the whole -------------------------------------------------------------------------------------------------------
 */

static char *title_of(const struct shots *shots)
{
    const char *id = shots->visit.errand->service, *first = json_string_value(json_array_get(shots->columns, 0));
    json_t *row, *index = json_read_file(site_path(shots->robot->site, "share/services.json"), 4 << 20);
    char *title = turn_text("%s", id);
    size_t i;
    json_array_foreach (json_object_get(index, "services"), i, row) {
        if (strcmp(json_text(row, "id"), id) == 0)
            title = turn_text("%s", json_text(json_object_get(row, "title"), first));
    }
    json_decref(index);
    return title;
}

static void draw_head(const struct sheet *sheet, int width)
{
    const struct shots *shots = sheet->shots;
    const char *flaws = shots->flaws ? turn_text("  ·  flaws: %d", shots->flaws) : "";
    set(sheet, deep);
    cairo_rectangle(sheet->cairo, 0, 0, width, HEAD);
    cairo_fill(sheet->cairo);
    write_text(sheet, paper, 44, true, MARGIN, 74, title_of(shots));
    write_text(sheet, deep_soft, 21, false, MARGIN, 114,
               turn_text("%s  ·  screens: %zu  ·  visits: %d%s", shots->visit.errand->service,
                         json_array_size(shots->screens), shots->visits, flaws));
}

/* As large as its pictures and rows want it. */
static struct sheet measure(const struct shots *shots)
{
    const json_t *screen = json_at(shots->robot->site->settings, "screens.main");
    int columns = (int)json_array_size(shots->columns), screens = (int)json_array_size(shots->screens);
    struct sheet sheet = {.shots = shots,
                          .wide = (int)json_number(screen, "width", 1080) / SHRINK,
                          .high = (int)json_number(screen, "height", 1920) / SHRINK};
    sheet.row = columns * sheet.wide + (columns - 1) * GAP;
    sheet.line = CAPTION + sheet.high + BETWEEN + (shots->flaws ? FLAWS * FLAW : 0);
    sheet.across = (WIDTH - 2 * MARGIN + BETWEEN) / (sheet.row + BETWEEN);
    sheet.across = sheet.across < 1 ? 1 : sheet.across > screens ? screens : sheet.across;
    return sheet;
}

int shots_draw_sheet(const struct shots *shots)
{
    struct sheet sheet = measure(shots);
    size_t n, screens = json_array_size(shots->screens);
    json_t *screen;
    if (screens == 0)
        return fail(E_STATE, "there is nothing to make a sheet of");
    int lines = ((int)screens + sheet.across - 1) / sheet.across;
    int width = 2 * MARGIN + sheet.across * (sheet.row + BETWEEN) - BETWEEN,
        height = HEAD + BETWEEN + lines * sheet.line;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    sheet.cairo = cairo_create(surface);
    set(&sheet, ground);
    cairo_paint(sheet.cairo);
    draw_head(&sheet, width);
    int code = OK;
    json_array_foreach (shots->screens, n, screen) {
        if (code == OK)
            code = draw_screen(&sheet, n, screen);
    }
    const char *path = turn_text("%s/sheet.png", shots->robot->out);
    if (code == OK && cairo_surface_write_to_png(surface, path) != CAIRO_STATUS_SUCCESS)
        code = fail(E_IO, "%s cannot be written", path);
    cairo_destroy(sheet.cairo);
    cairo_surface_destroy(surface);
    return code;
}
