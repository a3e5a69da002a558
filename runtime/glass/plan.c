/* plan.c - see plan.h. */
#define _GNU_SOURCE
#include "glass/plan.h"

#include "draw/blend.h"

#include <string.h>

enum { LEAST_SIZE = 26, MOST_TEXT = 2048 };

void plan_clear(struct plan *plan)
{
    explicit_bzero(plan->text, plan->n_text);
    explicit_bzero(plan->items, sizeof *plan->items * (size_t)plan->n_items);
    explicit_bzero(plan->targets, sizeof *plan->targets * (size_t)plan->n_targets);
    plan->n_items = plan->n_targets = plan->n_pressed = 0;
    plan->n_text = 0;
    plan->spoken = SPOKEN_NOW;
}

/* No page shows more of one text; what comes in may be of any length. */
static const char *keep(struct plan *plan, const char *text)
{
    size_t n = strnlen(text, MOST_TEXT);
    while (n == MOST_TEXT || (n > 0 && (text[n] & 0xc0) == 0x80)) /* not in the middle of a letter */
        n--;
    if (plan->n_text + n + 1 > sizeof plan->text)
        return "";
    char *to = memcpy(plan->text + plan->n_text, text, n);
    to[n] = 0;
    plan->n_text += n + 1;
    return to;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x9e3779b97f4a7c15u ^ hash >> 29;
}

static uint64_t hash_item(const struct item *item)
{
    const int64_t parts[] = {item->kind,     item->box.x,    item->box.y,      item->box.w, item->box.h,
                             item->colour,   item->edge,     item->radius,     item->part,  item->thickness,
                             item->ink.font, item->ink.size, item->ink.colour, item->align};
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < COUNT(parts); i++)
        hash = mix(hash, (uint64_t)parts[i]);
    for (const char *at = item->text ? item->text : ""; *at; at++)
        hash = mix(hash, (uint8_t)*at);
    return hash;
}

static void add(struct plan *plan, struct item item)
{
    must(plan->n_items < PLAN_ITEMS);
    item.spoken = plan->spoken;
    plan->hashes[plan->n_items] = hash_item(&item);
    plan->items[plan->n_items++] = item;
}

int plan_size(const struct plan *plan, enum type type)
{
    return plan->theme->types[type][plan->column];
}

int plan_height(const struct plan *plan)
{
    return plan->draw->height;
}

int plan_width(const struct plan *plan)
{
    return plan->draw->width;
}

struct ink plan_ink(const struct plan *plan, struct look look)
{
    return (struct ink){look.font, plan_size(plan, look.type), plan->theme->colours[look.colour], false};
}

void plan_fill(struct plan *plan, struct box box, enum colour colour)
{
    add(plan, (struct item){.kind = ITEM_FILL, .box = box, .colour = plan->theme->colours[colour]});
}

void plan_card(struct plan *plan, struct box box, int radius, enum colour fill, enum colour edge, int thickness)
{
    add(plan, (struct item){.kind = ITEM_CARD,
                            .box = box,
                            .colour = plan->theme->colours[fill],
                            .edge = plan->theme->colours[edge],
                            .radius = radius,
                            .thickness = thickness});
}

void plan_disc(struct plan *plan, int x, int y, int radius, enum colour colour)
{
    struct box box = {x - radius, y - radius, 2 * radius, 2 * radius};
    add(plan, (struct item){.kind = ITEM_DISC, .box = box, .colour = plan->theme->colours[colour], .radius = radius});
}

void plan_arc(struct plan *plan, int x, int y, int radius, int thickness, int thousandths, enum colour colour)
{
    int reach = radius + thickness / 2 + 1;
    add(plan, (struct item){.kind = ITEM_ARC,
                            .box = {x - reach, y - reach, 2 * reach, 2 * reach},
                            .colour = plan->theme->colours[colour],
                            .radius = radius,
                            .thickness = thickness,
                            .part = thousandths});
}

