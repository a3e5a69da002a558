/* reading.c - see reading.h. Order is found by cutting: the page where a horizontal gap goes through all of it, each
 * strip where a vertical one does, and so on; what cannot be cut is read from the top. */
#include "screen/reading.h"

#include <stdlib.h>
#include <string.h>

enum { SAME_LINE = 8 };

/* Below a dialog's shade nothing is read. */
static int first_item(const struct plan *plan)
{
    int first = 0;
    for (int i = 0; i < plan->n_items; i++)
        first = plan->items[i].kind == ITEM_SHADE ? i : first;
    return first;
}

/* The smallest target that a text stands in: its piece. */
static struct piece *owner(struct reading *reading, struct box box)
{
    struct piece *found = NULL;
    int x = box.x + box.w / 2, y = box.y + box.h / 2;
    for (int i = 0; i < reading->n; i++) {
        struct piece *piece = &reading->pieces[i];
        if (piece->id && box_has(piece->box, x, y) && (!found || piece->box.w < found->box.w))
            found = piece;
    }
    return found;
}

static void add(struct reading *reading, struct piece piece)
{
    if (reading->n < READING_PIECES)
        reading->pieces[reading->n++] = piece;
}

static void add_targets(const struct plan *plan, struct reading *reading)
{
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *t = &plan->targets[i];
        add(reading, (struct piece){t->box, t->id, t->name ? t->name : "", t->key ? SPOKEN_AT_FOCUS : t->spoken,
                                    t->state, t->enabled, false});
    }
}

static bool is_named(const struct plan *plan, const char *id)
{
    return plan_named(plan, id)->name != NULL;
}

static struct box around(struct box a, struct box b)
{
    int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w, bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){x, y, right - x, bottom - y};
}

/* A text goes to its target, after what that has already; the rest of one - a value, the digits of a NIK in their cells
 * - to the text before it. */
static void add_text(const struct plan *plan, struct reading *reading, const struct item *item)
{
    struct box box = plan_letters(plan, item);
    struct piece *target = owner(reading, box);
    struct piece *last = reading->n > 0 ? &reading->pieces[reading->n - 1] : NULL;
    const char *text = item->name ? item->name : item->text;
    bool cell = !item->text[1] && last && abs(last->box.y - box.y) < SAME_LINE;
    if (target && is_named(plan, target->id))
        return;
    if (target)
        target->text = *target->text ? turn_text("%s, %s", target->text, text) : text;
    else if (last && !last->id && (cell || item->joined)) {
        last->text = turn_text(cell ? "%s %s" : "%s: %s", last->text, text);
        last->box = around(last->box, box);
    } else
        add(reading, (struct piece){.box = box, .text = text, .spoken = item->spoken, .live = item->ink.live});
}

/* What is only there to be told to a robot, and nothing is written in it. */
static void drop_silent(struct reading *reading)
{
    int n = 0;
    for (int i = 0; i < reading->n; i++)
        if (reading->pieces[i].enabled || *reading->pieces[i].text)
            reading->pieces[n++] = reading->pieces[i];
    reading->n = n;
}

/* Order */

static int compare(const struct piece *a, const struct piece *b, bool rows)
{
    int by_top = a->box.y - b->box.y, by_left = a->box.x - b->box.x;
    int first = rows ? by_top : by_left, second = rows ? by_left : by_top;
    return first ? first : second;
}

static int by_top(const void *a, const void *b)
{
    return compare(a, b, true);
}

static int by_left(const void *a, const void *b)
{
    return compare(a, b, false);
}

static int begin(const struct piece *piece, bool rows)
{
    return rows ? piece->box.y : piece->box.x;
}

static int end(const struct piece *piece, bool rows)
{
    return begin(piece, rows) + (rows ? piece->box.h : piece->box.w);
}

static void sort(struct piece *pieces, int n, bool rows)
{
    qsort(pieces, (size_t)n, sizeof *pieces, rows ? by_top : by_left);
}

/* Where the next gap is: pieces up to there overlap each other in this direction. `wide` gets its width. */
static int cut(const struct piece *pieces, int n, bool rows, int *wide)
{
    int reach = begin(pieces, rows);
    for (int i = 0; i < n; i++) {
        *wide = begin(&pieces[i], rows) - reach;
        if (i > 0 && *wide >= 0)
            return i;
        reach = end(&pieces[i], rows) > reach ? end(&pieces[i], rows) : reach;
    }
    return n;
}

static int widest(struct piece *pieces, int n, bool rows)
{
    int most = 0, wide;
    sort(pieces, n, rows);
    for (int at = 0; (at += cut(pieces + at, n - at, rows, &wide)) < n;)
        most = wide > most ? wide : most;
    return most;
}

/* Buttons are read row by row. Mere texts in columns are read column by column: "wait at", the place, "before you". */
static bool in_columns(struct piece *pieces, int n)
{
    for (int i = 0; i < n; i++)
        if (pieces[i].id)
            return false;
    return widest(pieces, n, false) > widest(pieces, n, true);
}

static void order(struct piece *pieces, int n)
{
    int wide;
    bool rows = !in_columns(pieces, n);
    sort(pieces, n, rows);
    if (cut(pieces, n, rows, &wide) == n)
        sort(pieces, n, rows = !rows);
    if (cut(pieces, n, rows, &wide) == n) {
        sort(pieces, n, true);
        return;
    }
    for (int from = 0, to; from < n; from = to) {
        to = from + cut(pieces + from, n - from, rows, &wide);
        if (to - from > 1)
            order(pieces + from, to - from);
    }
}

void reading_of(const struct plan *plan, struct reading *reading)
{
    reading->n = 0;
    add_targets(plan, reading);
    for (int i = first_item(plan); i < plan->n_items; i++)
        if (plan_is_text(&plan->items[i]))
            add_text(plan, reading, &plan->items[i]);
    drop_silent(reading);
    if (reading->n > 0)
        order(reading->pieces, reading->n);
}

const struct piece *reading_find(const struct reading *reading, const char *id)
{
    for (int i = 0; i < reading->n; i++)
        if (reading->pieces[i].id && strcmp(reading->pieces[i].id, id) == 0)
            return &reading->pieces[i];
    return NULL;
}

static const struct piece *first_target(const struct reading *reading)
{
    const struct piece *any = NULL;
    for (int i = 0; i < reading->n; i++) {
        const struct piece *piece = &reading->pieces[i];
        if (piece->enabled && piece->spoken == SPOKEN_NOW)
            return piece;
        any = any || !piece->enabled ? any : piece;
    }
    return any;
}

const struct piece *reading_next(const struct reading *reading, const char *id, int way)
{
    const struct piece *here = reading_find(reading, id);
    if (!here)
        return first_target(reading);
    int at = (int)(here - reading->pieces);
    for (int i = 1; i <= reading->n; i++) {
        const struct piece *piece = &reading->pieces[((at + way * i) % reading->n + reading->n) % reading->n];
        if (piece->enabled)
            return piece;
    }
    return NULL;
}
