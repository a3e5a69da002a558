/* address.c - where somebody lives: from the site's own region up or down to the village, then street, then RT and RW.
 *
 * Three parts of one question, and ui->typing says that Back leads from one to the one before. Without a pack of
 * regions, or for a village that is not in it, the place is typed. */
#define _GNU_SOURCE
#include "screen/ui.h"

#include "domain/address.h"
#include "screen/many.h"
#include "screen/rows.h"
#include "screen/typing.h"

#include <stdio.h>
#include <string.h>

enum part { PART_PLACE, PART_TYPED, PART_STREET, PART_NEAR };
enum { LINE = 4 * ADDRESS_MOST + 1, CHIP_HEIGHT = 104, LEVELS = 3, FURTHER = 12 };

struct home {
    enum part part;
    const struct region *at; /* what was chosen so far; NULL: nothing yet */
    bool by_hand;            /* the place was typed */
    int near;                /* RT 0, RW 1: which is typed now */
    char place[LINE], street[LINE], digits[2][ADDRESS_DIGITS + 1];
    /* what the list shows: places that lie in `in`, and behind them, while somebody types, others */
    const struct region *in, *found[FURTHER];
    int n_found;
};

static struct home *home_of(struct ui *ui)
{
    return ui_own(ui, sizeof(struct home));
}

/* --- the pack --------------------------------------------------------------------------------------------------------
 */

static const struct regions *pack_of(struct ui *ui)
{
    const char *path = json_text(ui->window->site->settings, "regions");
    if (!ui->regions && *path)
        ui->regions = regions_open(path);
    return ui->regions;
}

static const struct region *region_named(struct ui *ui, const char *text)
{
    struct region_code code;
    return pack_of(ui) && region_read(text, &code) ? regions_find(ui->regions, &code) : NULL;
}

static bool is_village(const struct region *at)
{
    return at && at->level == REGION_VILLAGE;
}

static bool lies_in(const struct region *at, const struct region *in)
{
    while (at && at != in)
        at = at->parent;
    return at == in;
}

static const char *code_text(const struct region *at)
{
    char text[REGION_TEXT];
    struct region_code code = regions_code(at);
    region_write(&code, text);
    return turn_text("%s", text);
}

/* "Desa Losari": what a row says; larger places say themselves what they are. */
static const char *name_of(const struct region *at)
{
    const char *whole = regions_write(at);
    return at->parent ? turn_text("%.*s", (int)strcspn(whole, ","), whole) : whole;
}

/* --- beginning -------------------------------------------------------------------------------------------------------
 */

static void take_text(const json_t *from, const char *name, char *to, size_t size)
{
    snprintf(to, size, "%s", json_text(from, name));
}

static void begin_address(struct ui *ui)
{
    struct home *home = home_of(ui);
    const json_t *was = json_object_get(ui->screen, "default");
    take_text(was, "street", home->street, sizeof home->street);
    take_text(was, "place", home->place, sizeof home->place);
    take_text(was, "rt", home->digits[0], sizeof home->digits[0]);
    take_text(was, "rw", home->digits[1], sizeof home->digits[1]);
    home->by_hand = *home->place || !pack_of(ui);
    home->part = home->by_hand ? PART_TYPED : PART_PLACE;
    home->at = region_named(ui, json_text(was, "region"));
    if (!home->at)
        home->at = region_named(ui, json_text(ui->window->site->settings, "region"));
    ui->page = -1;
    ui->typing = false;
    if (home->by_hand)
        entry_set(&ui->entry, home->place);
}

/* --- the place -------------------------------------------------------------------------------------------------------
 */

static void row_of_region(const void *mine, int i, struct many_row *row)
{
    const struct region *const *list = mine;
    row->id = code_text(list[i]);
    row->text = name_of(list[i]);
}

/* What lies in it; the list is made again when that is another place. */
static void list_places(struct ui *ui, struct home *home)
{
    const struct region *in = is_village(home->at) ? home->at->parent : home->at;
    if (ui->many && home->in == in)
        return;
    int n = 0;
    for (const struct region *at = regions_first(ui->regions, in); at; at = regions_next(ui->regions, at))
        n++;
    const struct region **list = turn_alloc((size_t)(n + 1) * sizeof *list);
    n = 0;
    for (const struct region *at = regions_first(ui->regions, in); at; at = regions_next(ui->regions, at))
        list[n++] = at;
    many_free(ui->many);
    ui->many = many_new(n, row_of_region, list);
    home->in = in;
}

