/* pen.c - see pen.h. A piece is an item whose text are its points in units of the page: "320 410 326 415". */
#define _GNU_SOURCE
#include "glass/pen.h"

#include "draw/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 12, NUMBER = 12 };

static struct spot on_page(struct box box, struct spot at)
{
    return (struct spot){box.x + at.x * box.w / STROKES_WIDTH, box.y + at.y * box.h / STROKES_HEIGHT};
}

/* n points from there on; the result of a lone point is a dot. */
static void put_piece(struct plan *plan, struct box box, int thick, enum colour colour, const struct spot *spots, int n)
{
    char text[PIECE * NUMBER + 1], *end = text;
    struct spot low = on_page(box, spots[0]), high = low;
    for (int i = 0; i < n; i++) {
        struct spot at = on_page(box, spots[i]);
        low.x = at.x < low.x ? at.x : low.x, low.y = at.y < low.y ? at.y : low.y;
        high.x = at.x > high.x ? at.x : high.x, high.y = at.y > high.y ? at.y : high.y;
        end += sprintf(end, "%d %d ", at.x, at.y);
    }
    struct box around = {low.x, low.y, high.x - low.x, high.y - low.y};
    plan_stroke(plan, box_inset(around, -thick / 2 - 2), colour, thick, text);
    explicit_bzero(text, sizeof text);
}

void pen_put(struct plan *plan, struct box box, int pen, enum colour colour, const struct strokes *strokes)
{
    int thick = pen * box.w / STROKES_WIDTH < 3 ? 3 : pen * box.w / STROKES_WIDTH;
    for (int s = 0; s < strokes->n; s++) {
        int at = strokes->begins[s], end = strokes->begins[s + 1];
        do {
            int n = end - at < PIECE ? end - at : PIECE;
            put_piece(plan, box, thick, colour, strokes->points + at, n);
            at += n - 1; /* the last point is the first of the next piece */
        } while (at < end - 1);
    }
}

void pen_paint(struct draw *draw, const struct item *item)
{
    char *at = (char *)(uintptr_t)item->text;
    int x = (int)strtol(at, &at, 10), y = (int)strtol(at, &at, 10);
    do {
        char *rest = at;
        int x2 = (int)strtol(rest, &rest, 10), y2 = rest == at ? y : (int)strtol(rest, &rest, 10);
        x2 = rest == at ? x : x2;
        draw_line(draw, x, y, x2, y2, item->thickness, item->colour);
        x = x2, y = y2, at = rest;
    } while (*at && at[1]);
}
