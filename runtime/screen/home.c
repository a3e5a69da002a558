/* home.c - home: by need, by agency, an agency's services, and where a number can be taken. */
#include "screen/ui.h"

#include <string.h>

enum { MOST = 64, TILES = 6, ROWS = 7 };
enum { TABS_Y = 436, LIST_Y = 584, NUMBER_HEIGHT = 144, ROW_GAP = 14, PAGER_HEIGHT = 104 };

/* What a page of home lists: services, or agencies. */
struct list {
    const json_t *rows[MOST];
    int n;
};

static const char number_plugin[] = "mpp.antrean";

static bool gives_numbers(const json_t *service)
{
    return strncmp(json_text(service, "id"), number_plugin, sizeof number_plugin - 1) == 0;
}

static bool belongs(const struct ui *ui, const json_t *service)
{
    switch (ui->view) {
    case VIEW_NEED:
        return json_truth(service, "need");
    case VIEW_SERVICES:
        return strcmp(json_text(service, "agency"), ui->agency) == 0;
    case VIEW_NUMBERS:
        return gives_numbers(service) && !json_truth(service, "need");
    default:
        return false;
    }
}

static struct list services(const struct ui *ui)
{
    struct list list = {.n = 0};
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->index, "services"), i, row)
        if (list.n < MOST && belongs(ui, row))
            list.rows[list.n++] = row;
    return list;
}

static bool has_services(const struct ui *ui, const char *agency)
{
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->index, "services"), i, row)
        if (strcmp(json_text(row, "agency"), agency) == 0)
            return true;
    return false;
}

static struct list agencies(const struct ui *ui)
{
    struct list list = {.n = 0};
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->window->site->settings, "agencies"), i, row)
        if (list.n < MOST && has_services(ui, json_text(row, "id")))
            list.rows[list.n++] = row;
    return list;
}

/* The service that gives a number for this agency's queue: by its agency, its queue or the end of its name. */
static const json_t *number_service(const struct ui *ui, const json_t *agency)
{
    const char *id = json_text(agency, "id"), *queue = json_text(agency, "queue");
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->index, "services"), i, row) {
        const char *end = strrchr(json_text(row, "id"), '.');
        bool same = strcmp(json_text(row, "agency"), id) == 0 || (end && strcmp(end + 1, id) == 0) ||
                    (*queue && strcmp(json_text(row, "queue"), queue) == 0);
        if (gives_numbers(row) && same)
            return row;
    }
    return NULL;
}

static bool numbers_are_given(const struct ui *ui)
{
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->index, "services"), i, row)
        if (gives_numbers(row))
            return true;
    return false;
}

/* What core says about a service; it is open while core says nothing. */
static const json_t *state_of(const struct ui *ui, const json_t *service)
{
    return json_object_get(json_object_get(ui->home, "states"), json_text(service, "id"));
}

static bool is_off(const json_t *state)
{
    return state && strcmp(json_text(state, "state"), "open") != 0;
}

/* An agency is closed when all its services are; the first says when they open. */
static const json_t *agency_state(const struct ui *ui, const char *agency)
{
    const json_t *found = NULL, *row;
    size_t i;
    json_array_foreach (json_object_get(ui->index, "services"), i, row) {
        if (strcmp(json_text(row, "agency"), agency) != 0)
            continue;
        const json_t *state = state_of(ui, row);
        if (!is_off(state))
            return NULL;
        found = found ? found : state;
    }
    return found;
}

static void say_off(const struct ui *ui, struct row *row, const json_t *state)
{
    const char *opens = json_text(state, "opens");
    row->off = true;
    row->state_icon = "schedule";
    if (strcmp(json_text(state, "state"), "paused") == 0)
        row->state = ui_text(ui, "ui.home.paused");
    else
        row->state = *opens ? ui_text_with(ui, "ui.home.opens", json_pack("{s:s}", "time", opens))
                            : ui_text(ui, "ui.home.closed");
}

static void say_waiting(const struct ui *ui, struct row *row, const char *queue)
{
    const json_t *n = json_object_get(json_object_get(ui->home, "queues"), queue);
    if (!n || !*queue)
        return;
    row->state_icon = "people_outline";
    row->state = json_integer_value(n) > 0
                     ? ui_text_with(ui, "ui.home.waiting", json_pack("{s:I}", "n", json_integer_value(n)))
                     : ui_text(ui, "ui.home.nobody");
}

