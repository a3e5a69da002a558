/* attract.c - while nobody touches: whose house this is, what can be done here, how many wait, in which languages.
 *
 * Home was left alone for `attract` seconds of site.conf. The cards are words (ui.attract.card1, card2 ...), so that a
 * site says its own. A finger anywhere starts; what lies below it then was not there when it came. */
#define _GNU_SOURCE
#include "screen/home.h"

#include <string.h>

enum {
    CARD_MS = 10000,
    CARDS = 9,
    TOP = 184,
    START_TALL = 200,
    START_WIDE = 148,
    CHIP_HIGH = 112,
    CHIP_MARK = 56,
    CHIP_PAD = 14,
    LANGUAGES = 4,
    QUEUES = 6,
    QUEUE_HIGH = 104,
    QUEUE_GAP = 15,
    QUEUE_NUMBER = 124, /* with its margins */
    LOAD_TITLE = 64,
    LOAD_WIDE = 560
};

static int64_t began(const struct ui *ui)
{
    return ui->touched + 1000 * json_number(ui->window->site->settings, "attract", 0);
}

int64_t attract_left(const struct ui *ui, int64_t now)
{
    bool busy = *ui->visit || *ui->starting || ui->over != OVER_NOTHING || ui_author(ui);
    if (busy || began(ui) == ui->touched)
        return -1;
    return began(ui) > now ? began(ui) - now : 0;
}

static const char *chip_id(const char *language)
{
    return turn_text("language:%s", language);
}

void attract_touch(struct ui *ui, const char *id)
{
    size_t i;
    const json_t *language;
    json_array_foreach (site_languages(ui->window->site), i, language)
        if (strcmp(id, chip_id(json_string_value(language))) == 0)
            strncpy(ui->language, json_string_value(language), sizeof ui->language - 1);
}

/* --- the cards -------------------------------------------------------------------------------------------------------
 */

static int count_cards(const struct ui *ui)
{
    int n = 0;
    while (n < CARDS && words_find(ui->words, ui->language, turn_text("ui.attract.card%d.title", n + 1)))
        n++;
    return n;
}

/* Where nothing may move by itself the first card stays. */
static int card_now(const struct ui *ui, int64_t now)
{
    int n = count_cards(ui);
    bool still = n < 2 || json_truth(ui->window->site->settings, "still");
    return still ? 0 : (int)((now - began(ui)) / CARD_MS % n);
}

static const char *card_text(const struct ui *ui, const char *which)
{
    json_t *with = json_pack("{s:I s:I}", "services", (json_int_t)index_count(ui->index), "agencies",
                             (json_int_t)json_array_size(index_agencies(ui->index)));
    return ui_text_with(ui, turn_text("ui.attract.card%d.%s", card_now(ui, clock_ms()) + 1, which), with);
}

static struct ink title_ink(const struct plan *plan)
{
    struct ink ink = plan_ink(plan, (struct look){FONT_EXTRABOLD, T_HERO, C_ON_DEEP});
    ink.size = ink.size * 5 / 4;
    return ink;
}

/* The title is large; where that is too much the greeting goes first, then it is made smaller. */
static void put_card(struct ui *ui, struct plan *plan, struct box *box)
{
    struct look script = {FONT_JAVANESE, T_QUESTION, C_SIGNAL}, below = {FONT_REGULAR, T_LABEL, C_ON_DEEP2};
    const char *text = card_text(ui, "title"), *line = card_text(ui, "line");
    struct ink ink = title_ink(plan);
    int greeting = plan_size(plan, T_QUESTION) * 22 / 10;
    int room = box->h - 3 * GAP - CHIP_HIGH - text_height(plan->draw, plan_ink(plan, below), box->w, line);
    if (text_height(plan->draw, ink, box->w, text) + greeting <= room)
        plan_line_of(plan, script, box_take_top(box, greeting), LEFT, ui_text(ui, "ui.home.script"));
    while (ink.size > PLAN_LEAST && text_height(plan->draw, ink, box->w, text) > room)
        ink.size -= 2;
    plan_text(plan, ITEM_PARAGRAPH, ink, box_take_top(box, text_height(plan->draw, ink, box->w, text)), LEFT, text);
    box_take_top(box, GAP);
    plan_say(plan, below, box, line);
    box_take_top(box, 2 * GAP);
}

