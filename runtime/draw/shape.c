/* shape.c - see shape.h. A shape is a signed distance: each pixel near its edge is covered as far as the edge cuts it.
 */
#define _GNU_SOURCE
#include "draw/shape.h"

#include "draw/blend.h"

#include <math.h>

struct shape {
    double (*distance)(const struct shape *shape, double x, double y); /* below 0 inside */
    double x, y, x2, y2, radius, half, turn;
};

static int covered(double distance)
{
    double c = 0.5 - distance;
    return c <= 0 ? 0 : c >= 1 ? 255 : (int)(c * 255 + 0.5);
}

/* From one pixel to the next a distance changes by at most one: so many neighbours are as far in, or out, as this one.
 */
static void cover_row(uint32_t *row, int x, int end, int y, const struct shape *shape, uint32_t colour)
{
    while (x < end) {
        double distance = shape->distance(shape, x + 0.5, y + 0.5);
        int alpha = covered(distance), alike = (int)fmin(fmax(1, fabs(distance) + 0.5), end - x);
        if (alpha == 255)
            blend_run(row + x, colour, alike);
        else if (alpha)
            row[x] = blend(row[x], colour, alpha);
        x += alike;
    }
}

static void cover(struct draw *draw, SDL_Rect rect, const struct shape *shape, uint32_t colour)
{
    if (!SDL_IntersectRect(&rect, &draw->surface->clip_rect, &rect))
        return;
    for (int y = rect.y; y < rect.y + rect.h; y++)
        cover_row(blend_row(draw->surface, y), rect.x, rect.x + rect.w, y, shape, colour);
}

static SDL_Rect around(double x1, double y1, double x2, double y2, double reach)
{
    int left = (int)floor(fmin(x1, x2) - reach - 1), top = (int)floor(fmin(y1, y2) - reach - 1);
    int right = (int)ceil(fmax(x1, x2) + reach + 1), bottom = (int)ceil(fmax(y1, y2) + reach + 1);
    return (SDL_Rect){left, top, right - left, bottom - top};
}

static double disc_distance(const struct shape *shape, double x, double y)
{
    return span(x - shape->x, y - shape->y) - shape->radius;
}

static void corner(struct draw *draw, SDL_Rect rect, double x, double y, double radius, uint32_t colour)
{
    cover(draw, rect, &(struct shape){.distance = disc_distance, .x = x, .y = y, .radius = radius}, colour);
}

static void round_pixels(struct draw *draw, SDL_Rect r, double radius, uint32_t colour)
{
    int least = r.w < r.h ? r.w : r.h, n = (int)ceil(radius);
    if (n * 2 > least) {
        n = least / 2;
        radius = least / 2.0;
    }
    blend_fill(draw->surface, (SDL_Rect){r.x, r.y + n, r.w, r.h - 2 * n}, colour);
    blend_fill(draw->surface, (SDL_Rect){r.x + n, r.y, r.w - 2 * n, n}, colour);
    blend_fill(draw->surface, (SDL_Rect){r.x + n, r.y + r.h - n, r.w - 2 * n, n}, colour);
    double left = r.x + radius, right = r.x + r.w - radius, top = r.y + radius, bottom = r.y + r.h - radius;
    corner(draw, (SDL_Rect){r.x, r.y, n, n}, left, top, radius, colour);
    corner(draw, (SDL_Rect){r.x + r.w - n, r.y, n, n}, right, top, radius, colour);
    corner(draw, (SDL_Rect){r.x, r.y + r.h - n, n, n}, left, bottom, radius, colour);
    corner(draw, (SDL_Rect){r.x + r.w - n, r.y + r.h - n, n, n}, right, bottom, radius, colour);
}

void draw_round(struct draw *draw, struct box box, int radius, uint32_t colour)
{
    round_pixels(draw, draw_pixels(draw, box), radius * draw->scale, colour);
}