static struct row service_row(const struct ui *ui, const json_t *service, bool lettered)
{
    const char *queue = json_text(service, "queue");
    struct row row = {.id = turn_text("service:%s", json_text(service, "id")),
                      .icon = json_text(service, "icon"),
                      .letter = lettered ? *queue : 0,
                      .title = ui_title(ui, service),
                      .line = ui_line(ui, service),
                      .arrow = true};
    if (lettered)
        say_waiting(ui, &row, queue);
    if (is_off(state_of(ui, service)))
        say_off(ui, &row, state_of(ui, service));
    return row;
}

static struct row agency_row(const struct ui *ui, const json_t *agency)
{
    const char *id = json_text(agency, "id"), *queue = json_text(agency, "queue");
    const json_t *state = agency_state(ui, id);
    struct row row = {.id = turn_text("agency:%s", id),
                      .icon = "account_balance",
                      .letter = *queue,
                      .title = json_text(agency, "name"),
                      .line = json_text(agency, "line"),
                      .arrow = true};
    say_waiting(ui, &row, queue);
    if (state)
        say_off(ui, &row, state);
    return row;
}

static void put_pager(struct ui *ui, struct plan *plan, struct box box, int pages)
{
    const char *text = ui_text_with(ui, "ui.page", json_pack("{s:i s:i}", "at", ui->page + 1, "of", pages));
    widget_pager(plan, box, ui->page, pages, text);
}

static struct row row_of(const struct ui *ui, const json_t *of)
{
    return ui->view == VIEW_AGENCY ? agency_row(ui, of) : service_row(ui, of, ui->view == VIEW_NUMBERS);
}

/* Rows of one page in the box, with a pager when they are more. */
static void put_rows(struct ui *ui, struct plan *plan, struct box box, struct list list)
{
    int height = widget_row_height(plan, ui->view != VIEW_SERVICES), step = height + ROW_GAP;
    int fit = (box.h + ROW_GAP) / step;
    if (fit > ROWS)
        fit = ROWS;
    bool paged = list.n > fit;
    struct box pager = paged ? box_take_bottom(&box, PAGER_HEIGHT) : box;
    if (paged)
        fit = (box.h - GAP + ROW_GAP) / step;
    int pages = fit > 0 ? (list.n + fit - 1) / fit : 1;
    if (ui->page >= pages)
        ui->page = 0;
    for (int i = 0; i < fit && ui->page * fit + i < list.n; i++) {
        struct row row = row_of(ui, list.rows[ui->page * fit + i]);
        widget_row(plan, (struct box){box.x, box.y + i * step, box.w, height}, &row);
    }
    if (paged)
        put_pager(ui, plan, pager, pages);
}

static void put_tiles(struct ui *ui, struct plan *plan, struct box room, struct list list)
{
    int pages = (list.n + TILES - 1) / TILES, gap = 26, width = (room.w - GAP) / 2;
    struct box pager = pages > 1 ? box_take_bottom(&room, PAGER_HEIGHT) : room;
    if (pages > 1)
        box_take_bottom(&room, gap);
    int height = (room.h - 2 * gap) / 3;
    if (height > 290)
        height = 290;
    if (ui->page >= pages)
        ui->page = 0;
    for (int i = 0; i < TILES && ui->page * TILES + i < list.n; i++) {
        struct row row = service_row(ui, list.rows[ui->page * TILES + i], false);
        struct box box = {room.x + i % 2 * (width + GAP), room.y + i / 2 * (height + gap), width, height};
        widget_tile(plan, box, &row);
    }
    if (pages > 1)
        put_pager(ui, plan, pager, pages);
}

static void put_number_button(struct ui *ui, struct plan *plan, struct box *box)
{
    widget_button(plan, box_take_bottom(box, NUMBER_HEIGHT), "number",
                  (struct button){.style = BUTTON_SIGNAL,
                                  .text = ui_text(ui, "ui.home.number"),
                                  .line = ui_text(ui, "ui.home.number_line"),
                                  .icon = "confirmation_number"});
    box_take_bottom(box, 30);
}