/* --- languages, the queues, the button -------------------------------------------------------------------------------
 */

static struct look chip_look(bool chosen)
{
    return (struct look){FONT_SEMIBOLD, T_BODY, chosen ? C_DEEP : C_ON_DEEP};
}

static void put_chip(struct plan *plan, struct box box, const char *id, const char *text, bool chosen)
{
    plan_target(plan, box, true, id);
    plan_card(plan, box, plan->theme->radius_small + 4, chosen ? C_ON_DEEP : C_DEEP, C_ON_DEEP, 3);
    if (chosen)
        plan_icon(plan, (struct box){box.x + 20, box.y + (box.h - 44) / 2, 44, 44}, C_DEEP, "check");
    if (chosen)
        box_take_left(&box, CHIP_MARK);
    plan_line_of(plan, chip_look(chosen), box_inset(box, CHIP_PAD), CENTRE, text);
}

/* Each as wide as its name, with the room of the mark that it has when it is chosen; what is left is shared. */
static void put_chips(struct ui *ui, struct plan *plan, struct box box)
{
    const json_t *languages = site_languages(ui->window->site), *language;
    int n = (int)json_array_size(languages), wide[LANGUAGES], left = box.w - (n - 1) * GAP;
    const char *names[LANGUAGES];
    size_t i;
    if (n < 2 || n > LANGUAGES)
        return;
    json_array_foreach (languages, i, language) {
        names[i] = words_get(ui->words, json_string_value(language), "ui.attract.language");
        wide[i] = text_width(plan->draw, plan_ink(plan, chip_look(false)), names[i]) + CHIP_MARK + 2 * CHIP_PAD;
        left -= wide[i];
    }
    json_array_foreach (languages, i, language) {
        const char *its = json_string_value(language);
        put_chip(plan, box_take_left(&box, wide[i] + left / n), chip_id(its), names[i], strcmp(its, ui->language) == 0);
        box_take_left(&box, GAP);
    }
}

static void put_queue(struct plan *plan, struct box box, struct ink name, const json_t *agency, int64_t waiting)
{
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_EDGE, plan->theme->edge);
    widget_badge(plan, box_inset(box_take_left(&box, QUEUE_HIGH), 12), *json_text(agency, "queue"), false);
    struct box number = {box.x + box.w - 112, box.y, 84, box.h};
    plan_text(plan, ITEM_TEXT, name, (struct box){box.x + 8, box.y, box.w - QUEUE_NUMBER, box.h}, LEFT,
              json_text(agency, "name"));
    plan_digits(plan, (struct look){FONT_EXTRABOLD, T_FIELD, C_INK}, number, RIGHT,
                words_number("id", waiting > 999 ? 999 : waiting));
}

static const json_t *waiting_for(const struct ui *ui, const json_t *agency)
{
    return json_object_get(json_object_get(ui->home, "queues"), json_text(agency, "queue"));
}

/* The agencies with a queue, the first first: as many as there is room for. */
static struct list queues(const struct ui *ui, int most)
{
    struct list agencies = list_agencies(ui), few = {.n = 0};
    for (int i = 0; i < agencies.n && few.n < most && few.n < QUEUES; i++)
        if (waiting_for(ui, agencies.rows[i]))
            few.rows[few.n++] = agencies.rows[i];
    return few;
}

static struct ink names_ink(const struct plan *plan, const struct list *list, int width)
{
    const char *names[QUEUES];
    for (int i = 0; i < list->n; i++)
        names[i] = json_text(list->rows[i], "name");
    return plan_ink_of_all(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK}, width, names, list->n);
}

