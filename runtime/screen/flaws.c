/* flaws.c - see flaws.h. Everything below a dialog's shade is out of sight, and not looked at. */
#include "screen/flaws.h"

#include <string.h>

struct flaws {
    const struct plan *plan;
    void (*found)(void *mine, const char *what, const char *text);
    void *mine;
};

static void wrong(const struct flaws *flaws, const char *what, const char *text)
{
    flaws->found(flaws->mine, what, text);
}

/* Nobody wrote it as a label: what was typed, or came from an agency, is shortened with an ellipsis. */
static bool is_endless(const struct item *item)
{
    return strlen(item->text) > 120;
}

/* Where the letters of a text really are. */
static struct box letters(const struct plan *plan, const struct item *item)
{
    struct box b = item->box;
    int size = item->ink.size, wide = item->kind == ITEM_PARAGRAPH ? text_widest(plan->draw, item->ink, b.w, item->text)
                                      : item->kind == ITEM_DIGITS ? text_digits_width(plan->draw, item->ink, item->text)
                                                                  : text_width(plan->draw, item->ink, item->text);
    if (is_endless(item) && wide > b.w)
        wide = b.w;
    int x = item->align == LEFT ? b.x : item->align == RIGHT ? b.x + b.w - wide : b.x + (b.w - wide) / 2;
    if (item->kind == ITEM_PARAGRAPH)
        return (struct box){x, b.y + size / 6, wide, b.h - size / 3};
    return (struct box){x, b.y + b.h / 2 - size * 38 / 100, wide, size * 76 / 100};
}

static bool is_text(const struct item *item)
{
    return (item->kind == ITEM_TEXT || item->kind == ITEM_PARAGRAPH || item->kind == ITEM_DIGITS) && *item->text;
}

static bool inside(struct box a, struct box b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void check_text_fits(const struct flaws *flaws, const struct item *item)
{
    const struct plan *plan = flaws->plan;
    struct box l = letters(plan, item), page = {0, 0, plan->draw->width, plan->draw->height};
    if (l.w > item->box.w + 2)
        wrong(flaws, "wider than its box:", item->text);
    if (item->kind == ITEM_PARAGRAPH && !is_endless(item) &&
        text_height(plan->draw, item->ink, item->box.w, item->text) > item->box.h + 2)
        wrong(flaws, "higher than its box:", item->text);
    if (!inside(l, page))
        wrong(flaws, "outside the page:", item->text);
    if (item->ink.size < 26)
        wrong(flaws, "too small:", item->text);
    if (strchr(item->text, '['))
        wrong(flaws, "a word is missing:", item->text);
}

/* Later items may not lie on an earlier text, unless everything there lies under a dialog's shade. */
static void check_text_free(const struct flaws *flaws, int at)
{
    const struct plan *plan = flaws->plan;
    struct box l = letters(plan, &plan->items[at]);
    for (int i = at + 1; i < plan->n_items; i++) {
        const struct item *over = &plan->items[i];
        if (over->kind == ITEM_SHADE)
            return;
        if (is_text(over) && box_overlaps(l, letters(plan, over)))
            wrong(flaws, turn_text("\"%s\" lies on", over->text), plan->items[at].text);
        bool ground =
            over->kind == ITEM_CARD || over->kind == ITEM_FILL || over->kind == ITEM_ICON || over->kind == ITEM_QR;
        if (ground && box_overlaps(l, over->box))
            wrong(flaws, "something covers", plan->items[at].text);
    }
    for (int i = 0; i < plan->n_targets; i++)
        if (box_overlaps(l, plan->targets[i].box) && !inside(l, plan->targets[i].box))
            wrong(flaws, turn_text("crosses the edge of %s:", plan->targets[i].id), plan->items[at].text);
}

/* Only there for the probe to read: nobody touches it. */
static bool told(const char *id)
{
    return strncmp(id, "unseen:", 7) == 0 || strncmp(id, "bill:", 5) == 0 || strncmp(id, "ticket:", 7) == 0 ||
           strncmp(id, "case:", 5) == 0 || strncmp(id, "mistake:", 8) == 0;
}

static void check_targets(const struct flaws *flaws)
{
    const struct plan *plan = flaws->plan;
    struct box page = {0, 0, plan->draw->width, plan->draw->height};
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *t = &plan->targets[i];
        if (told(t->id))
            continue;
        if (t->box.w < plan->theme->target || t->box.h < plan->theme->target)
            wrong(flaws, "target too small:", t->id);
        if (!inside(t->box, page))
            wrong(flaws, "target outside the page:", t->id);
        for (int j = i + 1; j < plan->n_targets; j++) {
            bool same = inside(plan->targets[j].box, t->box) && strcmp(plan->targets[j].id, "clear") == 0;
            if (box_overlaps(t->box, plan->targets[j].box) && !same)
                wrong(flaws, turn_text("%s overlaps target", plan->targets[j].id), t->id);
        }
    }
}

void flaws_find(const struct plan *plan, void (*found)(void *mine, const char *what, const char *text), void *mine)
{
    const struct flaws flaws = {plan, found, mine};
    int from = 0;
    for (int i = 0; i < plan->n_items; i++)
        from = plan->items[i].kind == ITEM_SHADE ? i : from;
    for (int i = from; i < plan->n_items; i++)
        if (is_text(&plan->items[i])) {
            check_text_fits(&flaws, &plan->items[i]);
            check_text_free(&flaws, i);
        }
    check_targets(&flaws);
}