static void lay_first(struct ui *ui, struct plan *plan)
{
    const json_t *site = ui->window->site->settings;
    struct moment now = clock_local(clock_wall_ms() / 1000);
    struct header header = {.title = json_text(site, "name"),
                            .line = json_text(site, "place"),
                            .clock = ui_clock(ui),
                            .below = words_day(ui->language, now.day, true)};
    if (json_truth(ui->home, "development"))
        header.notice = ui_text(ui, "ui.home.development");
    const char *ids[2] = {"tab:need", "tab:agency"};
    const char *texts[2] = {ui_text(ui, "ui.home.need"), ui_text(ui, "ui.home.agency")};
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    widget_home_header(plan, header, ui_text(ui, "ui.home.question"), ui_text(ui, "ui.home.script"),
                       ui_text(ui, "ui.home.greeting"));
    widget_tabs(plan, (struct box){MARGIN, TABS_Y, plan_width(plan) - 2 * MARGIN, 120}, ids, texts,
                ui->view == VIEW_AGENCY);
    struct box work = {MARGIN, LIST_Y, plan_width(plan) - 2 * MARGIN, plan_height(plan) - BAR_HEIGHT - 36 - LIST_Y};
    if (numbers_are_given(ui))
        put_number_button(ui, plan, &work);
    if (ui->view == VIEW_AGENCY)
        put_rows(ui, plan, work, agencies(ui));
    else
        put_tiles(ui, plan, work, services(ui));
}

static void lay_list(struct ui *ui, struct plan *plan)
{
    const json_t *agency = ui_agency(ui, ui->agency);
    bool numbers = ui->view == VIEW_NUMBERS;
    struct area area = frame_header(ui, plan, false);
    struct box work = frame_ask(ui, plan, &area, numbers ? ui_text(ui, "ui.home.number") : json_text(agency, "name"),
                                ui_text(ui, numbers ? "ui.home.choose_queue" : "ui.home.choose_service"));
    if (!numbers && number_service(ui, agency))
        put_number_button(ui, plan, &work);
    put_rows(ui, plan, work, services(ui));
    widget_nav(plan, area.nav,
               (struct nav){.back_id = "back", .back = ui_text(ui, "ui.back"), .back_icon = "arrow_back"});
}

static void lay_home(struct ui *ui, struct plan *plan)
{
    static const char *const names[] = {"need", "agency", "services", "numbers"};
    plan->key = names[ui->view];
    if (ui->view == VIEW_NEED || ui->view == VIEW_AGENCY)
        lay_first(ui, plan);
    else
        lay_list(ui, plan);
}

static void go(struct ui *ui, enum view view)
{
    ui->view = view;
    ui->page = 0;
}

/* With one queue only there is nothing to choose. */
static void take_number(struct ui *ui)
{
    const json_t *agency = ui_agency(ui, ui->agency);
    const json_t *of_agency = ui->view == VIEW_SERVICES ? number_service(ui, agency) : NULL;
    go(ui, VIEW_NUMBERS);
    struct list list = services(ui);
    if (of_agency || list.n == 1)
        ui_start(ui, json_text(of_agency ? of_agency : list.rows[0], "id"));
}

static void tap_home(struct ui *ui, const char *id)
{
    if (strncmp(id, "service:", 8) == 0)
        ui_start(ui, id + 8);
    else if (strncmp(id, "agency:", 7) == 0) {
        strncpy(ui->agency, id + 7, sizeof ui->agency - 1);
        ui->agency[sizeof ui->agency - 1] = 0;
        go(ui, VIEW_SERVICES);
    } else if (strcmp(id, "tab:need") == 0)
        go(ui, VIEW_NEED);
    else if (strcmp(id, "tab:agency") == 0)
        go(ui, VIEW_AGENCY);
    else if (strcmp(id, "back") == 0)
        go(ui, ui->view == VIEW_SERVICES ? VIEW_AGENCY : VIEW_NEED);
    else if (strcmp(id, "number") == 0)
        take_number(ui);
    else if (strcmp(id, "page:next") == 0)
        ui->page++;
    else if (strcmp(id, "page:back") == 0 && ui->page > 0)
        ui->page--;
}

const struct page page_home = {.kind = "home", .lay = lay_home, .tap = tap_home};
