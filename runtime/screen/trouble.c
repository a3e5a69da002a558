/* trouble.c - when something failed: what happened, what is safe, how to go on, and last a code for the staff. */
#include "screen/ticket.h"

#include <string.h>

enum { PICTURE = 184, ROW_HEIGHT = 150, ROW_STEP = 168 };

/* Picture, title and text side by side; the result is the y below. */
static int put_head(struct plan *plan, int y, const char *icon, const char *title, const char *text)
{
    int x = MARGIN + PICTURE + 36, width = plan_width(plan) - MARGIN - x;
    struct look head = {FONT_EXTRABOLD, T_QUESTION, C_INK}, body = {FONT_REGULAR, T_LABEL, C_INK};
    plan_card(plan, (struct box){MARGIN, y, PICTURE, PICTURE}, plan->theme->radius_large, C_CARE, C_ON_CARE,
              plan->theme->colours[C_CARE] == plan->theme->colours[C_GROUND] ? 4 : 0);
    plan_icon(plan, (struct box){MARGIN + 42, y + 42, PICTURE - 84, PICTURE - 84}, C_ON_CARE, icon);
    int at = y + plan_paragraph(plan, head, x, y, width, title) + 12;
    at += plan_paragraph(plan, body, x, at, width, text);
    return (at > y + PICTURE ? at : y + PICTURE) + 40;
}

static int put_choices(struct plan *plan, int y, const struct row *rows, int n)
{
    for (int i = 0; i < n; i++, y += ROW_STEP)
        widget_row(plan, (struct box){MARGIN, y, plan_width(plan) - 2 * MARGIN, ROW_HEIGHT}, &rows[i]);
    return y;
}

/* Above the end of the page, or right below the choices when there is no room for more. */
static void put_staff(struct ui *ui, struct plan *plan, int y, int bottom, const char *code)
{
    int before = plan->n_items, width = plan_width(plan) - 2 * MARGIN;
    const char *text =
        *code ? ui_text_with(ui, "ui.staff_code", json_pack("{s:s}", "code", code)) : ui_text(ui, "ui.staff_help");
    int height =
        widget_notice(plan, MARGIN, y, width, NOTICE_GOOD, "directions_walk", ui_text(ui, "ui.staff_told"), text);
    plan_rewind(plan, before);
    if (bottom - height > y)
        y = bottom - height;
    widget_notice(plan, MARGIN, y, width, NOTICE_GOOD, "directions_walk", ui_text(ui, "ui.staff_told"), text);
}

/* paper */

static const char *paper_key(const struct ui *ui)
{
    const char *reason = json_text_or(ui_options(ui), "reason", "unknown");
    return words_find(ui->words, "id", turn_text("core.paper.%s.title", reason)) ? reason : "silent";
}

static int put_number(struct ui *ui, struct plan *plan, int y)
{
    const json_t *options = ui_options(ui), *queue = json_object_get(options, "queue");
    const char *link = ticket_link(ui, options);
    int width = plan_width(plan) - 2 * MARGIN, small = plan_size(plan, T_BODY) * 13 / 10, height = 404;
    int room = link ? width - 44 - 340 : width - 88;
    plan_card(plan, (struct box){MARGIN, y, width, height}, plan->theme->radius_large, C_SURFACE, C_ACCENT, 4);
    int at = y + (height - 2 * small - 208) / 2;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, (struct box){MARGIN + 44, at, room, small}, LEFT,
                 ui_text(ui, "ui.ticket.number"));
    widget_number(plan, T_NUMBER, (struct box){MARGIN + 44, at + small, room, 208}, LEFT, json_text(options, "number"));
    plan_target(plan, (struct box){MARGIN + 44, at + small, room, 208}, false,
                turn_text("ticket:%s", json_text(options, "number")));
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK},
                 (struct box){MARGIN + 44, at + small + 208, room, small}, LEFT,
                 turn_text("%s  ·  %s", ticket_before(ui, queue), json_text(queue, "place")));
    if (!link)
        return height + 40;
    struct box code = {MARGIN + width - 44 - 270, y + 28, 270, 270};
    plan_qr(plan, code, link);
    plan_label(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, C_INK}, (struct box){code.x - 20, code.y + 268, 310, 92},
               CENTRE, ui_text(ui, "ui.paper.scan"));
    return height + 40;
}

static void lay_paper(struct ui *ui, struct plan *plan)
{
    const char *key = paper_key(ui);
    bool unknown = strcmp(key, "unknown") == 0;
    frame_header(ui, plan, false);
    int y = put_head(plan, HEADER_HEIGHT + 48, "print_disabled", ui_text(ui, turn_text("core.paper.%s.title", key)),
                     ui_text(ui, turn_text("core.paper.%s.text", key)));
    y += put_number(ui, plan, y);
    const struct row asked[] = {
        {.id = "came", .icon = "receipt_long", .title = ui_text(ui, "ui.paper.came"), .arrow = true},
        {.id = "missing", .icon = "print_disabled", .title = ui_text(ui, "ui.paper.missing"), .arrow = true}};
    const struct row again[] = {{.id = "again",
                                 .icon = "print",
                                 .title = ui_text(ui, "ui.paper.again"),
                                 .line = ui_text(ui, "ui.paper.again_line"),
                                 .arrow = true}};
    y = put_choices(plan, y, unknown ? asked : again, unknown ? 2 : 1);
    int bottom = unknown ? frame_bottom(plan) + NAV_HEIGHT - 40 : frame_bottom(plan) - 30;
    put_staff(ui, plan, y, bottom, json_text(ui_options(ui), "code"));
    widget_nav(plan, (struct nav){.id = unknown ? NULL : "without",
                                  .text = ui_text(ui, "ui.paper.without"),
                                  .disabled = ui->answered});
}

