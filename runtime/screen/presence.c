/* presence.c - see presence.h. What is only arithmetic is in idle. */
#include "screen/presence.h"

#include "base/clock.h"
#include "screen/home.h"

#include <string.h>

enum { CALLED_MS = 10000, MINUTE_MS = 60000, PATIENCE_MS = 350 };

int64_t presence_patience(const struct ui *ui, int64_t now)
{
    return ui->asked + PATIENCE_MS - now;
}

static int64_t warn_after(const struct ui *ui)
{
    return ui_page(ui)->form ? IDLE_FORM_MS : IDLE_WARN_MS;
}

/* The question whether somebody is there has been asked: from now on only its answer counts. */
static bool is_warned(const struct ui *ui)
{
    return idle_left(ui->touched, clock_ms(), warn_after(ui)) != IDLE_NEVER;
}

static bool is_held(const struct ui *ui)
{
    const struct page *page = ui_page(ui);
    return ui_author(ui) || (access_speaks(ui) && !is_warned(ui)) || (ui->standing && page->held && page->held(ui));
}

void ui_touched(struct ui *ui, const char *id)
{
    if (ui_page(ui) == &page_attract)
        attract_touch(ui, id);
    if (!*ui->visit || is_held(ui) || !is_warned(ui))
        ui->touched = clock_ms();
}

/* Home forgets what the last one set, without a question. */
static bool home_is_changed(const struct ui *ui)
{
    const json_t *languages = site_languages(ui->window->site);
    const char *first = json_string_value(json_array_get(languages, 0));
    return ui->column || ui->speech || ui->access.mute || ui->contrast || ui->low || ui->view != VIEW_NEED ||
           ui->page || ui->over || ui->called || *ui->starting || (first && strcmp(first, ui->language) != 0);
}

static int64_t idle_due(struct ui *ui, int64_t now)
{
    if (is_held(ui))
        ui->touched = now;
    if (ui_page(ui) == &page_done) /* which has a clock of its own */
        return MINUTE_MS;
    if (!*ui->visit) {
        int64_t rest = ui->touched + IDLE_WARN_MS - now;
        if (!home_is_changed(ui))
            return MINUTE_MS;
        if (rest > 0)
            return rest;
        ui_forget_visit(ui);
        return 0;
    }
    if (is_held(ui))
        return MINUTE_MS;
    if (idle_left(ui->touched, now, warn_after(ui)) != 0)
        return idle_next(ui->touched, now, warn_after(ui));
    ui_end(ui, "idle");
    return 0;
}

static int64_t over_due(struct ui *ui, int64_t now)
{
    if (ui->over != OVER_CALLED && ui->over != OVER_NOT_CALLED)
        return MINUTE_MS;
    int64_t rest = ui->over_since + CALLED_MS - now;
    if (rest > 0)
        return rest;
    ui->over = OVER_NOTHING;
    return 0;
}

static int64_t patience_due(struct ui *ui, int64_t now)
{
    int64_t left = presence_patience(ui, now);
    return (*ui->visit || *ui->starting) && left > 0 ? left : MINUTE_MS;
}

int presence_left(const struct ui *ui, int64_t now)
{
    bool asks = *ui->visit && !is_held(ui) && ui_page(ui) != &page_done;
    return asks ? idle_left(ui->touched, now, warn_after(ui)) : IDLE_NEVER;
}

/* Asked last: what was due before may have ended the visit, or brought another page. */
static int64_t page_due(struct ui *ui, int64_t now)
{
    const struct page *page = ui_page(ui);
    return page->due ? page->due(ui, now) : MINUTE_MS;
}

int64_t presence_due(void *mine, int64_t now)
{
    static int64_t (*const all[])(struct ui * ui, int64_t now) = {idle_due, over_due, patience_due, access_due,
                                                                  page_due};
    struct ui *ui = mine;
    int64_t next = MINUTE_MS - clock_wall_ms() % MINUTE_MS + 5;
    for (size_t i = 0; i < COUNT(all); i++) {
        int64_t due = all[i](ui, now);
        next = due < next ? due : next;
    }
    return next;
}
