/* frame.c - what pages of a visit have in common: header, steps, heading above; the band of buttons below. */
#include "screen/ui.h"

#include <string.h>

enum { STEPS_Y = HEADER_HEIGHT + 40, KEYS_GAP = 30 };

void frame_header(struct ui *ui, struct plan *plan, bool leave)
{
    const json_t *service = ui_service(ui, ui->service);
    const json_t *site = ui->window->site->settings;
    struct header header = {.title = json_text(site, "name"), .line = json_text(site, "place"), .clock = ui_clock(ui)};
    if (service) {
        header.icon = json_text(service, "icon");
        header.title = ui_title(ui, service);
        header.line = ui_line(ui, service);
    } else
        header.below = turn_text("Kiosk %s", json_text(site, "kiosk"));
    if (leave)
        header.leave = ui_text(ui, "ui.leave");
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    widget_header(plan, header);
}

/* Where the stage stands among the manifest's, when core only names it. */
static void find_stage(const struct ui *ui, const char *key, int *at, int *of)
{
    const json_t *stages = json_at(ui->book, "manifest.stages"), *stage;
    size_t i;
    *of = (int)json_array_size(stages);
    json_array_foreach (stages, i, stage)
        if (json_is_string(stage) && strcmp(json_string_value(stage), key) == 0)
            *at = (int)i + 1;
}

static int put_steps(struct ui *ui, struct plan *plan)
{
    const json_t *stage = json_object_get(ui->screen, "stage");
    const char *key = json_text(stage, "key");
    int at = 0, of = 0;
    find_stage(ui, key, &at, &of);
    at = (int)json_number(stage, "at", at);
    of = (int)json_number(stage, "of", of);
    if (!stage || of < 1 || of > 12 || at < 1 || at > of)
        return HEADER_HEIGHT + 24;
    const char *name = ui_book(ui, turn_text("stages.%s", key));
    const char *text = ui_text_with(ui, "ui.step", json_pack("{s:i s:i}", "at", at, "of", of));
    return widget_steps(plan, STEPS_Y, at, of, text, name ? name : "");
}

int frame_titled(struct ui *ui, struct plan *plan, int y, const char *title, const char *hint)
{
    y = widget_heading(plan, y + GAP, title, hint);
    const char *error = json_text(ui->screen, "error");
    if (*error && !ui->answered) {
        const char *text = ui_book(ui, error);
        if (!text)
            text = ui_word_or(ui, error, ui_text(ui, "ui.refused"));
        y += 16 + widget_notice(plan, MARGIN, y + 16, plan_width(plan) - 2 * MARGIN, NOTICE_BAD, NULL, NULL, text);
    }
    return y + 32;
}

int frame_head_plain(struct ui *ui, struct plan *plan)
{
    frame_header(ui, plan, json_truth(ui->screen, "back"));
    return put_steps(ui, plan);
}

int frame_head(struct ui *ui, struct plan *plan)
{
    int y = frame_head_plain(ui, plan);
    return frame_titled(ui, plan, y, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
}

int frame_bottom(const struct plan *plan)
{
    return plan_height(plan) - BAR_HEIGHT - NAV_HEIGHT;
}

int frame_keys(const struct plan *plan)
{
    return frame_bottom(plan) - KEYS_GAP - widget_keyboard_height();
}

void frame_nav(struct ui *ui, struct plan *plan, const char *id, const char *text, const char *icon, bool enabled)
{
    bool back = json_truth(ui->screen, "back") || ui->typing;
    widget_nav(plan, (struct nav){.back_id = back ? "back" : "end",
                                  .back = ui_text(ui, back ? "ui.back" : "ui.cancel"),
                                  .back_icon = back ? "arrow_back" : "close",
                                  .id = id,
                                  .text = text,
                                  .icon = icon,
                                  .disabled = !enabled || ui->answered});
}
