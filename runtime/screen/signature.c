/* signature.c - a signature by finger: strokes in a box, drawn while they are made. One finger draws; who cannot sign
 * says so, and an officer witnesses. */
#define _GNU_SOURCE
#include "screen/ui.h"

#include "domain/strokes.h"
#include "glass/pen.h"
#include "screen/typing.h"

#include <string.h>

enum { BUTTON_HEIGHT = 124, LINE_UP = 84, PEN = 8 };

struct signing {
    struct strokes strokes;
    struct box box; /* where they are drawn, in the page */
    bool witness;
};

static struct signing *signing_of(struct ui *ui)
{
    return ui_own(ui, sizeof(struct signing));
}

static void begin_sign(struct ui *ui)
{
    struct signing *signing = signing_of(ui);
    const json_t *was = json_object_get(ui->screen, "default");
    signing->witness = strcmp(json_text(was, "by"), "witness") == 0;
    if (!strokes_read(json_text(was, "path"), &signing->strokes))
        signing->strokes = (struct strokes){0};
}

/* As wide as the page, and as high as a signature is; lower where there is less room, but never of another form. */
static struct box paper(const struct plan *plan, struct box work)
{
    int said = plan_size(plan, T_BODY) * 134 / 100 * (plan->column > 0 ? 2 : 1);
    int height = work.w * STROKES_HEIGHT / STROKES_WIDTH, most = work.h - BUTTON_HEIGHT - 2 * GAP - said;
    int fits = height < most ? height : most, width = fits * STROKES_WIDTH / STROKES_HEIGHT;
    return (struct box){work.x + (work.w - width) / 2, work.y, width, fits};
}

static void put_paper(struct ui *ui, struct plan *plan, const struct signing *signing)
{
    struct box box = signing->box;
    plan_target(plan, box, true, "sign");
    plan_name(plan, ui_text(ui, "ui.sign.here"));
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_ACCENT, 5);
    plan_fill(plan, (struct box){box.x + 60, box.y + box.h - LINE_UP, box.w - 120, 3}, C_EDGE);
    if (signing->strokes.n == 0)
        plan_line_of(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2},
                     (struct box){box.x + 60, box.y + box.h - LINE_UP + 8, box.w - 120, LINE_UP - 16}, CENTRE,
                     ui_text(ui, "ui.sign.here"));
    pen_put(plan, box, PEN, C_INK, &signing->strokes);
}

static void put_buttons(struct ui *ui, struct plan *plan, struct box *work, const struct signing *signing)
{
    struct box row = box_take_top(work, BUTTON_HEIGHT);
    int width = (row.w - GAP) / 2;
    bool empty = signing->strokes.n == 0;
    box_take_top(work, GAP);
    widget_button(plan, box_take_left(&row, width), "undo",
                  (struct button){BUTTON_SOFT, .text = ui_text(ui, "ui.sign.undo"), .icon = "undo", .disabled = empty});
    box_take_left(&row, GAP);
    widget_button(
        plan, row, "clear",
        (struct button){BUTTON_SOFT, .text = ui_text(ui, "ui.sign.clear"), .icon = "delete", .disabled = empty});
}

static void put_state(struct ui *ui, struct plan *plan, struct box *work, const struct signing *signing)
{
    const struct strokes *strokes = &signing->strokes;
    bool full = strokes_full(strokes), enough = strokes_enough(strokes);
    const char *key = full ? "ui.sign.full" : enough ? "ui.sign.good" : "ui.sign.how";
    typing_remark(plan, work, full ? NOTICE_CARE : enough ? NOTICE_GOOD : NOTICE_PLAIN, ui_text(ui, key));
}

static void lay_sign(struct ui *ui, struct plan *plan)
{
    struct signing *signing = signing_of(ui);
    struct box work = frame_head(ui, plan);
    struct box other = box_take_bottom(&work, BUTTON_HEIGHT);
    box_take_bottom(&work, GAP);
    widget_button(plan, other, "witness",
                  (struct button){BUTTON_PLAIN,
                                  .text = ui_text(ui, signing->witness ? "ui.sign.finger" : "ui.sign.witness"),
                                  .icon = signing->witness ? "edit" : "fingerprint"});
    if (signing->witness) {
        widget_notice(plan, work, NOTICE_GOOD, "people", ui_text(ui, "ui.sign.officer"),
                      ui_text(ui, "ui.sign.officer_how"));
    } else {
        signing->box = paper(plan, work);
        put_paper(ui, plan, signing);
        box_take_top(&work, signing->box.h + GAP);
        put_buttons(ui, plan, &work, signing);
        put_state(ui, plan, &work, signing);
    }
    typing_next(ui, plan, work, signing->witness || strokes_enough(&signing->strokes));
}

/* A finger on the paper; the one before has left it, so its stroke is whole. */
static bool drag_sign(struct ui *ui, const char *id, int x, int y, bool first)
{
    struct signing *signing = signing_of(ui);
    struct box box = signing->box;
    if (strcmp(id, "sign") != 0 || box.w <= 0)
        return false;
    int across = (x - box.x) * STROKES_WIDTH / box.w, down = (y - box.y) * STROKES_HEIGHT / box.h;
    if (!first) {
        strokes_add(&signing->strokes, across, down);
        return true;
    }
    strokes_end(&signing->strokes);
    strokes_begin(&signing->strokes, across, down);
    return true;
}

static void send_sign(struct ui *ui, struct signing *signing)
{
    char path[STROKES_TEXT];
    strokes_end(&signing->strokes);
    if (signing->witness) {
        ui_answer(ui, json_pack("{s:s}", "by", "witness"));
    } else if (strokes_enough(&signing->strokes)) {
        strokes_write(&signing->strokes, path);
        ui_answer(ui, json_pack("{s:s s:s}", "by", "finger", "path", path));
        explicit_bzero(path, sizeof path);
    }
}

static void tap_sign(struct ui *ui, const char *id)
{
    struct signing *signing = signing_of(ui);
    if (strcmp(id, "undo") == 0)
        strokes_undo(&signing->strokes);
    else if (strcmp(id, "clear") == 0)
        signing->strokes = (struct strokes){0};
    else if (strcmp(id, "witness") == 0)
        signing->witness = !signing->witness;
    else if (strcmp(id, "next") == 0)
        send_sign(ui, signing);
}

const struct page page_sign = {
    .kind = "sign", .form = true, .begin = begin_sign, .lay = lay_sign, .tap = tap_sign, .drag = drag_sign};
