/* slip.c - see slip.h. One function a part of the slip, in the order of the paper. */
#include "paper/slip.h"

#include "base/words.h"
#include "paper/data.h"
#include "paper/plain.h"
#include "paper/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { QR_DESIGN = 184, CAPTION_MIN = 190, NUMBER_HEIGHT = 190 };

static const struct type head = {34, true}, place = {28, false}, label = {32, false}, queue_name = {42, true};
static const struct type title = {30, false}, row = {29, false}, row_value = {29, true}, note = {28, false};
static const struct type item = {30, false}, note_head = {28, true}, caption = {33, true}, foot = {25, false};

struct slip {
    struct sheet sheet;
    struct saying saying;
    const json_t *data; /* the saying's */
};

static const char *word(const struct slip *slip, const char *key)
{
    return saying_word(&slip->saying, key);
}

static const char *data_text(const struct slip *slip, const char *way)
{
    return saying_data(&slip->saying, way);
}

static void put_text(struct slip *slip, const char *text, struct type type, PangoAlignment align)
{
    struct sheet *sheet = &slip->sheet;
    if (!*text)
        return;
    PangoLayout *layout = sheet_text(sheet, text, type, sheet_room(sheet), align);
    double height = text_height(layout);
    sheet_put(sheet, layout, sheet->margin, sheet->y);
    sheet->y += height;
}

static void put_middle(struct slip *slip, const char *text, struct type type)
{
    put_text(slip, text, type, PANGO_ALIGN_CENTER);
}

static void draw_line(struct slip *slip, double before, double after)
{
    sheet_skip(&slip->sheet, before);
    sheet_dashes(&slip->sheet);
    sheet_skip(&slip->sheet, after);
}

static void draw_head(struct slip *slip)
{
    struct sheet *sheet = &slip->sheet;
    double mark = round(62 * sheet->unit), x = sheet->margin + mark + round(22 * sheet->unit);
    double room = sheet->width - sheet->margin - x;
    sheet_skip(sheet, 28);
    PangoLayout *site = sheet_text(sheet, data_text(slip, "site"), head, room, PANGO_ALIGN_LEFT);
    PangoLayout *where = sheet_text(sheet, data_text(slip, "place"), place, room, PANGO_ALIGN_LEFT);
    double site_height = text_height(site), height = site_height + text_height(where);
    sheet_flower(sheet, sheet->margin, sheet->y + fmax(0, (fmin(height, 2 * mark) - mark) / 2), mark);
    sheet_put(sheet, site, x, sheet->y);
    sheet_put(sheet, where, x, sheet->y + site_height);
    sheet->y += fmax(height, mark);
}

/* What is called out, as large as the paper is wide. A slip without a number shows its case there. */
static void draw_number(struct slip *slip)
{
    bool has_number = *data_text(slip, "number");
    put_middle(slip, word(slip, has_number ? "number" : "case"), label);
    sheet_skip(&slip->sheet, 10);
    sheet_headline(&slip->sheet, data_text(slip, has_number ? "number" : "case"), NUMBER_HEIGHT);
    sheet_skip(&slip->sheet, 18);
    put_middle(slip, data_text(slip, "queue.name"), queue_name);
    put_middle(slip, data_text(slip, "title"), title);
}

/* What a slip is about: a number to be called, a case, or a list with its heading. */
static void draw_subject(struct slip *slip)
{
    const json_t *list = json_object_get(slip->data, "list");
    if (*data_text(slip, "number") || *data_text(slip, "case"))
        draw_number(slip);
    if (!list)
        return;
    put_middle(slip, data_text(slip, "title"), title);
    sheet_skip(&slip->sheet, 8);
    put_middle(slip, json_text(list, "title"), queue_name);
}

/* Label left, value right; below each other when they would meet. */
static void draw_row(struct slip *slip, const char *key, const char *value)
{
    struct sheet *sheet = &slip->sheet;
    if (!*value)
        return;
    PangoLayout *left = sheet_text(sheet, word(slip, key), row, sheet_room(sheet), PANGO_ALIGN_LEFT);
    PangoLayout *right = sheet_text(sheet, value, row_value, sheet_room(sheet), PANGO_ALIGN_RIGHT);
    bool one_line = text_width(left) + text_width(right) + 24 * sheet->unit <= sheet_room(sheet);
    double below = one_line ? 0 : text_height(left), height = below + text_height(right);
    sheet_put(sheet, left, sheet->margin, sheet->y);
    sheet_put(sheet, right, sheet->margin, sheet->y + below);
    sheet->y += height;
    sheet_skip(sheet, 10);
}

static void draw_rows(struct slip *slip)
{
    draw_row(slip, "wait", data_text(slip, "queue.place"));
    draw_row(slip, "ahead", saying_ahead(&slip->saying));
    draw_row(slip, "printed", data_text(slip, "printed"));
}

static void draw_bill(struct slip *slip)
{
    const json_t *bill = json_object_get(slip->data, "bill");
    if (!bill)
        return;
    draw_line(slip, 10, 18);
    put_text(slip, word(slip, "unpaid"), note_head, PANGO_ALIGN_LEFT);
    sheet_skip(&slip->sheet, 6);
    draw_row(slip, "bill", json_text(bill, "code"));
    draw_row(slip, "amount", words_rupiah(slip->saying.language, json_number(bill, "amount", 0)));
    draw_row(slip, "before", saying_expiry(&slip->saying));
}

