/* document.c - see document.h. One function a kind of block. */
#include "paper/document.h"

#include "base/words.h"
#include "paper/data.h"
#include "paper/ink.h"
#include "paper/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double body = 11, gap = 8, module = 2.4; /* of a code: 0.85 mm, 5 dots at 150 dpi */

enum { QUIET = 4, COLUMNS = 8, CELL = 4 };

struct drawing {
    struct page page;
    const json_t *data, *words;
    const char *language;
};

static const char *word(const struct drawing *d, const char *key)
{
    return words_get(d->words, d->language, turn_text("document.%s", key));
}

static void rule_off(struct page *page, double thick)
{
    cairo_rectangle(page->cairo, page_left(), page->y, page_room(), thick);
    cairo_fill(page->cairo);
    page->y += thick;
}

static void draw_text(struct page *page, const json_t *block)
{
    page_flow(page, page_layout(page, json_text(block, "text"), body, false, page_room()), page_left());
    page_skip(page, gap);
}

/* Not the last line of a page. */
static void draw_heading(struct page *page, const json_t *block)
{
    page_skip(page, gap);
    page_need(page, 4 * body);
    page_flow(page, page_layout(page, json_text(block, "text"), body + 2, true, page_room()), page_left());
    page_skip(page, gap / 2);
}

/* Together over as many pages as the longest takes. */
static void flow_columns(struct page *page, struct column *columns, int n)
{
    for (bool all = false; !all;) {
        page->y += page_columns(page, columns, n, 0, &all);
        if (!all)
            page_break(page);
    }
}

static void draw_fields(struct page *page, const json_t *block)
{
    double label = page_room() * 0.36;
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(block, "rows"), i, row) {
        const char *name = json_string_value(json_array_get(row, 0)),
                   *value = json_string_value(json_array_get(row, 1));
        struct column both[] = {
            {page_left(), page_layout(page, name, body, false, label - gap), NULL},
            {page_left() + label, page_layout(page, value, body, true, page_room() - label - gap), NULL}};
        page_need(page, fmax(page_height(both[0].text), page_height(both[1].text)));
        page_put(page, page_layout(page, ":", body, false, gap), page_left() + label - gap, page->y);
        flow_columns(page, both, 2);
        page->y += 2;
    }
    page_skip(page, gap);
}

static double width_of(struct page *page, const char *text, double size, bool bold)
{
    PangoRectangle logical;
    PangoLayout *layout = page_layout(page, text, size, bold, page_room());
    pango_layout_get_extents(layout, NULL, &logical);
    g_object_unref(layout);
    return logical.width / (double)PANGO_SCALE;
}

static void draw_list(struct page *page, const json_t *block)
{
    const json_t *items = json_object_get(block, "items");
    size_t i, n = json_array_size(items);
    json_t *item;
    double in = width_of(page, n < 10 ? "0." : n < 100 ? "00." : "000.", body, false) + CELL;
    json_array_foreach ((json_t *)(uintptr_t)items, i, item) {
        page_need(page, 2 * body);
        page_put(page, page_layout(page, turn_text("%zu.", i + 1), body, false, in), page_left(), page->y);
        page_flow(page, page_layout(page, json_string_value(item), body, false, page_room() - in), page_left() + in);
        page->y += 2;
    }
    page_skip(page, gap);
}

/* ---- tables: columns as wide as what stands in them; where that is too much, the wide ones share what is left */

struct table {
    struct page *page;
    int n;
    double width[COLUMNS];
};

static double natural(struct page *page, const char *text, bool bold)
{
    return width_of(page, text, body - 1, bold) + 2 * CELL;
}

/* Who needs no more than an equal part keeps what it needs: a number squeezed beside long texts could not be read. */
static void share_out(struct table *t)
{
    double all = 0, room = page_room();
    bool keeps[COLUMNS] = {false};
    int sharing = t->n;
    for (int c = 0; c < t->n; c++)
        all += t->width[c];
    for (int c = 0; all > room && c < t->n; c++) {
        if (keeps[c] || t->width[c] > room / sharing)
            continue;
        keeps[c] = true;
        room -= t->width[c];
        all -= t->width[c];
        sharing--;
        c = -1; /* each of the others has more now */
    }
    for (int c = 0; c < t->n; c++)
        t->width[c] *= keeps[c] ? 1 : room / all;
}

static void measure(struct table *t, const json_t *columns, const json_t *rows)
{
    size_t i;
    json_t *row;
    for (int c = 0; c < t->n; c++) {
        t->width[c] = natural(t->page, json_string_value(json_array_get(columns, (size_t)c)), true);
        json_array_foreach ((json_t *)(uintptr_t)rows, i, row)
            t->width[c] = fmax(t->width[c], natural(t->page, json_string_value(json_array_get(row, (size_t)c)), false));
    }
    share_out(t);
}

static void draw_frames(const struct table *t, double height)
{
    double x = page_left();
    cairo_set_line_width(t->page->cairo, 0.7);
    for (int c = 0; c < t->n; c++) {
        cairo_rectangle(t->page->cairo, x, t->page->y, t->width[c], height);
        cairo_stroke(t->page->cairo);
        x += t->width[c];
    }
}