/* The box of a line holds where it goes: its width and height may be negative. */
void plan_line(struct plan *plan, int x1, int y1, int x2, int y2, int thickness, enum colour colour)
{
    add(plan, (struct item){.kind = ITEM_LINE,
                            .box = {x1, y1, x2 - x1, y2 - y1},
                            .colour = plan->theme->colours[colour],
                            .thickness = thickness});
}

void plan_icon(struct plan *plan, struct box box, enum colour colour, const char *name)
{
    uint32_t c = plan->theme->colours[colour];
    add(plan, (struct item){.kind = ITEM_ICON, .box = box, .colour = c, .text = keep(plan, name)});
}

void plan_kawung(struct plan *plan, struct box box, int left, int right)
{
    int strength = plan->theme->pattern;
    if (strength > 0)
        add(plan, (struct item){.kind = ITEM_KAWUNG,
                                .box = box,
                                .colour = plan->theme->colours[C_PATTERN],
                                .part = left * strength / 100,
                                .radius = right * strength / 100});
}

void plan_qr(struct plan *plan, struct box box, const char *text)
{
    add(plan, (struct item){.kind = ITEM_QR, .box = box, .text = keep(plan, text)});
}

void plan_photo(struct plan *plan, struct box box, const struct photo *photo, int serial)
{
    add(plan, (struct item){.kind = ITEM_PHOTO, .box = box, .photo = photo, .part = serial, .edge = photo->mirror});
}

void plan_outline(struct plan *plan, struct box box, int radius, enum colour colour, int thickness)
{
    add(plan, (struct item){.kind = ITEM_RING,
                            .box = box,
                            .radius = radius,
                            .thickness = thickness,
                            .colour = plan->theme->colours[colour]});
}

void plan_mark(struct plan *plan, struct box box, enum colour ground, enum colour petals)
{
    const uint32_t *c = plan->theme->colours;
    add(plan, (struct item){.kind = ITEM_MARK, .box = box, .colour = c[ground], .edge = c[petals]});
}

void plan_shade(struct plan *plan, struct box box)
{
    add(plan, (struct item){.kind = ITEM_SHADE, .box = box, .colour = plan->theme->colours[C_BAR], .part = 200});
}

void plan_stroke(struct plan *plan, struct box box, enum colour colour, int thickness, const char *points)
{
    uint32_t c = plan->theme->colours[colour];
    add(plan, (struct item){
                  .kind = ITEM_STROKE, .box = box, .colour = c, .thickness = thickness, .text = keep(plan, points)});
}

void plan_text(struct plan *plan, enum item_kind kind, struct ink ink, struct box box, enum align align,
               const char *text)
{
    add(plan, (struct item){.kind = kind, .box = box, .ink = ink, .align = align, .text = keep(plan, text)});
}

struct ink plan_ink_of_all(const struct plan *plan, struct look look, int width, const char *const *texts, int n)
{
    struct ink ink = plan_ink(plan, look);
    for (int i = 0; i < n; i++)
        while (ink.size > LEAST_SIZE && text_width(plan->draw, ink, texts[i]) > width)
            ink.size -= 2;
    return ink;
}

void plan_line_of(struct plan *plan, struct look look, struct box box, enum align align, const char *text)
{
    plan_text(plan, ITEM_TEXT, plan_ink_of_all(plan, look, box.w, &text, 1), box, align, text);
}

/* Height of the lines that the box holds of a text, one at least. */
static int lines_in(struct plan *plan, struct ink ink, struct box box, const char *text)
{
    int lines = text_lines(plan->draw, ink, box.w, text), leading = text_leading(ink), hold = box.h / leading;
    hold = hold > 1 ? hold : 1;
    return (lines < hold ? lines : hold) * leading;
}

