/* wait.c - something takes a while: which step it is, said calmly; and the moment before core has spoken. */
#include "screen/ui.h"

#include <string.h>

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
    widget_calm(plan, frame_open(ui, plan).work, icon_of(what), title, text);
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
    widget_calm(plan, area.work, "hourglass_empty", ui_text(ui, "core.wait.moment.title"),
                ui_text(ui, "core.wait.moment.hint"));
}

const struct page page_wait = {.kind = "wait", .lay = lay_wait, .held = always};
const struct page page_moment = {.kind = "moment", .lay = lay_moment};