/* The caption stands beside the code, or below it when the code takes the width. */
static void draw_caption(struct slip *slip, double x, double top, double side)
{
    struct sheet *sheet = &slip->sheet;
    double room = sheet->width - sheet->margin - x;
    PangoLayout *what = sheet_text(sheet, word(slip, "follow"), caption, room, PANGO_ALIGN_LEFT);
    PangoLayout *how = sheet_text(sheet, word(slip, "scan"), note, room, PANGO_ALIGN_LEFT);
    double what_height = text_height(what), height = what_height + text_height(how);
    double y = top + fmax(0, (side - height) / 2);
    sheet_put(sheet, what, x, y);
    sheet_put(sheet, how, x, y + what_height);
    sheet->y = fmax(top + side, y + height);
}

/* Four modules of white around the code: the margin on the left, at most 8 dots a module. */
static void draw_qr(struct slip *slip)
{
    struct sheet *sheet = &slip->sheet;
    const char *text = data_text(slip, "qr");
    double side = *text ? sheet_qr_side(sheet, text, QR_DESIGN) : 0;
    if (side <= 0)
        return;
    sheet_skip(sheet, 40);
    double top = sheet->y, beside = sheet->margin + side + 32;
    bool fits = sheet->width - sheet->margin - beside >= CAPTION_MIN * sheet->unit;
    sheet_qr(sheet, text, QR_DESIGN, fits ? sheet->margin : (sheet->width - side) / 2, top);
    draw_caption(slip, fits ? beside : sheet->margin, fits ? top : top + side + 32, fits ? side : 0);
    sheet_skip(sheet, fits ? 22 : 0);
}

static void draw_point(struct slip *slip, const char *text)
{
    struct sheet *sheet = &slip->sheet;
    double indent = round(24 * sheet->unit);
    PangoLayout *layout = sheet_text(sheet, text, note, sheet_room(sheet) - indent, PANGO_ALIGN_LEFT);
    double height = text_height(layout), baseline = pango_layout_get_baseline(layout) / (double)PANGO_SCALE;
    sheet_dot(sheet, sheet->margin + round(6 * sheet->unit), sheet->y + baseline - 10 * sheet->unit, 9 * sheet->unit);
    sheet_put(sheet, layout, sheet->margin + indent, sheet->y);
    sheet->y += height;
    sheet_skip(sheet, 4);
}

static void draw_notes(struct slip *slip)
{
    const json_t *notes = json_object_get(slip->data, "notes");
    size_t i;
    json_t *text;
    if (json_object_get(slip->data, "list")) {
        json_array_foreach (notes, i, text)
            put_text(slip, json_string_value(text), note, PANGO_ALIGN_LEFT);
        return;
    }
    if (json_array_size(notes) > 0)
        put_text(slip, word(slip, "bring"), note_head, PANGO_ALIGN_LEFT);
    json_array_foreach (notes, i, text)
        draw_point(slip, json_string_value(text));
    if (*data_text(slip, "number")) {
        sheet_skip(&slip->sheet, 6);
        put_text(slip, word(slip, "missed"), note, PANGO_ALIGN_LEFT);
    }
}

/* A box to tick before each: the list is carried from office to office. */
static void draw_item(struct slip *slip, const char *text, bool ticked)
{
    struct sheet *sheet = &slip->sheet;
    double box = round(26 * sheet->unit), indent = round(44 * sheet->unit);
    PangoLayout *layout = sheet_text(sheet, text, item, sheet_room(sheet) - indent, PANGO_ALIGN_LEFT);
    double height = text_height(layout), baseline = pango_layout_get_baseline(layout) / (double)PANGO_SCALE;
    double top = sheet->y + baseline - box + round(3 * sheet->unit);
    sheet_box(sheet, sheet->margin, top, box);
    if (ticked)
        sheet_tick(sheet, sheet->margin, top, box);
    sheet_put(sheet, layout, sheet->margin + indent, sheet->y);
    sheet->y += height;
    sheet_skip(sheet, 14);
}

static void draw_items(struct slip *slip, const char *which, bool ticked)
{
    size_t i;
    json_t *text;
    json_array_foreach (json_at(slip->data, which), i, text)
        draw_item(slip, json_string_value(text), ticked);
}

static void draw_list(struct slip *slip)
{
    if (!json_object_get(slip->data, "list"))
        return;
    draw_items(slip, "list.items", false);
    draw_items(slip, "list.have", true);
    draw_line(slip, 8, 26);
}

static void draw_foot(struct slip *slip)
{
    sheet_skip(&slip->sheet, 12);
    put_middle(slip, saying_foot(&slip->saying), foot);
    sheet_skip(&slip->sheet, 16);
}

static void draw_all(struct slip *slip)
{
    draw_head(slip);
    draw_line(slip, 22, 22);
    draw_subject(slip);
    draw_line(slip, 22, 26);
    draw_list(slip);
    draw_rows(slip);
    draw_bill(slip);
    draw_qr(slip);
    draw_line(slip, 22, 22);
    draw_notes(slip);
    draw_foot(slip);
}

int slip_draw(const json_t *data, const json_t *words, const char *language, struct slip_picture *to,
              char why[SLIP_WHY])
{
    struct slip slip = {.saying = {data, words, language}, .data = data};
    if (data_check(data, why, SLIP_WHY) < 0)
        return E_FORMAT;
    int width = (int)json_number(data, "width", 576);
    if (sheet_open(&slip.sheet, width) < 0) {
        snprintf(why, SLIP_WHY, "no memory to draw on");
        return E_FULL;
    }
    draw_all(&slip);
    *to = (struct slip_picture){.width = width};
    int code = sheet_bits(&slip.sheet, &to->bits, &to->n, &to->height);
    if (code < 0)
        snprintf(why, SLIP_WHY, "the slip would be longer than %d dots", SHEET_MAX_HEIGHT);
    else
        to->lines = plain_write(&slip.saying);
    sheet_close(&slip.sheet);
    return code;
}