/* Behind what lies here: places of that name anywhere, those of the same region before the others. */
static void find_others(struct ui *ui, struct home *home)
{
    const struct region *found[REGIONS_FOUND], *own = region_named(ui, json_text(ui->window->site->settings, "region"));
    home->n_found = 0;
    if (!*ui->entry.text)
        return;
    size_t n = regions_search(ui->regions, ui->entry.text, found, REGIONS_FOUND);
    for (int others = 0; others < 2; others++)
        for (size_t i = 0; i < n && home->n_found < FURTHER; i++)
            if (found[i]->parent != home->in && lies_in(found[i], own) == !others)
                home->found[home->n_found++] = found[i];
}

static void row_typed(struct row *row, const struct ui *ui)
{
    row->id = "place";
    row->icon = "edit";
    row->title = ui_text(ui, "ui.address.type");
}

static void row_shown(const void *mine, int i, struct row *row)
{
    const struct ui *ui = mine;
    const struct home *home = ui->own;
    row->foreign = i < ui->many->n_shown + home->n_found;
    if (i < ui->many->n_shown) {
        const struct many_row *one = &ui->many->rows[ui->many->shown[i]];
        row->id = turn_text("choice:%s", one->id);
        row->title = one->text;
        row->chosen = is_village(home->at) && strcmp(one->id, code_text(home->at)) == 0;
    } else if (i < ui->many->n_shown + home->n_found) {
        const struct region *at = home->found[i - ui->many->n_shown];
        row->id = turn_text("choice:%s", code_text(at));
        row->title = name_of(at);
        row->line = at->parent ? regions_write(at->parent) : NULL;
    } else
        row_typed(row, ui);
}

/* Where the list stands: a tap leads up again. */
static void put_levels(struct plan *plan, struct box *work, const void *mine)
{
    const struct home *home = mine;
    static const char *const ids[LEVELS] = {"level:province", "level:regency", "level:district"};
    const struct region *levels[LEVELS] = {NULL};
    int n = 0;
    for (const struct region *at = home->in; at; at = at->parent)
        levels[n++] = at;
    if (n == 0)
        return;
    struct box row = box_take_top(work, CHIP_HEIGHT);
    box_take_top(work, 16);
    int width = (row.w - (n - 1) * 12) / n;
    for (int i = 0; i < n; i++, box_take_left(&row, 12))
        widget_button(plan, box_take_left(&row, width), ids[i],
                      (struct button){BUTTON_SOFT, .text = levels[n - 1 - i]->name, .icon = "expand_less"});
}

static struct area asking(struct ui *ui, struct plan *plan, const char *title, const char *hint)
{
    struct area area = frame_open(ui, plan);
    frame_ask(ui, plan, &area, title, hint);
    return area;
}

static const char *ask_for(const struct ui *ui, const struct home *home)
{
    static const char *const keys[] = {"ui.address.province", "ui.address.regency", "ui.address.district",
                                       "ui.address.village"};
    int level = 0;
    for (const struct region *at = home->in; at; at = at->parent)
        level++;
    if (ui->finding)
        return ui_text(ui, "ui.address.any");
    return ui_text(ui, keys[level]);
}

static void lay_place(struct ui *ui, struct plan *plan, struct home *home)
{
    list_places(ui, home);
    many_search(ui->many, ui->entry.text);
    find_others(ui, home);
    struct area area = frame_open(ui, plan);
    rows_ask(ui, plan, &area, (struct rows_question){ui_word(ui, "title"), ask_for(ui, home), put_levels, home});
    int n = ui->many->n_shown + home->n_found;
    rows_say(ui, plan, &area, n, home->n_found == 0 && ui->many->guessed);
    int seen = is_village(home->at) && !*ui->entry.text ? many_place(ui->many, code_text(home->at)) : -1;
    rows_put(ui, plan, &area,
             &(struct rows){.n = n + 1, .seen = seen, .lines = home->n_found > 0, .row = row_shown, .mine = ui});
    typing_next(ui, plan, area.work, is_village(home->at));
}

