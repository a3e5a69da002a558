/* sheet.c - see sheet.h.
 *
 * A sheet has two halves, one below the other in portrait and side by side in landscape. What is pressed is so for the
 * widget too, and the ring is the keypad's: nothing here is a picture of a state. */
#include "screen/sheet.h"

#include <string.h>

enum { STATES = 4, ROW_HIGH = 124, STRIP = 104, TOP = 36 };

enum shown { SHOWN_PLAIN, SHOWN_PRESSED, SHOWN_FOCUS, SHOWN_OFF };

/* The name of a target in a state; one that is pressed is so from now on. */
static const char *name_of(struct plan *plan, const char *what, enum shown shown)
{
    static const char *const pressed[] = {"sheet:main", "sheet:plain", "sheet:signal", "sheet:soft",
                                          "sheet:row",  "sheet:tile",  "sheet:check"};
    for (size_t i = 0; shown == SHOWN_PRESSED && i < COUNT(pressed) && plan->n_pressed < PLAN_PRESSED; i++)
        if (strcmp(pressed[i] + 6, what) == 0) {
            plan->pressed[plan->n_pressed++] = pressed[i];
            return pressed[i];
        }
    return turn_text("sheet:%s%d", what, (int)shown);
}

static void ring_if(struct plan *plan, struct box box, enum shown shown)
{
    if (shown == SHOWN_FOCUS)
        plan_ring(plan, box);
}

static struct box part_of(struct box row, int at, int of)
{
    int wide = (row.w - (of - 1) * 2 * GAP) / of;
    return (struct box){row.x + at * (wide + 2 * GAP), row.y, wide, row.h};
}

static struct box next(struct box *half, int height)
{
    struct box row = box_take_top(half, height);
    box_take_top(half, GAP + 8);
    return row;
}

/* Plain, pressed, with the focus and off, from left to right. */
static void put_buttons(struct ui *ui, struct plan *plan, struct box half)
{
    static const char *const names[] = {"main", "plain", "signal", "soft"};
    for (int style = BUTTON_MAIN; style <= (int)BUTTON_SOFT; style++) {
        struct box row = next(&half, STRIP);
        for (int i = SHOWN_PLAIN; i < STATES; i++) {
            struct box box = part_of(row, i, STATES);
            widget_button(
                plan, box, name_of(plan, names[style], (enum shown)i),
                (struct button){(enum button_style)style, .text = ui_text(ui, "ui.yes"), .disabled = i == SHOWN_OFF});
            ring_if(plan, box, (enum shown)i);
        }
    }
    struct box two = next(&half, 144);
    widget_button(plan, two, "sheet:two",
                  (struct button){BUTTON_SIGNAL, .text = ui_text(ui, "ui.home.number"),
                                  .line = ui_text(ui, "ui.home.number_line"), .icon = "confirmation_number"});
}

static void put_controls(struct ui *ui, struct plan *plan, struct box half)
{
    const char *ids[2] = {"sheet:first", "sheet:second"};
    const char *texts[2] = {ui_text(ui, "ui.home.need"), ui_text(ui, "ui.home.agency")};
    struct box check = next(&half, ROW_HIGH);
    for (int i = 0; i < 2; i++)
        widget_check(plan, part_of(check, i, 2), name_of(plan, "check", i ? SHOWN_PRESSED : SHOWN_PLAIN),
                     (struct check){ui_text(ui, "ui.yes"), .on = i == 0});
    struct box focus = next(&half, ROW_HIGH);
    widget_check(plan, focus, "sheet:check2", (struct check){ui_text(ui, "ui.confirm.understood"), .on = true});
    ring_if(plan, focus, SHOWN_FOCUS);
    widget_tabs(plan, next(&half, 120), ids, texts, 0);
    widget_pager(plan, next(&half, PAGER_HEIGHT), 0, 3,
                 ui_text_with(ui, "ui.page", json_pack("{s:i s:i}", "at", 1, "of", 3)));
    half.x -= MARGIN, half.w += 2 * MARGIN;
    widget_nav(plan, box_take_top(&half, NAV_HEIGHT),
               (struct nav){.back_id = "back",
                            .back = ui_text(ui, "ui.back"),
                            .back_icon = "arrow_back",
                            .id = "next",
                            .text = ui_text(ui, "ui.next"),
                            .icon = "arrow_forward"});
}