/* The thickness is rounded once, so that all four edges are alike in a small window too. */
void draw_card(struct draw *draw, struct box box, int radius, uint32_t fill, uint32_t edge, int thickness)
{
    SDL_Rect r = draw_pixels(draw, box);
    double curve = radius * draw->scale;
    int n = thickness > 0 && edge != fill ? (int)fmax(1, round(thickness * draw->scale)) : 0;
    if (n > 0)
        round_pixels(draw, r, curve, edge);
    SDL_Rect inner = {r.x + n, r.y + n, r.w - 2 * n, r.h - 2 * n};
    if (inner.w > 0 && inner.h > 0)
        round_pixels(draw, inner, curve > n ? curve - n : 0, fill);
}

/* Distance to the outline of a rounded rectangle of which x, y is the middle, x2, y2 half its size. */
static double ring_distance(const struct shape *shape, double x, double y)
{
    double dx = fabs(x - shape->x) - shape->x2 + shape->radius, dy = fabs(y - shape->y) - shape->y2 + shape->radius;
    double outside = span(fmax(dx, 0), fmax(dy, 0)) + fmin(fmax(dx, dy), 0) - shape->radius;
    return fabs(outside) - shape->half;
}

void draw_ring(struct draw *draw, struct box box, int radius, uint32_t colour, int thickness)
{
    double s = draw->scale, half = thickness * s / 2;
    struct shape ring = {.distance = ring_distance,
                         .x = (box.x + box.w / 2.0) * s,
                         .y = (box.y + box.h / 2.0) * s,
                         .x2 = box.w * s / 2 + half,
                         .y2 = box.h * s / 2 + half,
                         .radius = radius * s + half,
                         .half = half};
    cover(draw, around(ring.x - ring.x2, ring.y - ring.y2, ring.x + ring.x2, ring.y + ring.y2, half), &ring, colour);
}

void draw_disc(struct draw *draw, int x, int y, int radius, uint32_t colour)
{
    double s = draw->scale;
    struct shape disc = {.distance = disc_distance, .x = x * s, .y = y * s, .radius = radius * s};
    cover(draw, around(disc.x, disc.y, disc.x, disc.y, disc.radius), &disc, colour);
}

/* Distance to the middle line of the arc where the angle is swept, to the nearer end elsewhere. */
static double arc_distance(const struct shape *shape, double x, double y)
{
    double dx = x - shape->x, dy = y - shape->y;
    double angle = atan2(dx, -dy);
    if (angle < 0)
        angle += 2 * M_PI;
    if (angle <= shape->turn)
        return fabs(span(dx, dy) - shape->radius) - shape->half;
    double start = span(dx, dy + shape->radius);
    double end = span(dx - shape->radius * sin(shape->turn), dy + shape->radius * cos(shape->turn));
    return fmin(start, end) - shape->half;
}

void draw_arc(struct draw *draw, int x, int y, int radius, int thickness, int thousandths, uint32_t colour)
{
    double s = draw->scale;
    struct shape arc = {.distance = arc_distance, .x = x * s, .y = y * s, .radius = radius * s};
    arc.half = thickness * s / 2;
    arc.turn = thousandths / 1000.0 * 2 * M_PI;
    if (thousandths > 0)
        cover(draw, around(arc.x, arc.y, arc.x, arc.y, arc.radius + arc.half), &arc, colour);
}

static double line_distance(const struct shape *shape, double x, double y)
{
    double dx = shape->x2 - shape->x, dy = shape->y2 - shape->y, length = dx * dx + dy * dy;
    double along = length > 0 ? ((x - shape->x) * dx + (y - shape->y) * dy) / length : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    return span(x - shape->x - along * dx, y - shape->y - along * dy) - shape->half;
}

void draw_line(struct draw *draw, int x1, int y1, int x2, int y2, int thickness, uint32_t colour)
{
    double s = draw->scale;
    struct shape line = {.distance = line_distance, .x = x1 * s, .y = y1 * s, .x2 = x2 * s, .y2 = y2 * s};
    line.half = thickness * s / 2;
    cover(draw, around(line.x, line.y, line.x2, line.y2, line.half), &line, colour);
}
