/* frame.c - what pages of a visit have in common: header, steps and heading; the band of buttons. */
#include "screen/ui.h"

#include <string.h>

enum { MOST_STEPS = 12 };

static const char *leave_text(const struct ui *ui)
{
    return ui_text(ui, "ui.leave");
}

struct area frame_header(struct ui *ui, struct plan *plan, bool leave)
{
    const json_t *service = ui_service(ui, ui->service), *site = ui->window->site->settings;
    struct area area = area_of(plan);
    struct header header = {.title = json_text(site, "name"), .line = json_text(site, "place"), .clock = ui_clock(ui)};
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    plan->spoken = SPOKEN_LAST;
    if (plan->low && !area.wide) {
        widget_low_header(plan, area.head, header.title, ui_text(ui, "ui.low"));
        plan->spoken = SPOKEN_NOW;
        return area;
    }
    if (service) {
        header.icon = json_text(service, "icon");
        header.title = ui_title(ui, service);
        header.line = ui_line(ui, service);
    } else
        header.below = turn_text("Kiosk %s", json_text(site, "kiosk"));
    if (leave)
        header.leave = leave_text(ui);
    widget_header(plan, area.head, header);
    plan->spoken = SPOKEN_NOW;
    return area;
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

static void put_steps(struct ui *ui, struct plan *plan, struct area *area)
{
    const json_t *stage = json_object_get(ui->screen, "stage");
    const char *key = json_text(stage, "key");
    int at = 0, of = 0;
    find_stage(ui, key, &at, &of);
    at = (int)json_number(stage, "at", at);
    of = (int)json_number(stage, "of", of);
    if (!stage || of < 1 || of > MOST_STEPS || at < 1 || at > of)
        return;
    const char *name = ui_book(ui, turn_text("stages.%s", key));
    const char *text = ui_text_with(ui, "ui.step", json_pack("{s:i s:i}", "at", at, "of", of));
    plan->spoken = SPOKEN_LAST;
    widget_steps(plan, &area->ask, area->wide, (struct steps){at, of, text, name ? name : ""});
    plan->spoken = SPOKEN_NOW;
}

/* In portrait the work begins below what has been asked, and with low reach within reach. */
static void end_asking(const struct plan *plan, struct area *area)
{
    int low = plan->low ? plan_height(plan) * AREA_LOW / 1920 + GAP : 0, top = area->ask.y > low ? area->ask.y : low;
    if (!area->wide)
        box_take_top(&area->work, top - area->work.y);
}

struct area frame_open(struct ui *ui, struct plan *plan)
{
    struct area area = frame_header(ui, plan, json_truth(ui->screen, "back"));
    put_steps(ui, plan, &area);
    return area;
}

static const char *error_text(const struct ui *ui)
{
    const char *error = json_text(ui->screen, "error");
    if (!ui_refused(ui))
        return NULL;
    const char *text = ui_book(ui, error);
    return text ? text : ui_word_or(ui, error, ui_text(ui, "ui.refused"));
}

/* Why the answer was refused stands below the question. Beside the work there is only so much room: then it counts for
 * more than the hint, and the title gets smaller. */
static void put_refused(struct plan *plan, struct area *area, const char *title, const char *hint, const char *error)
{
    int need = 16 + widget_notice_height(plan, area->ask.w, NULL, error);
    struct box heading = area->ask;
    heading.h -= need;
    widget_heading(plan, &heading, area->wide, title, area->wide && plan->column > 0 ? NULL : hint);
    box_take_top(&area->ask, heading.y + 16 - area->ask.y);
    box_take_top(&area->ask, widget_notice(plan, area->ask, NOTICE_BAD, NULL, NULL, error));
}

struct box frame_ask(struct ui *ui, struct plan *plan, struct area *area, const char *title, const char *hint)
{
    const char *error = error_text(ui);
    box_take_top(&area->ask, GAP);
    if (error)
        put_refused(plan, area, title, hint, error);
    else
        widget_heading(plan, &area->ask, area->wide, title, hint);
    box_take_top(&area->ask, 32);
    end_asking(plan, area);
    return area->work;
}

struct box frame_head(struct ui *ui, struct plan *plan)
{
    struct area area = frame_open(ui, plan);
    return frame_ask(ui, plan, &area, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
}

void frame_notice(struct plan *plan, struct area *area, struct notice n)
{
    int beside = widget_notice_height(plan, area->ask.w, n.title, n.text);
    if (area->wide && beside <= area->ask.h) {
        widget_notice(plan, box_take_top(&area->ask, beside), n.style, n.icon, n.title, n.text);
        box_take_top(&area->ask, GAP);
        return;
    }
    int below = widget_notice_height(plan, area->work.w, n.title, n.text);
    widget_notice(plan, box_take_bottom(&area->work, below), n.style, n.icon, n.title, n.text);
    box_take_bottom(&area->work, GAP);
}

void frame_buttons(struct ui *ui, struct plan *plan, struct nav nav)
{
    struct area area = area_of(plan);
    if (plan->low && !area.wide && json_truth(ui->screen, "back"))
        nav.leave = leave_text(ui);
    widget_nav(plan, area.nav, nav);
}

void frame_nav(struct ui *ui, struct plan *plan, const char *id, const char *text, const char *icon, bool enabled)
{
    bool back = json_truth(ui->screen, "back") || ui->typing;
    frame_buttons(ui, plan,
                  (struct nav){.back_id = back ? "back" : "end",
                               .back = ui_text(ui, back ? "ui.back" : "ui.cancel"),
                               .back_icon = back ? "arrow_back" : "close",
                               .id = id,
                               .text = text,
                               .icon = icon,
                               .disabled = !enabled || ui->answered});
}

void frame_pager(struct ui *ui, struct plan *plan, struct box box, int pages)
{
    if (ui->page >= pages)
        ui->page = pages - 1;
    widget_pager(plan, box, ui->page, pages,
                 ui_text_with(ui, "ui.page", json_pack("{s:i s:i}", "at", ui->page + 1, "of", pages)));
}

bool frame_turn(struct ui *ui, const char *id)
{
    if (strcmp(id, "page:next") == 0)
        ui->page++;
    else if (strcmp(id, "page:back") == 0)
        ui->page -= ui->page > 0;
    else
        return false;
    return true;
}
