/* paint.c - a plan onto the canvas: what differs becomes dirty, what is dirty is painted back to front. */
#include "draw/pattern.h"
#include "draw/shape.h"
#include "glass/pen.h"

bool plan_is_text(const struct item *item)
{
    return (item->kind == ITEM_TEXT || item->kind == ITEM_PARAGRAPH || item->kind == ITEM_DIGITS) && *item->text;
}

struct box plan_letters(const struct plan *plan, const struct item *item)
{
    struct box b = item->box;
    int size = item->ink.size, wide = item->kind == ITEM_PARAGRAPH ? text_widest(plan->draw, item->ink, b.w, item->text)
                                      : item->kind == ITEM_DIGITS ? text_digits_width(plan->draw, item->ink, item->text)
                                                                  : text_width(plan->draw, item->ink, item->text);
    if (item->foreign && wide > b.w)
        wide = b.w;
    int x = item->align == LEFT ? b.x : item->align == RIGHT ? b.x + b.w - wide : b.x + (b.w - wide) / 2;
    if (item->kind == ITEM_PARAGRAPH)
        return (struct box){x, b.y + size / 6, wide, b.h - size / 3};
    return (struct box){x, b.y + b.h / 2 - size * 38 / 100, wide, size * 76 / 100};
}

/* How far the item's pixels may reach: letters hang below their box, lines have a thickness. */
static struct box extent(const struct item *item)
{
    struct box box = item->box;
    if (item->kind == ITEM_LINE) {
        struct box line = {box.w < 0 ? box.x + box.w : box.x, box.h < 0 ? box.y + box.h : box.y, abs(box.w),
                           abs(box.h)};
        return box_inset(line, -item->thickness);
    }
    if (item->kind == ITEM_RING)
        return box_inset(box, -item->thickness - 1);
    if (item->kind == ITEM_TEXT || item->kind == ITEM_PARAGRAPH || item->kind == ITEM_DIGITS)
        return (struct box){box.x - 4, box.y - item->ink.size / 2, box.w + 8, box.h + item->ink.size};
    return box;
}

/* One step through both lists: what stands at the same place in both costs a comparison, the rest is looked for. */
static bool has(const struct plan *plan, uint64_t hash, int at)
{
    if (at < plan->n_items && plan->hashes[at] == hash)
        return true;
    for (int i = 0; i < plan->n_items; i++)
        if (plan->hashes[i] == hash)
            return true;
    return false;
}

static void mark_missing(const struct plan *of, const struct plan *in, struct draw *draw)
{
    for (int i = 0; i < of->n_items; i++)
        if (!has(in, of->hashes[i], i))
            draw_dirty(draw, extent(&of->items[i]));
}

void plan_changes(const struct plan *shown, const struct plan *wanted, struct draw *draw)
{
    mark_missing(shown, wanted, draw);
    mark_missing(wanted, shown, draw);
}

static void paint_shape(struct draw *draw, const struct item *i)
{
    struct box b = i->box;
    int x = b.x + b.w / 2, y = b.y + b.h / 2;
    switch (i->kind) {
    case ITEM_FILL:
        draw_fill(draw, b, i->colour);
        break;
    case ITEM_CARD:
        draw_card(draw, b, i->radius, i->colour, i->edge, i->thickness);
        break;
    case ITEM_RING:
        draw_ring(draw, b, i->radius, i->colour, i->thickness);
        break;
    case ITEM_DISC:
        draw_disc(draw, x, y, i->radius, i->colour);
        break;
    case ITEM_ARC:
        draw_arc(draw, x, y, i->radius, i->thickness, i->part, i->colour);
        break;
    case ITEM_LINE:
        draw_line(draw, b.x, b.y, b.x + b.w, b.y + b.h, i->thickness, i->colour);
        break;
    case ITEM_KAWUNG:
        draw_kawung(draw, b, i->colour, i->part, i->radius);
        break;
    case ITEM_MARK:
        draw_mark(draw, b, i->colour, i->edge);
        break;
    case ITEM_SHADE:
        draw_shade(draw, b, i->colour, i->part);
        break;
    default:
        break;
    }
}

static void paint_text(struct draw *draw, const struct item *i)
{
    switch (i->kind) {
    case ITEM_TEXT:
        text_line(draw, i->ink, i->box, i->align, i->text);
        break;
    case ITEM_PARAGRAPH:
        text_paragraph(draw, i->ink, i->box, i->align, i->text);
        break;
    case ITEM_DIGITS:
        text_digits(draw, i->ink, i->box, i->align, i->text);
        break;
    case ITEM_ICON:
        text_icon(draw, i->box, i->colour, i->text);
        break;
    case ITEM_STROKE:
        pen_paint(draw, i);
        break;
    case ITEM_PHOTO:
        draw_photo(draw, i->box, i->photo);
        break;
    case ITEM_QR:
        draw_qr(draw, i->box, i->text);
        break;
    default:
        paint_shape(draw, i);
    }
}

void plan_paint(void *mine)
{
    const struct plan *plan = mine;
    for (int i = 0; i < plan->n_items; i++)
        if (draw_visible(plan->draw, extent(&plan->items[i])))
            paint_text(plan->draw, &plan->items[i]);
}
