/* pay.c - what it costs, under which law, how to pay, and until when. */
#include "screen/ui.h"

#include "base/clock.h"

#include <string.h>

enum { COUNT_FROM_S = 3600, QR_SIZE = 420, AMOUNT_HEIGHT = 150, COUNT_WIDTH = 180, ABOVE_BUTTONS = 24, LAW_LINES = 2 };

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
static void put_deadline(struct ui *ui, struct plan *plan, struct box box)
{
    int64_t left = seconds_left(ui);
    if (json_number(ui_options(ui), "expires", 0) == 0)
        return;
    plan_icon(plan, (struct box){box.x, box.y + (box.h - 44) / 2, 44, 44}, C_ACCENT, "schedule");
    box_take_left(&box, 60);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK}, box_take_left(&box, box.w - COUNT_WIDTH), LEFT,
                 deadline(ui));
    if (left <= COUNT_FROM_S)
        plan_digits(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, box, RIGHT,
                    turn_text("%02d.%02d", (int)(left / 60), (int)(left % 60)));
}

static void put_code(struct ui *ui, struct plan *plan, struct box *box)
{
    const char *code = json_text(ui_options(ui), "code");
    if (!*code)
        return;
    plan_target(plan, (struct box){box->x, box->y, box->w, 1}, false, turn_text("bill:%s", code));
    plan_say(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, box, ui_text(ui, "ui.pay.code"));
    box_take_top(box, 6);
    plan_say(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, box, grouped(code));
}

/* By phone on the left, by code on the right, at the top of the box. */
static void put_ways(struct ui *ui, struct plan *plan, struct box *box)
{
    const char *qr = json_text(ui_options(ui), "qr");
    if (!*qr) {
        put_code(ui, plan, box);
        return;
    }
    struct box right = *box;
    plan_qr(plan, (struct box){box->x - 24, box->y - 12, QR_SIZE, QR_SIZE}, qr);
    box_take_left(&right, QR_SIZE + 24);
    plan_say(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, &right, ui_text(ui, "ui.pay.scan"));
    plan_say(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, &right, ui_text(ui, "ui.pay.scan_line"));
    box_take_top(&right, 20);
    put_code(ui, plan, &right);
    int used = right.y - box->y;
    box_take_top(box, used > QR_SIZE - 24 ? used : QR_SIZE - 24);
}

static int amount_height(const struct plan *plan)
{
    return plan_size(plan, T_SMALL) * 13 / 10 + AMOUNT_HEIGHT;
}

static void put_amount(struct ui *ui, struct plan *plan, struct box box, bool deep)
{
    struct box label = box_take_top(&box, box.h - AMOUNT_HEIGHT);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, deep ? C_ON_DEEP2 : C_INK2}, label, LEFT,
                 ui_text(ui, "ui.pay.amount"));
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, deep ? C_ON_DEEP : C_INK}, box, LEFT,
                 words_rupiah(ui->language, json_number(ui_options(ui), "amount", 0)));
}

static void put_rule(struct plan *plan, struct box *box)
{
    plan_fill(plan, (struct box){box->x, box->y, box->w, 2}, C_RULE);
}

/* In landscape the amount stands below the question. */
static void put_bill(struct ui *ui, struct plan *plan, struct box *box, bool with_amount)
{
    int ground = plan->n_items, top = box->y;
    plan_card(plan, *box, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    struct box in = {box->x + 36, box->y + 28, box->w - 72, box->h};
    if (with_amount) {
        put_amount(ui, plan, box_take_top(&in, amount_height(plan)), false);
        box_take_top(&in, 12);
        put_rule(plan, &in);
        box_take_top(&in, 28);
    }
    put_ways(ui, plan, &in);
    box_take_top(&in, 24);
    put_rule(plan, &in);
    box_take_top(&in, 18);
    put_deadline(ui, plan, box_take_top(&in, plan_size(plan, T_LABEL) * 14 / 10));
    box_take_top(box, in.y + 18 - top);
    plan_grow(plan, ground, box->y - top, true);
}

static void put_law(struct ui *ui, struct plan *plan, struct box *box)
{
    const char *law = json_text(ui_options(ui), "law");
    struct ink ink = plan_ink(plan, (struct look){FONT_REGULAR, T_CAPTION, C_INK2});
    struct box lines = {box->x, box->y + 16, box->w, LAW_LINES * text_leading(ink)};
    box_take_top(box, 16);
    if (!*law)
        return;
    const char *text = ui_text_with(ui, "ui.pay.law", json_pack("{s:s}", "law", law));
    box_take_top(box, plan_paragraph_in(plan, ink, lines, text));
    plan_foreign(plan);
}

/* That nothing needs to be touched; left out where large text has taken its room. */
static void put_promise(struct ui *ui, struct plan *plan, struct box box)
{
    int before = plan->n_items;
    box_take_top(&box, GAP);
    if (widget_remark(plan, box, NOTICE_PLAIN, ui_text(ui, "ui.pay.auto")) > box.h)
        plan_rewind(plan, before);
}

/* The result is the room below what must be there: negative when the page was too small for it. */
static struct box put_question(struct ui *ui, struct plan *plan, struct area area, const char *hint)
{
    const char *title = ui_word_or(ui, "title", ui_text(ui, "core.pay.open.title"));
    if (area.wide)
        put_amount(ui, plan, box_take_bottom(&area.ask, amount_height(plan)), true);
    struct box work = frame_ask(ui, plan, &area, title, hint);
    put_bill(ui, plan, &work, !area.wide);
    put_law(ui, plan, &work);
    return work;
}

/* Large text needs the room of the hint: what it costs, by which law and until when counts for more. */
static void put_open(struct ui *ui, struct plan *plan, struct area area)
{
    int items = plan->n_items, targets = plan->n_targets;
    struct box left = put_question(ui, plan, area, ui_word_or(ui, "hint", NULL));
    if (left.h + ABOVE_BUTTONS < 0) {
        plan_restart(plan, items, targets);
        left = put_question(ui, plan, area, NULL);
    }
    put_promise(ui, plan, left);
    left.h += ABOVE_BUTTONS;
    plan_left(plan, left);
}

static void lay_pay(struct ui *ui, struct plan *plan)
{
    bool late = is_late(ui), later = json_truth(ui_options(ui), "later") && !late;
    struct area area = frame_open(ui, plan);
    if (late)
        widget_calm(plan, area.work, "timer_off", ui_text(ui, "core.pay.late.title"),
                    ui_text(ui, "core.pay.late.hint"));
    else
        put_open(ui, plan, area);
    frame_buttons(ui, plan,
                  (struct nav){.back_id = "cancel",
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