static void tap_paper(struct ui *ui, const char *id)
{
    static const char *const answers[] = {"again", "without", "came", "missing"};
    for (size_t i = 0; i < COUNT(answers); i++)
        if (strcmp(id, answers[i]) == 0)
            ui_answer(ui, json_string(id));
}

/* fault */

static struct row fault_row(const struct ui *ui, const char *choice)
{
    static const char *const icons[][2] = {
        {"retry", "refresh"}, {"counter", "confirmation_number"}, {"later", "schedule"}, {"end", "logout"}};
    struct row row = {.id = turn_text("%s", choice), .icon = "arrow_forward", .arrow = true};
    for (size_t i = 0; i < COUNT(icons); i++)
        if (strcmp(icons[i][0], choice) == 0)
            row.icon = icons[i][1];
    row.title = ui_text(ui, turn_text("ui.fault.%s", choice));
    row.line = words_find(ui->words, ui->language, turn_text("ui.fault.%s_line", choice));
    return row;
}

static const char *fault_icon(const char *what)
{
    return strcmp(what, "agency") == 0 ? "cloud_off" : strcmp(what, "device") == 0 ? "power_off" : "build";
}

/* For the author: file and line above, what is wrong below, as far as the page reaches. */
static void put_mistake(struct plan *plan, int y, const char *text)
{
    enum { MISTAKE = 600 };
    const char *space = strchr(text, ' ');
    bool placed = space && space > text && space[-1] == ':';
    char *place = placed ? turn_text("%.*s", (int)(space - text - 1), text) : NULL;
    size_t n = strlen(placed ? space + 1 : text);
    int width = plan_width(plan) - 2 * MARGIN;
    int height = widget_notice(plan, MARGIN, y, width, NOTICE_BAD, "bug_report", place,
                               turn_text("%.*s%s", MISTAKE, placed ? space + 1 : text, n > MISTAKE ? " ..." : ""));
    plan_target(plan, (struct box){MARGIN, y, width, height}, false, turn_text("mistake:%s", place ? place : ""));
}

static void lay_mistake(struct ui *ui, struct plan *plan)
{
    frame_header(ui, plan, false);
    int y = put_head(plan, HEADER_HEIGHT + 48, "build", ui_text(ui, "core.fault.author.title"),
                     ui_text(ui, "core.fault.author.text"));
    put_mistake(plan, y, json_text(ui_options(ui), "text"));
    widget_nav(plan, (struct nav){.id = "retry",
                                  .text = ui_text(ui, "ui.fault.over"),
                                  .back_id = "end",
                                  .back = ui_text(ui, "ui.leave"),
                                  .disabled = ui->answered});
}

static void lay_fault(struct ui *ui, struct plan *plan)
{
    const json_t *options = ui_options(ui), *choices = json_object_get(options, "choices");
    const char *what = json_text_or(options, "what", "service");
    if (strcmp(what, "author") == 0) {
        lay_mistake(ui, plan);
        return;
    }
    if (!words_find(ui->words, "id", turn_text("core.fault.%s.title", what)))
        what = "service";
    frame_header(ui, plan, false);
    int y = put_head(plan, HEADER_HEIGHT + 48, fault_icon(what), ui_text(ui, turn_text("core.fault.%s.title", what)),
                     ui_text(ui, turn_text("core.fault.%s.text", what)));
    y += widget_notice(plan, MARGIN, y, plan_width(plan) - 2 * MARGIN, NOTICE_PLAIN, "verified_user",
                       ui_text(ui, "ui.fault.safe"),
                       ui_text(ui, turn_text("core.safe.%s", json_text_or(options, "safe", "nothing")))) +
         40;
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_INK},
                 (struct box){MARGIN, y, plan_width(plan) - 2 * MARGIN, 64}, LEFT, ui_text(ui, "ui.fault.how"));
    y += 84;
    struct row rows[3];
    int n = 0;
    for (; n < 3 && n < (int)json_array_size(choices); n++)
        rows[n] = fault_row(ui, json_string_value(json_array_get(choices, (size_t)n)));
    y = put_choices(plan, y, rows, n);
    if (n == 0)
        widget_nav(plan, (struct nav){.id = "end", .text = ui_text(ui, "ui.fault.end")});
    int bottom = n == 0 ? frame_bottom(plan) - 30 : frame_bottom(plan) + NAV_HEIGHT - 40;
    put_staff(ui, plan, y, bottom, json_text(options, "code"));
}

static void tap_fault(struct ui *ui, const char *id)
{
    if (strcmp(id, "retry") == 0 || strcmp(id, "counter") == 0 || strcmp(id, "later") == 0)
        ui_answer(ui, json_string(id));
}

const struct page page_paper = {.kind = "paper", .form = true, .lay = lay_paper, .tap = tap_paper};
const struct page page_fault = {.kind = "fault", .form = true, .lay = lay_fault, .tap = tap_fault};