/* --- what is typed ---------------------------------------------------------------------------------------------------
 */

static void lay_line(struct ui *ui, struct plan *plan, const char *title, const char *hint)
{
    char text[ENTRY_MAX + 1];
    bool ready = entry_text(&ui->entry, ADDRESS_LEAST, text);
    struct area area = asking(ui, plan, title, hint);
    widget_field(plan, typing_field(&area.work),
                 (struct input){.text = ui->entry.text, .clear = "clear", .wrong = ui_refused(ui)});
    if (!ready)
        typing_say(plan, &area, NOTICE_PLAIN,
                   ui_text_with(ui, "ui.text.least", json_pack("{s:i}", "n", (int)ADDRESS_LEAST)));
    else if (entry_letters(&ui->entry) >= ADDRESS_MOST)
        typing_say(plan, &area, NOTICE_CARE, ui_text(ui, "ui.text.full"));
    typing_keyboard(ui, plan, &area.work, false);
    typing_next(ui, plan, area.work, ready);
    explicit_bzero(text, sizeof text);
}

static void put_digits(struct ui *ui, struct plan *plan, struct box box, const struct home *home, int which)
{
    static const char *const ids[] = {"field:rt", "field:rw"}, *const labels[] = {"ui.address.rt", "ui.address.rw"};
    bool now = home->near == which;
    struct box label = box_take_top(&box, plan_size(plan, T_SMALL) * 14 / 10);
    label.y -= 8;
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_SMALL, C_INK2}, label, LEFT, ui_text(ui, labels[which]));
    plan_target(plan, box, true, ids[which]);
    if (now)
        plan_card(plan, box_inset(box, -8), plan->theme->radius + 8, C_SIGNAL, C_SIGNAL, 0);
    plan_card(plan, box, plan->theme->radius, C_SURFACE, now ? C_ACCENT : C_EDGE, now ? 5 : plan->theme->edge);
    plan_digits(plan, (struct look){FONT_SEMIBOLD, T_FIELD, C_INK}, box, CENTRE,
                now ? ui->entry.text : home->digits[which]);
}

static void lay_near(struct ui *ui, struct plan *plan, struct home *home)
{
    struct area area = asking(ui, plan, ui_text(ui, "ui.address.near"), ui_text(ui, "ui.address.near_how"));
    struct box labels = box_take_top(&area.work, plan_size(plan, T_SMALL) * 14 / 10), fields = typing_field(&area.work);
    int width = (fields.w - GAP) / 2;
    fields.y -= labels.h, fields.h += labels.h;
    for (int i = 0; i < 2; i++, box_take_left(&fields, GAP))
        put_digits(ui, plan, box_take_left(&fields, width), home, i);
    typing_pad(ui, plan, &area.work);
    typing_next(ui, plan, area.work, true);
}

static void lay_address(struct ui *ui, struct plan *plan)
{
    struct home *home = home_of(ui);
    const char *at = home->by_hand || !home->at ? home->place : regions_write(home->at);
    if (home->part == PART_PLACE)
        lay_place(ui, plan, home);
    else if (home->part == PART_TYPED)
        lay_line(ui, plan, ui_word(ui, "title"), ui_text(ui, pack_of(ui) ? "ui.address.place" : "ui.address.no_pack"));
    else if (home->part == PART_STREET)
        lay_line(ui, plan, ui_text(ui, "ui.address.street"), at);
    else
        lay_near(ui, plan, home);
}

/* --- going on and back -----------------------------------------------------------------------------------------------
 */

/* Where what is typed now belongs. */
static char *typed_into(struct home *home)
{
    return home->part == PART_TYPED    ? home->place
           : home->part == PART_STREET ? home->street
           : home->part == PART_NEAR   ? home->digits[home->near]
                                       : NULL;
}

static size_t size_of(const struct home *home)
{
    return home->part == PART_NEAR ? sizeof home->digits[0] : LINE;
}

static void keep_typed(const struct ui *ui, struct home *home)
{
    char *to = typed_into(home);
    size_t n = strnlen(ui->entry.text, size_of(home) - 1);
    if (to) {
        memcpy(to, ui->entry.text, n);
        to[n] = 0;
    }
}

