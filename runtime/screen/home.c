/* home.c - home: by need, by agency, an agency's services, and where a number can be taken.
 *
 * The first screen has the same parts in portrait, in landscape and with everything low; only their places differ. */
#define _GNU_SOURCE
#include "screen/home.h"

#include <stdlib.h>
#include <string.h>

enum {
    TABS_Y = 436,
    TABS_HIGH = 120,
    NUMBER_HIGH = 144,
    FOOT = 36,
    PAGER_WIDE = 330,
    FIRST_OF_TWO = 57,
    WITH_ICON = 400,
    SIDE_X = 56,
    WORK_X = 44
};

struct places {
    struct box tabs, body, find, number, scan, others; /* w 0: it is not there */
    int columns, foot;
};

/* The search has its count beside it or below. */
static int find_height(const struct plan *plan)
{
    int two = (plan_size(plan, T_BUTTON) + plan_size(plan, T_SMALL)) * 13 / 10 + 16;
    return two > 112 ? two : 112;
}

/* What there is besides the tiles: a number, a code on paper, more than one agency, services that have no tile. A small
 * office has none of it, and nothing leads where there is nothing. */
struct offer {
    bool number, scan, agencies, more;
};

static struct offer offer_of(const struct ui *ui)
{
    const json_t *agencies = index_agencies(ui->index), *needs = index_needs(ui->index);
    return (struct offer){.number = json_array_size(index_numbers(ui->index)) > 0,
                          .scan = json_array_size(index_scans(ui->index)) > 0,
                          .agencies = json_array_size(agencies) != 1,
                          .more = index_count(ui->index) > (int64_t)json_array_size(needs)};
}

/* Those that are there side by side; of two the first is the wider one. */
static void place_row(struct box row, struct box *const places[], int n)
{
    for (int i = 0; i < n; i++) {
        int share = n == 2 && i == 0 ? (row.w - GAP) * FIRST_OF_TWO / 100 : (row.w - (n - 1 - i) * GAP) / (n - i);
        *places[i] = box_take_left(&row, share);
        box_take_left(&row, GAP);
    }
}

static int list_quick(struct places *places, struct offer offer, bool low, struct box *there[3])
{
    int n = 0;
    if (offer.number)
        there[n++] = &places->number;
    if (offer.scan)
        there[n++] = &places->scan;
    if (low && offer.agencies)
        there[n++] = &places->others;
    return n;
}

static void place_find(struct places *places, const struct ui *ui, const struct plan *plan, struct offer offer)
{
    if (ui->view != VIEW_NEED || !offer.more)
        return;
    places->find = box_take_bottom(&places->body, find_height(plan));
    box_take_bottom(&places->body, GAP + 6);
}

/* With everything low the way to the other half of home stands in place of tabs. */
static struct places places_tall(const struct ui *ui, const struct plan *plan, struct offer offer)
{
    bool low = plan->low;
    struct places places = {.columns = 2};
    struct box *quick[3];
    int top = low ? WELCOME_LOW : TABS_Y, n = list_quick(&places, offer, low, quick);
    struct box work = {MARGIN, top, plan_width(plan) - 2 * MARGIN, plan_height(plan) - BAR_HEIGHT - FOOT - top};
    if (!low && offer.agencies) {
        places.tabs = box_take_top(&work, TABS_HIGH);
        box_take_top(&work, 28);
    }
    if (n > 0) {
        place_row(box_take_bottom(&work, NUMBER_HIGH), quick, n);
        box_take_bottom(&work, low ? GAP : 44);
    }
    places.body = work;
    place_find(&places, ui, plan, offer);
    return places;
}

/* What is quick to begin with stands at the foot of the side. */
static struct places places_wide(const struct ui *ui, const struct plan *plan, struct offer offer)
{
    int end = plan_height(plan) - BAR_HEIGHT, x = WELCOME_SIDE + WORK_X;
    struct places places = {.columns = 3};
    struct box side = {SIDE_X, 0, WELCOME_SIDE - 2 * SIDE_X, end - FOOT};
    struct box work = {x, FOOT, plan_width(plan) - x - MARGIN, end - GAP - FOOT};
    struct box *quick[3];
    for (int n = list_quick(&places, offer, plan->low, quick); n > 0; n--) {
        *quick[n - 1] = box_take_bottom(&side, NUMBER_HIGH);
        box_take_bottom(&side, GAP);
    }
    side.h += GAP;
    places.foot = side.y + side.h;
    if (plan->low)
        box_take_top(&work, end * 2 / 5 - FOOT);
    else if (offer.agencies) {
        places.tabs = box_take_top(&work, 110);
        box_take_top(&work, 26);
    }
    places.body = work;
    place_find(&places, ui, plan, offer);
    return places;
}