/* A row is not cut over two pages unless it is higher than one. */
static void draw_cells(struct table *t, const json_t *cells, bool bold)
{
    struct page *page = t->page;
    struct column text[COLUMNS];
    double height = 0, x = page_left();
    for (int c = 0; c < t->n; c++) {
        const char *cell = json_string_value(json_array_get(cells, (size_t)c));
        text[c] = (struct column){x + CELL, page_layout(page, cell, body - 1, bold, t->width[c] - 2 * CELL), NULL};
        height = fmax(height, page_height(text[c].text) + 2 * CELL);
        x += t->width[c];
    }
    page_need(page, height);
    for (bool all = false; !all;) {
        page->y += CELL;
        height = page_columns(page, text, t->n, CELL, &all) + 2 * CELL;
        page->y -= CELL;
        draw_frames(t, height);
        page->y += height;
        if (!all)
            page_break(page);
    }
}

static void draw_table(struct page *page, const json_t *block)
{
    const json_t *columns = json_object_get(block, "columns"), *rows = json_object_get(block, "rows");
    struct table t = {.page = page, .n = (int)json_array_size(columns)};
    int at = 0;
    size_t i;
    json_t *row;
    measure(&t, columns, rows);
    page_need(page, 5 * body);
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        page_need(page, 3 * body);
        if (page->at != at)
            draw_cells(&t, columns, true); /* once more on each page */
        at = page->at;
        draw_cells(&t, row, false);
    }
    page_skip(page, 2 * gap);
}

/* Four modules of white on every side; the text stands beside the code. */
static void draw_qr(struct page *page, const json_t *block)
{
    const char *code = json_text(block, "code");
    double quiet = QUIET * module, side = ink_qr_modules(code) * module + 2 * quiet;
    struct column beside = {page_left() + side + gap,
                            page_layout(page, json_text(block, "text"), body - 1, false, page_room() - side - gap),
                            NULL};
    page_need(page, fmax(side, quiet + page_height(beside.text)));
    ink_qr(page->cairo, code, module, page_left() + quiet, page->y + quiet);
    int at = page->at;
    double end = page->y + side;
    page->y += quiet;
    flow_columns(page, &beside, 1);
    page->y = (page->at == at ? fmax(end, page->y) : page->y) + gap;
}

static void draw_break(struct page *page, const json_t *block)
{
    (void)block;
    page_break(page);
}

static const struct {
    const char *kind;
    void (*draw)(struct page *page, const json_t *block);
} kinds[] = {{"text", draw_text}, {"heading", draw_heading}, {"fields", draw_fields}, {"table", draw_table},
             {"list", draw_list}, {"qr", draw_qr},           {"break", draw_break}};

static void draw_block(struct page *page, const json_t *block)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, json_text(block, "kind")) == 0)
            kinds[i].draw(page, block);
}

/* Who gives it, a line, and what it is. */
static void draw_head(struct drawing *d)
{
    struct page *page = &d->page;
    const double mark = 34, x = page_left() + mark + 12;
    PangoLayout *site = page_layout(page, json_text(d->data, "site"), 14, true, page_room() - mark - 12);
    PangoLayout *place = page_layout(page, json_text(d->data, "place"), body, false, page_room() - mark - 12);
    double first = page_height(site), height = first + page_height(place);
    ink_flower(page->cairo, page_left(), page->y + (fmax(height, mark) - mark) / 2, mark);
    page_put(page, site, x, page->y);
    page_put(page, place, x, page->y + first);
    page->y += fmax(height, mark) + gap;
    rule_off(page, 1.5);
    page->y += 2 * gap;
    PangoLayout *title = page_layout(page, json_text(d->data, "title"), 15, true, page_room());
    pango_layout_set_alignment(title, PANGO_ALIGN_CENTER);
    page_flow(page, title, page_left());
    page->y += 2 * gap;
}

/* One pass; how many pages, or negative. */
static int draw(struct drawing *d, int of, struct document_file *to)
{
    size_t i;
    json_t *block;
    const char *foot = words_fill(word(d, "foot"), d->language, d->data);
    if (page_open(&d->page, d->language, foot, word(d, "page"), of) < 0)
        return E_IO;
    draw_head(d);
    json_array_foreach (json_object_get(d->data, "blocks"), i, block) {
        if (d->page.at > PAGE_MOST)
            break;
        draw_block(&d->page, block);
    }
    return page_close(&d->page, &to->bytes, &to->n);
}

int document_draw(const json_t *data, const json_t *words, const char *language, struct document_file *to,
                  char why[SLIP_WHY])
{
    struct drawing d = {.data = data, .words = words, .language = language};
    if (data_check_document(data, why, SLIP_WHY) < 0)
        return E_FORMAT;
    int pages = draw(&d, 0, to);
    to->pages = pages > 0 ? draw(&d, pages, to) : pages;
    if (to->pages > 0)
        return OK;
    snprintf(why, SLIP_WHY, "the document would be longer than %d pages", PAGE_MOST);
    return E_FULL;
}