static void go_to(struct ui *ui, struct home *home, enum part part)
{
    keep_typed(ui, home);
    entry_clear(&ui->entry);
    home->part = part;
    ui->finding = false;
    ui->page = -1;
    ui->typing = part > PART_TYPED || (part == PART_TYPED && pack_of(ui));
    if (typed_into(home))
        entry_set(&ui->entry, typed_into(home));
}

static void type_place(struct ui *ui, struct home *home)
{
    go_to(ui, home, PART_TYPED);
    home->by_hand = true;
}

/* Where the pack knows nothing of what lies in a place, the rest is typed. */
static void choose(struct ui *ui, struct home *home, const char *code)
{
    home->at = region_named(ui, code);
    home->by_hand = false;
    entry_clear(&ui->entry);
    ui->page = 0;
    if (is_village(home->at))
        go_to(ui, home, PART_STREET);
    else if (home->at && !regions_first(ui->regions, home->at)) {
        snprintf(home->place, sizeof home->place, "%s", regions_write(home->at));
        type_place(ui, home);
    }
}

/* Province: any of the country; regency: any of this province. */
static void choose_again(struct ui *ui, struct home *home, const char *level)
{
    static const char *const names[LEVELS] = {"province", "regency", "district"};
    static const enum region_level above[LEVELS] = {0, REGION_PROVINCE, REGION_REGENCY};
    for (size_t i = 0; i < LEVELS; i++)
        if (strcmp(names[i], level) == 0)
            while (home->at && home->at->level > above[i])
                home->at = home->at->parent;
    entry_clear(&ui->entry);
    ui->page = 0;
}

static void send_address(struct ui *ui, struct home *home)
{
    keep_typed(ui, home);
    json_t *value = json_pack("{s:s}", "street", home->street);
    if (home->by_hand)
        json_object_set_new(value, "place", json_string(home->place));
    else
        json_object_set_new(value, "region", json_string(code_text(home->at)));
    if (*home->digits[0])
        json_object_set_new(value, "rt", json_string(home->digits[0]));
    if (*home->digits[1])
        json_object_set_new(value, "rw", json_string(home->digits[1]));
    ui_answer(ui, value);
}

static void go_on(struct ui *ui, struct home *home)
{
    char text[ENTRY_MAX + 1];
    bool ready = entry_text(&ui->entry, ADDRESS_LEAST, text);
    explicit_bzero(text, sizeof text);
    if (home->part == PART_PLACE)
        home->by_hand = false; /* they were about to type it, and found it in the list */
    if (home->part == PART_NEAR)
        send_address(ui, home);
    else if (home->part == PART_PLACE ? is_village(home->at) : ready)
        go_to(ui, home, home->part == PART_STREET ? PART_NEAR : PART_STREET);
}

static void go_back(struct ui *ui, struct home *home)
{
    go_to(ui, home,
          home->part == PART_NEAR                      ? PART_STREET
          : home->part == PART_STREET && home->by_hand ? PART_TYPED
                                                       : PART_PLACE);
}

static void tap_place(struct ui *ui, struct home *home, const char *id)
{
    if (strncmp(id, "choice:", 7) == 0)
        choose(ui, home, id + 7);
    else if (strncmp(id, "level:", 6) == 0)
        choose_again(ui, home, id + 6);
    else if (strcmp(id, "place") == 0)
        type_place(ui, home);
    else
        rows_tap(ui, id);
}

static void tap_address(struct ui *ui, const char *id)
{
    struct home *home = home_of(ui);
    if (strcmp(id, "next") == 0)
        go_on(ui, home);
    else if (strcmp(id, "back") == 0)
        go_back(ui, home);
    else if (home->part == PART_PLACE)
        tap_place(ui, home, id);
    else if (strncmp(id, "field:", 6) == 0) {
        keep_typed(ui, home);
        home->near = id[7] == 'w';
        entry_set(&ui->entry, home->digits[home->near]);
    } else
        entry_tap(&ui->entry, id, home->part == PART_NEAR ? ADDRESS_DIGITS : ADDRESS_MOST, false);
}

const struct page page_address = {
    .kind = "address", .form = true, .begin = begin_address, .lay = lay_address, .tap = tap_address};