int plan_paragraph_in(struct plan *plan, struct ink ink, struct box box, const char *text)
{
    while (ink.size > LEAST_SIZE && text_widest(plan->draw, ink, box.w, text) > box.w)
        ink.size -= 2;
    box.h = lines_in(plan, ink, box, text);
    plan_text(plan, ITEM_PARAGRAPH, ink, box, LEFT, text);
    return box.h;
}

int plan_paragraph(struct plan *plan, struct look look, int x, int y, int width, const char *text)
{
    return plan_paragraph_in(plan, plan_ink(plan, look), (struct box){x, y, width, plan_height(plan)}, text);
}

void plan_say(struct plan *plan, struct look look, struct box *box, const char *text)
{
    box_take_top(box, plan_paragraph(plan, look, box->x, box->y, box->w, text));
}

int plan_label_size(const struct plan *plan, struct look look, struct box box, const char *text)
{
    struct ink ink = plan_ink(plan, look);
    while (ink.size > LEAST_SIZE &&
           (text_widest(plan->draw, ink, box.w, text) > box.w || text_height(plan->draw, ink, box.w, text) > box.h))
        ink.size -= 2;
    return ink.size;
}

void plan_label(struct plan *plan, struct look look, struct box box, enum align align, const char *text)
{
    plan_label_in(plan, look, plan_label_size(plan, look, box, text), box, align, text);
}

void plan_label_in(struct plan *plan, struct look look, int size, struct box box, enum align align, const char *text)
{
    struct ink ink = plan_ink(plan, look);
    ink.size = size;
    int height = lines_in(plan, ink, box, text);
    plan_text(plan, ITEM_PARAGRAPH, ink, (struct box){box.x, box.y + (box.h - height) / 2, box.w, height}, align, text);
}

void plan_digits(struct plan *plan, struct look look, struct box box, enum align align, const char *text)
{
    plan_text(plan, ITEM_DIGITS, plan_ink(plan, look), box, align, text);
}

void plan_live(struct plan *plan, struct look look, struct box box, enum align align, const char *text)
{
    struct ink ink = plan_ink(plan, look);
    ink.live = true;
    plan_text(plan, ITEM_TEXT, ink, box, align, text);
}

void plan_recolour(struct plan *plan, uint32_t colour)
{
    must(plan->n_items > 0);
    struct item *last = &plan->items[plan->n_items - 1];
    last->colour = last->edge = last->ink.colour = colour;
    plan->hashes[plan->n_items - 1] = hash_item(last);
}

void plan_rewind(struct plan *plan, int items)
{
    must(items <= plan->n_items);
    plan->n_items = items;
}

void plan_restart(struct plan *plan, int items, int targets)
{
    must(targets <= plan->n_targets);
    plan_rewind(plan, items);
    plan->n_targets = targets;
    if (items > 0)
        return;
    explicit_bzero(plan->text, plan->n_text); /* what comes now may be shorter, and is all that will be wiped */
    plan->n_text = 0;
}

void plan_left(struct plan *plan, struct box box)
{
    plan->crowded |= box.h < 0;
}

void plan_grow(struct plan *plan, int item, int height, bool edged)
{
    must(item < plan->n_items && plan->items[item].kind == ITEM_CARD);
    plan->items[item].box.h = height;
    if (!edged && plan->theme->colours[C_SURFACE] != plan->theme->colours[C_GROUND])
        plan->items[item].thickness = 0;
    plan->hashes[item] = hash_item(&plan->items[item]);
}

bool plan_target(struct plan *plan, struct box box, bool enabled, const char *id)
{
    must(plan->n_targets < PLAN_TARGETS);
    struct target *target = &plan->targets[plan->n_targets++];
    *target = (struct target){.box = box, .enabled = enabled, .spoken = plan->spoken};
    strncpy(target->id, id, sizeof target->id - 1);
    for (int i = 0; enabled && i < plan->n_pressed; i++)
        if (strcmp(plan->pressed[i], target->id) == 0)
            return true;
    return false;
}

