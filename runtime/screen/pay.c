/* pay.c - what it costs, under which law, how to pay, and until when. */
#include "screen/ui.h"

#include "base/clock.h"

#include <string.h>

enum { COUNT_FROM_S = 3600, QR_SIZE = 420 };

static int64_t seconds_left(const struct ui *ui)
{
    int64_t expires = json_number(ui_options(ui), "expires", 0), left = expires - clock_wall_ms() / 1000;
    return expires == 0 ? COUNT_FROM_S + 1 : left;
}

static bool is_late(const struct ui *ui)
{
    return strcmp(json_text(ui_options(ui), "state"), "late") == 0 || seconds_left(ui) <= 0;
}

/* "8201 2605 1400 0421". */
static const char *grouped(const char *code)
{
    char text[96];
    size_t n = 0;
    for (size_t i = 0; code[i] && n + 3 < sizeof text; i++) {
        if (i > 0 && i % 4 == 0)
            text[n++] = ' ';
        text[n++] = code[i];
    }
    text[n] = 0;
    return turn_text("%s", text);
}

static const char *deadline(const struct ui *ui)
{
    struct moment at = clock_local(json_number(ui_options(ui), "expires", 0));
    const char *when =
        turn_text("%s, %s", words_day(ui->language, at.day, false), words_time(ui->language, at.hour, at.minute));
    return ui_text_with(ui, "ui.pay.before", json_pack("{s:s}", "time", when));
}

/* A countdown in the last hour, a plain time before. */
static void put_deadline(struct ui *ui, struct plan *plan, int y)
{
    int64_t left = seconds_left(ui);
    int width = plan_width(plan) - 2 * MARGIN - 72, height = plan_size(plan, T_LABEL) * 14 / 10;
    if (json_number(ui_options(ui), "expires", 0) == 0)
        return;
    plan_icon(plan, (struct box){MARGIN + 36, y + (height - 44) / 2, 44, 44}, C_ACCENT, "schedule");
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK},
                 (struct box){MARGIN + 96, y, width - 60 - 190, height}, LEFT, deadline(ui));
    if (left <= COUNT_FROM_S)
        plan_digits(plan, (struct look){FONT_BOLD, T_HEAD, C_INK},
                    (struct box){MARGIN + 36 + width - 180, y, 180, height}, RIGHT,
                    turn_text("%02d.%02d", (int)(left / 60), (int)(left % 60)));
}

static int put_code(struct ui *ui, struct plan *plan, int x, int y, int width)
{
    const char *code = json_text(ui_options(ui), "code");
    if (!*code)
        return 0;
    plan_target(plan, (struct box){x, y, width, 1}, false, turn_text("bill:%s", code));
    int at =
        plan_paragraph(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, x, y, width, ui_text(ui, "ui.pay.code")) + 6;
    return at + plan_paragraph(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, x, y + at, width, grouped(code));
}

/* By phone on the left, by code on the right; the result is the height. */
static int put_ways(struct ui *ui, struct plan *plan, int y)
{
    const char *qr = json_text(ui_options(ui), "qr");
    int left = MARGIN + 36, x = left + QR_SIZE + 24, end = plan_width(plan) - MARGIN - 36;
    if (!*qr)
        return put_code(ui, plan, left, y, end - left);
    plan_qr(plan, (struct box){left - 24, y - 12, QR_SIZE, QR_SIZE}, qr);
    struct look head = {FONT_BOLD, T_LABEL, C_INK}, text = {FONT_REGULAR, T_SMALL, C_INK2};
    int at = y + plan_paragraph(plan, head, x, y, end - x, ui_text(ui, "ui.pay.scan"));
    at += plan_paragraph(plan, text, x, at, end - x, ui_text(ui, "ui.pay.scan_line")) + 20;
    at += put_code(ui, plan, x, at, end - x);
    return (at > y + QR_SIZE - 24 ? at : y + QR_SIZE - 24) - y;
}