static void put_tabs(struct ui *ui, struct plan *plan, struct box box)
{
    const char *ids[2] = {"tab:need", "tab:agency"};
    const char *texts[2] = {ui_text(ui, "ui.home.need"), ui_text(ui, "ui.home.agency")};
    if (box.w)
        widget_tabs(plan, box, ids, texts, ui->view == VIEW_AGENCY);
}

static void put_number(struct ui *ui, struct plan *plan, struct box box)
{
    if (box.w)
        widget_button(plan, box, "number",
                      (struct button){.style = BUTTON_SIGNAL,
                                      .text = ui_text(ui, "ui.home.number"),
                                      .line = plan->low ? NULL : ui_text(ui, "ui.home.number_line"),
                                      .icon = box.w < WITH_ICON ? NULL : "confirmation_number"});
}

static void put_scan(struct ui *ui, struct plan *plan, struct box box)
{
    if (box.w)
        widget_button(plan, box, "scan",
                      (struct button){.style = BUTTON_PLAIN,
                                      .text = ui_text(ui, "ui.home.scan"),
                                      .line = plan->low ? NULL : ui_text(ui, "ui.home.scan_line"),
                                      .icon = box.w < WITH_ICON ? NULL : "qr_code_scanner"});
}

/* With everything low there are no tabs: this is the other one. */
static void put_others(struct ui *ui, struct plan *plan, struct box box)
{
    bool agencies = ui->view == VIEW_AGENCY;
    if (box.w)
        widget_button(plan, box, agencies ? "tab:need" : "tab:agency",
                      (struct button){BUTTON_PLAIN, .text = ui_text(ui, agencies ? "ui.home.need" : "ui.home.others")});
}

static void put_find(struct ui *ui, struct plan *plan, struct box box)
{
    struct look name = {FONT_SEMIBOLD, T_LABEL, C_INK}, count = {FONT_REGULAR, T_SMALL, C_INK2};
    if (box.w == 0)
        return;
    const char *text = ui_text(ui, "ui.home.find");
    const char *many = ui_text_with(ui, "ui.home.count", json_pack("{s:I}", "n", (json_int_t)index_count(ui->index)));
    bool pressed = plan_target(plan, box, true, "find");
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_EDGE, plan->theme->edge);
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, (struct box){box.x + 30, box.y + (box.h - 52) / 2, 52, 52}, C_ACCENT, "search");
    struct box texts = {box.x + 104, box.y, box.w - 104 - 28, box.h};
    int first = text_width(plan->draw, plan_ink(plan, name), text);
    int second = text_width(plan->draw, plan_ink(plan, count), many);
    if (first + second + GAP > texts.w) {
        int big = plan_size(plan, T_LABEL) * 13 / 10, small = plan_size(plan, T_SMALL) * 13 / 10;
        texts = (struct box){texts.x, box.y + (box.h - big - small) / 2, texts.w, big + small};
        plan_line_of(plan, name, box_take_top(&texts, big), LEFT, text);
        plan_line_of(plan, count, texts, LEFT, many);
        return;
    }
    plan_line_of(plan, count, texts, RIGHT, many);
    texts.w -= second + GAP;
    plan_line_of(plan, name, texts, LEFT, text);
}

static void put_needs(struct ui *ui, struct plan *plan, const struct places *places)
{
    struct list list = list_needs(ui);
    struct box find = places->find;
    int pages = home_put_tiles(ui, plan, places->body, places->columns, &list);
    if (pages > 1) {
        find.w -= PAGER_WIDE + GAP;
        widget_pager(plan, (struct box){find.x + find.w + GAP, find.y, PAGER_WIDE, find.h}, ui->page, pages,
                     turn_text("%d/%d", ui->page + 1, pages));
    }
    put_find(ui, plan, find);
}

struct header home_header(const struct ui *ui)
{
    const json_t *site = ui->window->site->settings;
    struct moment now = clock_local(clock_wall_ms() / 1000);
    return (struct header){.title = json_text(site, "name"),
                           .line = json_text(site, "place"),
                           .clock = ui_clock(ui),
                           .below = words_day(ui->language, now.day, true),
                           .notice = json_truth(ui->home, "development") ? ui_text(ui, "ui.home.development") : NULL};
}

/* Where a voice reads the page: said once when it begins, and written for who forgets. */
static const char *speech_of(const struct ui *ui)
{
    if (!ui->speech)
        return NULL;
    const char *begins = ui_text(ui, "ui.spoken.begins");
    return ui->access.keypad.there ? turn_text("%s %s", begins, ui_text(ui, "ui.spoken.keys")) : begins;
}

static struct welcome welcome_of(const struct ui *ui, int foot)
{
    return (struct welcome){.header = home_header(ui),
                            .question = ui_text(ui, "ui.home.question"),
                            .script = ui_text(ui, "ui.home.script"),
                            .greeting = ui_text(ui, "ui.home.greeting"),
                            .low = ui->low ? ui_text(ui, "ui.low") : NULL,
                            .speech = speech_of(ui),
                            .foot = foot};
}

