/* page.c - see page.h. */
#define _GNU_SOURCE
#include "paper/page.h"

#include "base/words.h"
#include "paper/ink.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double left = 71, right = 57, top = 57, bottom = 71; /* 25 mm to be bound, 20 mm */
static const double foot_size = 8.5;

double page_left(void)
{
    return left;
}

double page_room(void)
{
    return PAGE_WIDTH - left - right;
}

/* Memory that held a page is wiped when it grows out of it. */
static cairo_status_t take(void *mine, const unsigned char *bytes, unsigned n)
{
    struct page *page = mine;
    if (page->n + n > page->room) {
        size_t room = 2 * (page->n + n);
        unsigned char *larger = make(room);
        if (page->n > 0)
            memcpy(larger, page->bytes, page->n);
        wipe_free(page->bytes, page->n);
        page->bytes = larger;
        page->room = room;
    }
    memcpy(page->bytes + page->n, bytes, n);
    page->n += n;
    return CAIRO_STATUS_SUCCESS;
}

static void begin(struct page *page)
{
    page->at++;
    page->y = top;
    cairo_set_source_rgb(page->cairo, 0, 0, 0);
}

int page_open(struct page *page, const char *language, const char *foot, const char *numbers, int of)
{
    cairo_rectangle_t all = {0, 0, PAGE_WIDTH, PAGE_HEIGHT};
    *page = (struct page){.of = of, .language = language};
    page->foot = make_text(foot);
    page->numbers = make_text(numbers);
    page->surface = of ? cairo_pdf_surface_create_for_stream(take, page, PAGE_WIDTH, PAGE_HEIGHT)
                       : cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
    page->cairo = cairo_create(page->surface);
    begin(page);
    return cairo_status(page->cairo) == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "no page to draw on");
}

PangoLayout *page_layout(struct page *page, const char *text, double size, bool bold, double width)
{
    PangoLayout *layout = pango_cairo_create_layout(page->cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, ink_families);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, 1.25f);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

double page_height(PangoLayout *layout)
{
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    return logical.height / (double)PANGO_SCALE;
}

static void end(struct page *page)
{
    json_t *with = json_pack("{si,si}", "at", page->at, "of", page->of ? page->of : page->at);
    double y = PAGE_HEIGHT - bottom + 22, room = page_room();
    page_put(page, page_layout(page, page->foot, foot_size, false, room * 0.75), left, y);
    PangoLayout *number = page_layout(page, words_fill(page->numbers, page->language, with), foot_size, false, room);
    pango_layout_set_alignment(number, PANGO_ALIGN_RIGHT);
    page_put(page, number, left, y);
    json_decref(with);
    cairo_show_page(page->cairo);
}

void page_break(struct page *page)
{
    end(page);
    begin(page);
}

void page_need(struct page *page, double height)
{
    if (page->y > top && page->y + height > PAGE_HEIGHT - bottom)
        page_break(page);
}

void page_skip(struct page *page, double height)
{
    if (page->y > top)
        page->y += height;
}

static double line_height(PangoLayoutIter *line)
{
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(line, NULL, &logical);
    return logical.height / (double)PANGO_SCALE;
}

static void show_line(struct page *page, PangoLayoutIter *line, double x, double y)
{
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(line, NULL, &logical);
    double down = (pango_layout_iter_get_baseline(line) - logical.y) / (double)PANGO_SCALE;
    cairo_move_to(page->cairo, x + logical.x / (double)PANGO_SCALE, y + down);
    pango_cairo_show_layout_line(page->cairo, pango_layout_iter_get_line_readonly(line));
}

void page_flow(struct page *page, PangoLayout *layout, double x)
{
    PangoLayoutIter *line = pango_layout_get_iter(layout);
    do {
        double height = line_height(line);
        page_need(page, height);
        show_line(page, line, x, page->y);
        page->y += height;
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
    g_object_unref(layout);
}

static void end_column(struct column *column)
{
    pango_layout_iter_free(column->line);
    g_object_unref(column->text);
    *column = (struct column){.x = column->x};
}

/* How high the part became that still had room. */
static double fill_column(struct page *page, struct column *column, double room)
{
    double high = 0;
    if (column->text && !column->line)
        column->line = pango_layout_get_iter(column->text);
    while (column->text && high + line_height(column->line) <= room) {
        show_line(page, column->line, column->x, page->y + high);
        high += line_height(column->line);
        if (!pango_layout_iter_next_line(column->line))
            end_column(column);
    }
    return high;
}

double page_columns(struct page *page, struct column *columns, int n, double below, bool *all)
{
    double high = 0;
    *all = true;
    for (int i = 0; i < n; i++) {
        high = fmax(high, fill_column(page, &columns[i], PAGE_HEIGHT - bottom - page->y - below));
        *all = *all && !columns[i].text;
    }
    return high;
}

void page_put(struct page *page, PangoLayout *layout, double x, double y)
{
    cairo_move_to(page->cairo, x, y);
    pango_cairo_show_layout(page->cairo, layout);
    g_object_unref(layout);
}

int page_close(struct page *page, unsigned char **bytes, size_t *n)
{
    end(page);
    cairo_destroy(page->cairo);
    cairo_surface_finish(page->surface);
    bool good = cairo_surface_status(page->surface) == CAIRO_STATUS_SUCCESS && page->at <= PAGE_MOST;
    cairo_surface_destroy(page->surface);
    wipe_text(page->foot);
    wipe_text(page->numbers);
    if (good && page->of) {
        *bytes = page->bytes;
        *n = page->n;
    } else {
        wipe_free(page->bytes, page->n);
    }
    return good ? page->at : E_FULL;
}
