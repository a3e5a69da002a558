/* pattern.c - see pattern.h. The lattice is computed once as a tile of two by two cells, then only blended. */
#define _GNU_SOURCE
#include "draw/pattern.h"

#include "draw/blend.h"
#include "draw/shape.h"

#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <stdlib.h>

enum { CELL = 66, QUIET = 4 };

/* Signed distance, near the edge, to an ellipse that lies on a diagonal: half axes 0.62 and 0.335 of a cell touch its
 * sides. */
static double petal_distance(double x, double y, double cell, bool rising)
{
    double a = cell * 0.62, b = cell * 0.335;
    double u = (x + (rising ? -y : y)) * M_SQRT1_2, v = ((rising ? y : -y) + x) * M_SQRT1_2;
    double value = span(u / a, v / b), slope = span(u / (a * a), v / (b * b));
    return slope > 0 ? (value - 1) * value / slope : -b;
}

/* x and y lie within two cells. */
static int kawung_at(double x, double y, double cell)
{
    bool right = x >= cell, below = y >= cell, rising = right != below;
    double dx = x - (right ? cell * 1.5 : cell / 2), dy = y - (below ? cell * 1.5 : cell / 2), width = cell / 44;
    double edge = fabs(petal_distance(dx, dy, cell, rising)) - width / 2, dot = span(dx, dy) - cell / 14;
    double c = 0.5 - fmin(edge, dot);
    return c <= 0 ? 0 : c >= 1 ? 255 : (int)(c * 255);
}

static void make_tile(struct draw *draw, int size)
{
    free(draw->kawung);
    draw->kawung = make((size_t)size * (size_t)size);
    draw->kawung_size = size;
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            draw->kawung[y * size + x] = (uint8_t)kawung_at(x + 0.5, y + 0.5, size / 2.0);
}

void draw_kawung(struct draw *draw, struct box box, uint32_t colour, int left, int right)
{
    SDL_Rect whole = draw_pixels(draw, box), rect;
    int size = (int)lround(2 * CELL * draw->scale);
    if (size < 8 || !SDL_IntersectRect(&whole, &draw->surface->clip_rect, &rect))
        return;
    if (size != draw->kawung_size)
        make_tile(draw, size);
    int step = (right - left) * 65536 / whole.w, first = left * 65536 + step * (rect.x - whole.x);
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *row = blend_row(draw->surface, y);
        const uint8_t *tile = draw->kawung + (y - whole.y) % size * size;
        int at = (rect.x - whole.x) % size, strength = first;
        for (int x = rect.x; x < rect.x + rect.w; x++, strength += step) {
            if (tile[at])
                row[x] = blend(row[x], colour, tile[at] * (strength >> 16) / 255);
            at = at + 1 < size ? at + 1 : 0;
        }
    }
}

static void fill_modules(struct draw *draw, const QRcode *code, SDL_Rect rect)
{
    int module = (rect.w < rect.h ? rect.w : rect.h) / (code->width + 2 * QUIET);
    int size = module * code->width, left = rect.x + (rect.w - size) / 2, top = rect.y + (rect.h - size) / 2;
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                blend_fill(draw->surface, (SDL_Rect){left + x * module, top + y * module, module, module}, 0x000000);
}

/* Nothing on a screen is torn or smudged, so the code repairs little: it has fewer modules, which are larger. */
int draw_qr(struct draw *draw, struct box box, const char *text)
{
    SDL_Rect rect = draw_pixels(draw, box);
    blend_fill(draw->surface, rect, 0xffffff);
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
    if (!code)
        return fail_errno("QR code");
    fill_modules(draw, code, rect);
    QRcode_free(code);
    return OK;
}

static void fill_petal(struct draw *draw, SDL_Rect rect, double cell, bool rising, uint32_t colour)
{
    double x0 = rect.x + rect.w / 2.0, y0 = rect.y + rect.h / 2.0;
    if (!SDL_IntersectRect(&rect, &draw->surface->clip_rect, &rect))
        return;
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *row = blend_row(draw->surface, y);
        for (int x = rect.x; x < rect.x + rect.w; x++) {
            double c = 0.5 - petal_distance(x + 0.5 - x0, y + 0.5 - y0, cell, rising);
            if (c > 0)
                row[x] = blend(row[x], colour, c >= 1 ? 255 : (int)(c * 255));
        }
    }
}

void draw_mark(struct draw *draw, struct box box, uint32_t ground, uint32_t petals)
{
    draw_round(draw, box, box.w / 5, ground);
    int cell = box.w * 3 / 10, gap = box.w / 5;
    for (int i = 0; i < 4; i++) {
        struct box petal = {box.x + gap + (i % 2) * cell, box.y + gap + (i / 2) * cell, cell, cell};
        SDL_Rect rect = draw_pixels(draw, petal);
        fill_petal(draw, rect, rect.w, i == 1 || i == 2, petals);
    }
}
