/* wait.c - something takes a while: which step it is, said calmly; and the moment before core has spoken. */
#include "screen/ui.h"

#include <string.h>

enum { DISC = 168 };

static void centred(struct plan *plan, struct look look, struct box *box, const char *text)
{
    int height = text_height(plan->draw, plan_ink(plan, look), box->w, text);
    plan_label(plan, look, box_take_top(box, height), CENTRE, text);
}

/* Picture and texts in the middle of the room, a little above it. */
static void put_calm(struct plan *plan, struct box room, const char *icon, const char *title, const char *text)
{
    struct look big = {FONT_EXTRABOLD, T_QUESTION, C_INK}, small = {FONT_REGULAR, T_LABEL, C_INK2};
    struct box box = box_inset(room, GAP);
    int texts = text_height(plan->draw, plan_ink(plan, big), box.w, title) +
                text_height(plan->draw, plan_ink(plan, small), box.w, text);
    int height = 2 * DISC + 64 + texts + GAP, x = box.x + box.w / 2;
    box_take_top(&box, (box.h - height) * 45 / 100);
    int y = box_take_top(&box, 2 * DISC + 64).y + DISC;
    plan_disc(plan, x, y, DISC, C_SOFT);
    plan_disc(plan, x, y, 124, C_SURFACE);
    plan_icon(plan, (struct box){x - 72, y - 72, 144, 144}, C_ACCENT, icon);
    centred(plan, big, &box, title);
    box_take_top(&box, GAP);
    centred(plan, small, &box, text);
}

static const char *icon_of(const char *what)
{
    return strcmp(what, "look") == 0                                     ? "manage_search"
           : strcmp(what, "bill") == 0                                   ? "receipt_long"
           : strcmp(what, "print") == 0 || strcmp(what, "document") == 0 ? "print"
                                                                         : "hourglass_empty";
}

static const char *agency_name(const struct ui *ui, const char *id)
{
    const char *name = json_text(ui_agency(ui, id), "name");
    return *name ? name : ui_text(ui, "ui.wait.agency");
}

static void lay_wait(struct ui *ui, struct plan *plan)
{
    const json_t *options = ui_options(ui);
    const char *what = json_text_or(options, "what", "moment");
    const char *key = words_find(ui->words, ui->language, turn_text("core.wait.%s.title", what)) ? what : "moment";
    const char *title = ui_word_or(ui, "title", ui_text(ui, turn_text("core.wait.%s.title", key)));
    json_t *with = json_pack("{s:s}", "agency", agency_name(ui, json_text(options, "agency")));
    const char *text = ui_word_or(ui, "hint", ui_text_with(ui, turn_text("core.wait.%s.hint", key), with));
    put_calm(plan, frame_open(ui, plan).work, icon_of(what), title, text);
    if (json_truth(options, "cancel"))
        frame_buttons(ui, plan,
                      (struct nav){.back_id = "cancel", .back = ui_text(ui, "ui.cancel"), .back_icon = "close"});
}

static bool always(const struct ui *ui)
{
    (void)ui;
    return true;
}

static void lay_moment(struct ui *ui, struct plan *plan)
{
    struct area area = frame_header(ui, plan, false);
    put_calm(plan, area.work, "hourglass_empty", ui_text(ui, "core.wait.moment.title"),
             ui_text(ui, "core.wait.moment.hint"));
}

const struct page page_wait = {.kind = "wait", .lay = lay_wait, .held = always};
const struct page page_moment = {.kind = "moment", .lay = lay_moment};