static void put_rows(struct ui *ui, struct plan *plan, struct box half)
{
    const char *title = ui_text(ui, "ui.home.find"), *line = ui_text(ui, "ui.home.choose_service");
    const char *shut = ui_text(ui, "ui.cancel");
    struct row rows[] = {
        {.icon = "badge", .title = title, .line = line, .arrow = true},
        {.icon = "badge", .title = title, .line = line, .arrow = true},
        {.letter = 'A', .title = title, .line = line, .arrow = true},
        {.letter = 'D', .title = title, .line = line, .off = true, .state_icon = "schedule", .state = shut},
        {.title = title, .chosen = true},
    };
    static const enum shown shown[] = {SHOWN_PLAIN, SHOWN_PRESSED, SHOWN_FOCUS, SHOWN_OFF, SHOWN_PLAIN};
    for (int i = 0; i < (int)COUNT(rows); i++) {
        struct box box = next(&half, widget_row_height(plan, rows[i].state != NULL));
        rows[i].id = i + 1 == (int)COUNT(rows) ? "sheet:chosen" : name_of(plan, "row", shown[i]);
        widget_row(plan, box, &rows[i]);
        ring_if(plan, box, shown[i]);
    }
}

static void put_tiles(struct ui *ui, struct plan *plan, struct box half)
{
    const char *title = ui_text(ui, "ui.home.number"), *line = ui_text(ui, "ui.home.choose_queue");
    for (int i = SHOWN_PLAIN; i < STATES; i++) {
        struct box box = part_of((struct box){half.x, half.y + i / 2 * 360, half.w, 320}, i % 2, 2);
        struct row row = {.id = name_of(plan, "tile", (enum shown)i),
                          .icon = "badge",
                          .title = title,
                          .line = line,
                          .off = i == SHOWN_OFF,
                          .state_icon = "schedule",
                          .state = ui_text(ui, "ui.cancel")};
        widget_tile(plan, box, &row);
        ring_if(plan, box, (enum shown)i);
    }
}

static void put_fields(struct ui *ui, struct plan *plan, struct box half)
{
    static const int nik[] = {6, 6, 4, 0}, day[] = {2, 2, 4, 0};
    struct input fields[] = {{.text = "", .hint = ui_text(ui, "ui.find.hint")},
                             {.text = "SITI RAHAYU", .clear = "sheet:clear"},
                             {.text = "S", .wrong = true}};
    for (size_t i = 0; i < COUNT(fields); i++)
        widget_field(plan, next(&half, ROW_HIGH), fields[i]);
    widget_cells(plan, next(&half, ROW_HIGH), "330204", nik);
    widget_cells(plan, next(&half, ROW_HIGH), "17081945", day);
}

static void put_keyboard(struct ui *ui, struct plan *plan, struct box half)
{
    plan->pressed[plan->n_pressed++] = "key:G";
    struct box keys = box_take_top(&half, 520);
    widget_keyboard(plan, &keys, false, true, true, ui_text(ui, "ui.keys.space"), ui_text(ui, "ui.keys.delete"));
    for (int style = NOTICE_GOOD; style <= (int)NOTICE_BAD; style++) {
        box_take_top(&half, GAP / 2);
        box_take_top(&half, widget_remark(plan, half, (enum notice_style)style, ui_text(ui, "ui.home.number")));
    }
}

static void put_symbols(struct ui *ui, struct plan *plan, struct box half)
{
    struct box keys = box_take_top(&half, 520);
    widget_keyboard(plan, &keys, true, false, false, ui_text(ui, "ui.keys.space"), ui_text(ui, "ui.keys.delete"));
}

static void put_pad(struct ui *ui, struct plan *plan, struct box half)
{
    plan->pressed[plan->n_pressed++] = "pad:5";
    struct box keys = box_take_top(&half, 520);
    widget_pad(plan, &keys, ui_text(ui, "ui.keys.delete"));
    box_take_top(&half, GAP);
    widget_covered(plan, next(&half, ROW_HIGH), 3, 6, false);
    widget_covered(plan, next(&half, ROW_HIGH), 0, 6, true);
}