/* The result is the y below. */
static int put_bill(struct ui *ui, struct plan *plan, int y)
{
    int ground = plan->n_items, width = plan_width(plan) - 2 * MARGIN, at = y + 28,
        label = plan_size(plan, T_SMALL) * 13 / 10;
    plan_card(plan, (struct box){MARGIN, y, width, 1}, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){MARGIN + 36, at, width - 72, label},
                 LEFT, ui_text(ui, "ui.pay.amount"));
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, C_INK},
                 (struct box){MARGIN + 36, at + label, width - 72, 150}, LEFT,
                 words_rupiah(ui->language, json_number(ui_options(ui), "amount", 0)));
    at += label + 150 + 12;
    plan_fill(plan, (struct box){MARGIN + 36, at, width - 72, 2}, C_RULE);
    at += 28 + put_ways(ui, plan, at + 28) + 24;
    plan_fill(plan, (struct box){MARGIN + 36, at, width - 72, 2}, C_RULE);
    put_deadline(ui, plan, at + 18);
    at += 18 + plan_size(plan, T_LABEL) * 14 / 10 + 18;
    plan_grow(plan, ground, at - y, true);
    const char *law = json_text(ui_options(ui), "law");
    at += 16;
    if (*law)
        at += plan_paragraph(plan, (struct look){FONT_REGULAR, T_CAPTION, C_INK2}, MARGIN, at, width,
                             ui_text_with(ui, "ui.pay.law", json_pack("{s:s}", "law", law)));
    return at + GAP;
}

/* That nothing needs to be touched; left out where large text has taken its room. */
static void put_promise(struct ui *ui, struct plan *plan, int y)
{
    int before = plan->n_items;
    int height =
        widget_remark(plan, MARGIN, y, plan_width(plan) - 2 * MARGIN, NOTICE_PLAIN, ui_text(ui, "ui.pay.auto"));
    if (y + height > frame_bottom(plan) - 16)
        plan_rewind(plan, before);
}

/* Large text needs the room of the hint: what it costs, by which law and until when counts for more. */
static void put_open(struct ui *ui, struct plan *plan, int y)
{
    const char *title = ui_word_or(ui, "title", ui_text(ui, "core.pay.open.title"));
    int items = plan->n_items, targets = plan->n_targets;
    int end = put_bill(ui, plan, frame_titled(ui, plan, y, title, ui_word_or(ui, "hint", NULL)));
    if (end - GAP > frame_bottom(plan)) {
        plan_restart(plan, items, targets);
        end = put_bill(ui, plan, frame_titled(ui, plan, y, title, NULL));
    }
    put_promise(ui, plan, end);
}

static void lay_pay(struct ui *ui, struct plan *plan)
{
    bool late = is_late(ui), later = json_truth(ui_options(ui), "later") && !late;
    int y = frame_head_plain(ui, plan);
    if (late)
        frame_titled(ui, plan, y, ui_text(ui, "core.pay.late.title"), ui_text(ui, "core.pay.late.hint"));
    else
        put_open(ui, plan, y);
    widget_nav(plan, (struct nav){.back_id = "cancel",
                                  .back = ui_text(ui, "ui.cancel"),
                                  .back_icon = "close",
                                  .id = later ? "later" : NULL,
                                  .text = ui_text(ui, "ui.pay.later"),
                                  .icon = "schedule",
                                  .disabled = ui->answered});
}

static void tap_pay(struct ui *ui, const char *id)
{
    if (strcmp(id, "later") == 0)
        ui_answer(ui, json_string("later"));
}

/* The money may arrive at any moment, so nobody is asked whether they are still there. */
static bool held_pay(const struct ui *ui)
{
    return !is_late(ui);
}

static int64_t due_pay(struct ui *ui, int64_t now)
{
    (void)now;
    int64_t left = seconds_left(ui);
    if (left > COUNT_FROM_S || left <= 0)
        return COUNT_FROM_S;
    return 1000 - clock_wall_ms() % 1000;
}

const struct page page_pay = {
    .kind = "pay", .form = true, .lay = lay_pay, .tap = tap_pay, .held = held_pay, .due = due_pay};