static struct target *last_target(struct plan *plan)
{
    must(plan->n_targets > 0);
    return &plan->targets[plan->n_targets - 1];
}

void plan_name(struct plan *plan, const char *name)
{
    last_target(plan)->name = keep(plan, name);
}

void plan_state(struct plan *plan, enum state state)
{
    last_target(plan)->state = state;
}

static struct item *last_item(struct plan *plan)
{
    must(plan->n_items > 0);
    return &plan->items[plan->n_items - 1];
}

void plan_read_as(struct plan *plan, const char *name)
{
    last_item(plan)->name = keep(plan, name);
}

void plan_foreign(struct plan *plan)
{
    last_item(plan)->foreign = true;
}

void plan_join(struct plan *plan)
{
    last_item(plan)->joined = true;
}

void plan_key(struct plan *plan)
{
    last_target(plan)->key = true;
}

/* A gap of ground, then the ring with an edge, so that it is seen on every ground; where the page ends it moves in. */
void plan_ring(struct plan *plan, struct box box)
{
    enum { GAP = 6, RING = 8, EDGE = PLAN_RING - GAP - RING, ALL = PLAN_RING };
    const uint32_t *c = plan->theme->colours;
    bool contrast = c[C_SURFACE] == c[C_GROUND];
    int left = box.x < ALL ? ALL : box.x, top = box.y < ALL ? ALL : box.y;
    int right = box.x + box.w, bottom = box.y + box.h, most = plan_width(plan) - ALL, low = plan_height(plan) - ALL;
    box = (struct box){left, top, (right < most ? right : most) - left, (bottom < low ? bottom : low) - top};
    static const int outside[] = {0, GAP, GAP + RING}, wide[] = {GAP, RING, EDGE};
    const uint32_t colours[] = {c[C_GROUND], contrast ? c[C_INK] : c[C_SIGNAL], contrast ? c[C_GROUND] : c[C_INK]};
    for (int i = 0; i < 3; i++)
        add(plan, (struct item){.kind = ITEM_RING,
                                .box = box_inset(box, -outside[i]),
                                .colour = colours[i],
                                .radius = plan->theme->radius + outside[i],
                                .thickness = wide[i]});
}

/* 12 % towards the colour of text: darker in a light theme, lighter in a dark one. */
struct box plan_press(struct plan *plan, struct box box)
{
    uint32_t ink = plan->theme->colours[C_INK];
    struct item *last = plan->n_items > 0 ? &plan->items[plan->n_items - 1] : NULL;
    if (last && last->kind == ITEM_CARD) {
        last->colour = blend(last->colour, ink, 31);
        last->edge = blend(last->edge, ink, 31);
        plan->hashes[plan->n_items - 1] = hash_item(last);
    }
    box.y += 3;
    return box;
}

void plan_cover(struct plan *plan)
{
    plan->n_targets = 0;
}

/* How far a place is from a box: 0 inside of it. */
static int distance(struct box box, int x, int y)
{
    int right = box.x + box.w - 1, bottom = box.y + box.h - 1;
    int across = x < box.x ? box.x - x : x > right ? x - right : 0;
    int along = y < box.y ? box.y - y : y > bottom ? y - bottom : 0;
    return across > along ? across : along;
}

const struct target *plan_near(const struct plan *plan, int x, int y, int reach)
{
    const struct target *near = NULL;
    for (int i = plan->n_targets - 1; i >= 0; i--) {
        const struct target *target = &plan->targets[i];
        int away = distance(target->box, x, y);
        if (away == 0)
            return target->enabled ? target : NULL;
        if (away > reach || !target->enabled)
            continue;
        reach = away - 1;
        near = target;
    }
    return near;
}

const struct target *plan_named(const struct plan *plan, const char *id)
{
    for (int i = 0; i < plan->n_targets; i++)
        if (strcmp(plan->targets[i].id, id) == 0)
            return &plan->targets[i];
    return NULL;
}