static void put_notices(struct ui *ui, struct plan *plan, struct box half)
{
    for (int style = NOTICE_GOOD; style <= (int)NOTICE_PLAIN; style++) {
        bool titled = style == NOTICE_GOOD || style == NOTICE_BAD;
        box_take_top(&half, widget_notice(plan, half, (enum notice_style)style, NULL,
                                          titled ? ui_text(ui, "ui.consent.safe") : NULL,
                                          titled ? NULL : ui_text(ui, "ui.consent.wiped")) +
                                GAP);
    }
}

static void put_document(struct ui *ui, struct plan *plan, struct box *half, struct document document)
{
    document.title = ui_text(ui, "ui.home.number");
    document.line = ui_text(ui, "ui.home.choose_queue");
    document.scan = ui_text(ui, "ui.paper.scan");
    widget_document(plan, next(half, 372), document);
}

/* As it is, which can be had elsewhere too; and on its way. */
static void put_documents(struct ui *ui, struct plan *plan, struct box half)
{
    put_document(ui, plan, &half, (struct document){.link = "https://mpp.example.id/A-014"});
    put_document(ui, plan, &half, (struct document){.style = NOTICE_PLAIN, .icon = "print"});
}

/* One that did not come, and one that cannot be had. */
static void put_missing(struct ui *ui, struct plan *plan, struct box half)
{
    put_document(ui, plan, &half, (struct document){.style = NOTICE_BAD, .icon = "print_disabled"});
    put_document(ui, plan, &half, (struct document){.off = true});
}

static void put_figures(struct ui *ui, struct plan *plan, struct box half)
{
    const char *const names[] = {ui_text(ui, "ui.home.need"), ui_text(ui, "ui.home.agency")};
    static const char *const texts[] = {"1.250", "480"};
    static const int64_t values[] = {1250, 480};
    widget_steps(plan, &half, false, (struct steps){2, 5, ui_text(ui, "ui.home.number"), ui_text(ui, "ui.next")});
    box_take_top(&half, widget_bars(plan, half, &(struct bars){2, names, texts, values}) + GAP);
    struct box row = box_take_top(&half, 330);
    widget_code(plan, part_of(row, 0, 2), "https://mpp.example.id/A-014", ui_text(ui, "ui.home.number"));
    widget_number(plan, T_COUNTDOWN, part_of(row, 1, 2), CENTRE, "A-014");
}

static const struct sheet {
    const char *name;
    int cut; /* of a hundred: the first half in landscape; a keyboard needs more than the other */
    void (*halves[2])(struct ui *ui, struct plan *plan, struct box half);
} sheets[] = {{"press", 50, {put_buttons, put_controls}}, {"rows", 50, {put_rows, put_tiles}},
              {"type", 42, {put_fields, put_keyboard}},   {"pads", 58, {put_symbols, put_pad}},
              {"told", 50, {put_notices, put_figures}},   {"paper", 50, {put_documents, put_missing}}};

static void put_halves(struct ui *ui, struct plan *plan, const struct sheet *sheet)
{
    struct box page = {0, 0, plan_width(plan), plan_height(plan) - BAR_HEIGHT};
    bool wide = page.w > page.h;
    for (int i = 0; i < 2; i++) {
        int across = i == 0 ? page.w * sheet->cut / 100 : page.w, down = i == 0 ? page.h / 2 : page.h;
        struct box half = wide ? box_take_left(&page, across) : box_take_top(&page, down);
        half = (struct box){half.x + MARGIN, half.y + TOP, half.w - 2 * MARGIN, half.h - TOP};
        sheet->halves[i](ui, plan, half);
    }
}

void sheet_lay(struct ui *ui, struct plan *plan, const char *name)
{
    int column = ui_least(ui) + ui->column;
    plan->theme = ui_theme(ui);
    plan->column = column < THEME_SIZES ? column : THEME_SIZES - 1;
    plan->low = ui->low;
    plan->kind = plan->key = "";
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    for (size_t i = 0; i < COUNT(sheets); i++)
        if (strcmp(sheets[i].name, name) == 0)
            put_halves(ui, plan, &sheets[i]);
    access_bar(ui, plan);
}