static void lay_first(struct ui *ui, struct plan *plan)
{
    struct offer offer = offer_of(ui);
    struct places places =
        plan_width(plan) > plan_height(plan) ? places_wide(ui, plan, offer) : places_tall(ui, plan, offer);
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    widget_welcome(plan, welcome_of(ui, places.foot));
    put_tabs(ui, plan, places.tabs);
    if (ui->view == VIEW_AGENCY) {
        struct list list = list_agencies(ui);
        home_put_rows(ui, plan, places.body, &list);
    } else
        put_needs(ui, plan, &places);
    put_others(ui, plan, places.others);
    put_number(ui, plan, places.number);
    put_scan(ui, plan, places.scan);
}

static void lay_list(struct ui *ui, struct plan *plan)
{
    const json_t *agency = ui_agency(ui, ui->agency);
    bool numbers = ui->view == VIEW_NUMBERS;
    struct list list = numbers ? list_numbers(ui) : list_services(ui, ui->agency);
    struct area area = frame_header(ui, plan, false);
    struct box work = frame_ask(ui, plan, &area, numbers ? ui_text(ui, "ui.home.number") : json_text(agency, "name"),
                                ui_text(ui, numbers ? "ui.home.choose_queue" : "ui.home.choose_service"));
    struct box *quick = area.wide ? &area.ask : &work;
    if (!numbers && list_number_of(ui, agency)) {
        put_number(ui, plan, box_take_bottom(quick, NUMBER_HIGH));
        box_take_bottom(quick, 30);
    }
    home_put_rows(ui, plan, work, &list);
    widget_nav(plan, area.nav,
               (struct nav){.back_id = "back", .back = ui_text(ui, "ui.back"), .back_icon = "arrow_back"});
}

static void lay_home(struct ui *ui, struct plan *plan)
{
    static const char *const names[] = {"need", "agency", "services", "numbers", "find"};
    plan->key = names[ui->view];
    if (ui->view == VIEW_NEED || ui->view == VIEW_AGENCY)
        lay_first(ui, plan);
    else if (ui->view == VIEW_FIND)
        find_lay(ui, plan);
    else
        lay_list(ui, plan);
}

static void go(struct ui *ui, enum view view)
{
    ui_forget_step(ui);
    ui->view = view;
}

/* With one queue only there is nothing to choose. */
static void take_number(struct ui *ui)
{
    const json_t *agency = ui_agency(ui, ui->agency);
    const json_t *of_agency = ui->view == VIEW_SERVICES ? list_number_of(ui, agency) : NULL;
    struct list list = list_numbers(ui);
    go(ui, VIEW_NUMBERS);
    if (of_agency || list.n == 1)
        ui_start(ui, json_text(of_agency ? of_agency : list.rows[0], "id"));
}

static void open_agency(struct ui *ui, const char *agency)
{
    strncpy(ui->agency, agency, sizeof ui->agency - 1);
    ui->agency[sizeof ui->agency - 1] = 0;
    go(ui, VIEW_SERVICES);
}

static void tap_home(struct ui *ui, const char *id)
{
    if (strncmp(id, "service:", 8) == 0)
        ui_start(ui, id + 8);
    else if (strncmp(id, "agency:", 7) == 0)
        open_agency(ui, id + 7);
    else if (strcmp(id, "tab:need") == 0)
        go(ui, VIEW_NEED);
    else if (strcmp(id, "tab:agency") == 0)
        go(ui, VIEW_AGENCY);
    else if (strcmp(id, "find") == 0)
        go(ui, VIEW_FIND);
    else if (strcmp(id, "back") == 0)
        go(ui, ui->view == VIEW_SERVICES ? VIEW_AGENCY : VIEW_NEED);
    else if (strcmp(id, "number") == 0)
        take_number(ui);
    else if (strcmp(id, "scan") == 0)
        ui_start(ui, json_text(json_array_get(index_scans(ui->index), 0), "id"));
    else if (strncmp(id, "jump:", 5) == 0)
        ui->page = atoi(id + 5);
    else if (!frame_turn(ui, id) && ui->view == VIEW_FIND)
        find_tap(ui, id);
}

static int64_t due_home(struct ui *ui, int64_t now)
{
    int64_t left = attract_left(ui, now);
    return left < 0 ? INT64_MAX : left;
}

const struct page *home_page(const struct ui *ui)
{
    if (json_truth(ui->home, "card") && !ui->not_mine)
        return &page_left;
    return attract_left(ui, clock_ms()) == 0 ? &page_attract : &page_home;
}

const struct page page_home = {.kind = "home", .lay = lay_home, .tap = tap_home, .due = due_home};