/* How many wait for whom, at the foot of the box; what it took is off it. */
static void put_load(struct ui *ui, struct plan *plan, struct box *box, int columns)
{
    int step = QUEUE_HIGH + QUEUE_GAP, wide = (box->w - (columns - 1) * GAP) / columns;
    struct list list = queues(ui, (box->h - LOAD_TITLE) / step * columns);
    if (list.n == 0)
        return;
    struct box load = box_take_bottom(box, LOAD_TITLE + (list.n + columns - 1) / columns * step);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_ON_DEEP}, box_take_top(&load, LOAD_TITLE), LEFT,
                 ui_text(ui, "ui.attract.waiting"));
    struct ink name = names_ink(plan, &list, wide - QUEUE_HIGH - QUEUE_NUMBER);
    for (int i = 0; i < list.n; i++)
        put_queue(plan,
                  (struct box){load.x + i % columns * (wide + GAP), load.y + i / columns * step, wide, QUEUE_HIGH},
                  name, list.rows[i], json_integer_value(waiting_for(ui, list.rows[i])));
}

/* In the citizen's language, and below it in the next one. */
static const char *other_language(const struct ui *ui)
{
    const json_t *languages = site_languages(ui->window->site), *language;
    size_t i, n = json_array_size(languages);
    json_array_foreach (languages, i, language)
        if (strcmp(json_string_value(language), ui->language) == 0)
            return json_string_value(json_array_get(languages, (i + 1) % n));
    return ui->language;
}

static int start_height(const struct plan *plan, bool wide)
{
    int least = (plan_size(plan, T_FIELD) + plan_size(plan, T_LABEL)) * 13 / 10 + GAP,
        high = wide ? START_WIDE : START_TALL;
    return high > least ? high : least;
}

static void put_start(struct ui *ui, struct plan *plan, struct box box)
{
    int big = plan_size(plan, T_FIELD) * 13 / 10, small = plan_size(plan, T_LABEL) * 13 / 10, icon = 108;
    plan_target(plan, box, true, "wake");
    plan_card(plan, box, plan->theme->radius_large, C_SIGNAL, C_SIGNAL, 0);
    plan_icon(plan, (struct box){box.x + 48, box.y + (box.h - icon) / 2, icon, icon}, C_ON_SIGNAL, "touch_app");
    struct box texts = {box.x + 204, box.y + (box.h - big - small) / 2, box.w - 204 - 36, big + small};
    plan_line_of(plan, (struct look){FONT_BOLD, T_FIELD, C_ON_SIGNAL}, box_take_top(&texts, big), LEFT,
                 ui_text(ui, "ui.attract.start"));
    plan_line_of(plan, (struct look){FONT_REGULAR, T_LABEL, C_ON_SIGNAL}, texts, LEFT,
                 words_get(ui->words, other_language(ui), "ui.attract.start"));
}

/* --- the page --------------------------------------------------------------------------------------------------------
 */

static void lay_attract(struct ui *ui, struct plan *plan)
{
    int width = plan_width(plan), height = plan_height(plan);
    bool wide = width > height;
    struct box page = {0, 0, width, height}, work = {MARGIN, TOP, width - 2 * MARGIN, height - TOP - MARGIN};
    plan->key = "attract";
    plan_fill(plan, page, C_DEEP);
    plan_kawung(plan, page, 60, 60);
    widget_identity(plan, home_header(ui));
    put_start(ui, plan, box_take_bottom(&work, start_height(plan, wide)));
    box_take_bottom(&work, 2 * GAP);
    struct box card = wide ? box_take_left(&work, work.w - LOAD_WIDE) : work;
    put_load(ui, plan, wide ? &work : &card, wide ? 1 : 2);
    card.w -= wide ? 3 * GAP : 0;
    put_card(ui, plan, &card);
    put_chips(ui, plan, box_take_top(&card, CHIP_HIGH));
}

static int64_t due_attract(struct ui *ui, int64_t now)
{
    bool still = count_cards(ui) < 2 || json_truth(ui->window->site->settings, "still");
    return still ? INT64_MAX : CARD_MS - (now - began(ui)) % CARD_MS;
}

const struct page page_attract = {.kind = "attract", .bare = true, .lay = lay_attract, .due = due_attract};
