/* slot.c - a day and a time among those that are free: first the day, then one of its times.
 *
 * A day that has one time only is answered with it, and where there is one day only its times come at once. Days and
 * times stand in their order, whatever order they came in.
 */
#include "screen/ui.h"

#include "screen/rows.h"
#include "screen/typing.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_TEXT = 11, COLUMNS = 3, TIME_HIGH = 128, TIME_GAP = 20 };

struct slot {
    const char *id, *day, *time, *line;
};

/* Those of one day stand together. */
struct slots {
    struct slot *all;
    int n;
};

struct chosen {
    char day[DAY_TEXT]; /* whose times are shown; "": the days are */
};

/* --- what is free ----------------------------------------------------------------------------------------------------
 */

static int by_time(const void *a, const void *b)
{
    const struct slot *first = a, *second = b;
    int days = strcmp(first->day, second->day);
    return days ? days : strcmp(first->time, second->time);
}

static struct slots slots_of(const struct ui *ui)
{
    const json_t *from = json_object_get(ui_options(ui), "from"), *one;
    struct slots slots = {turn_alloc((json_array_size(from) + 1) * sizeof(struct slot)), 0};
    size_t i;
    json_array_foreach ((json_t *)(uintptr_t)from, i, one)
        slots.all[slots.n++] = (struct slot){json_text(one, "id"), json_text(one, "day"), json_text(one, "time"),
                                             *json_text(one, "line") ? json_text(one, "line") : NULL};
    if (slots.n > 0)
        qsort(slots.all, (size_t)slots.n, sizeof *slots.all, by_time);
    return slots;
}

/* Those of the day that begins with the first. */
static struct slots of_one_day(struct slots slots)
{
    struct slots day = {slots.all, 0};
    while (day.n < slots.n && strcmp(day.all[day.n].day, day.all->day) == 0)
        day.n++;
    return day;
}

static struct slots without(struct slots slots, int n)
{
    return (struct slots){slots.all + n, slots.n - n};
}

static struct slots of_day(struct slots slots, const char *day)
{
    while (slots.n > 0 && strcmp(slots.all->day, day) != 0)
        slots = without(slots, 1);
    return of_one_day(slots);
}

static int days_of(struct slots slots)
{
    int n = 0;
    for (; slots.n > 0; n++)
        slots = without(slots, of_one_day(slots).n);
    return n;
}

static bool is_one_day(struct slots slots)
{
    return days_of(slots) == 1 && *slots.all->day;
}

static struct slots nth_day(struct slots slots, int n)
{
    while (n-- > 0)
        slots = without(slots, of_one_day(slots).n);
    return of_one_day(slots);
}

static struct chosen *chosen_of(struct ui *ui)
{
    return ui_own(ui, sizeof(struct chosen));
}

/* What was answered before. */
static const char *was(const struct ui *ui, const char *part)
{
    return json_text(json_object_get(ui->screen, "default"), part);
}

/* --- the days --------------------------------------------------------------------------------------------------------
 */

/* "3 waktu, pukul 08.00 sampai 13.00". */
static const char *times_said(const struct ui *ui, struct slots day)
{
    json_t *with = json_pack("{s:i s:s s:s}", "n", day.n, "first", ui_time(ui, day.all->time), "last",
                             ui_time(ui, day.all[day.n - 1].time));
    return ui_text_with(ui, day.n > 1 ? "ui.slot.times" : "ui.slot.time", with);
}

struct shown {
    const struct ui *ui;
    struct slots slots;
};

static void row_of_day(const void *mine, int i, struct row *row)
{
    const struct shown *shown = mine;
    struct slots day = nth_day(shown->slots, i);
    row->id = turn_text(day.n > 1 ? "day:%s" : "choice:%s", day.n > 1 ? day.all->day : day.all->id);
    row->title = ui_day(shown->ui, day.all->day);
    row->line = times_said(shown->ui, day);
    row->chosen = strcmp(day.all->day, was(shown->ui, "day")) == 0;
}

/* The place of the day of before among the days. */
static int place_of_day(struct slots slots, const char *wanted)
{
    for (int i = 0, n = days_of(slots); i < n; i++)
        if (strcmp(nth_day(slots, i).all->day, wanted) == 0)
            return i;
    return -1;
}

static void lay_days(struct ui *ui, struct plan *plan, struct slots slots)
{
    struct shown shown = {ui, slots};
    struct area area = frame_open(ui, plan);
    frame_ask(ui, plan, &area, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
    rows_put(ui, plan, &area,
             &(struct rows){.n = days_of(slots),
                            .seen = place_of_day(slots, was(ui, "day")),
                            .lines = true,
                            .row = row_of_day,
                            .mine = &shown});
}

/* --- the times of a day ----------------------------------------------------------------------------------------------
 */

static void put_time(const struct ui *ui, struct plan *plan, struct box box, const struct slot *slot)
{
    bool before = strcmp(slot->id, was(ui, "id")) == 0;
    widget_button(plan, box, turn_text("choice:%s", slot->id),
                  (struct button){before ? BUTTON_MAIN : BUTTON_PLAIN, .text = ui_time(ui, slot->time),
                                  .line = slot->line, .icon = before ? "check" : NULL});
    plan_state(plan, before ? STATE_CHOSEN : STATE_NONE);
}

static int rows_that_fit(int height)
{
    int fit = (height + TIME_GAP) / (TIME_HIGH + TIME_GAP);
    return fit < 1 ? 1 : fit;
}

/* Whole pages of them, in reading order. */
static void put_times(struct ui *ui, struct plan *plan, struct box box, struct slots day)
{
    int page = COLUMNS * rows_that_fit(box.h), wide = (box.w - (COLUMNS - 1) * GAP) / COLUMNS;
    if (day.n > page) {
        struct box pager = box_take_bottom(&box, PAGER_HEIGHT);
        page = COLUMNS * rows_that_fit(box.h - GAP);
        frame_pager(ui, plan, pager, (day.n + page - 1) / page);
    }
    for (int i = 0, at = ui->page * page; i < page && at + i < day.n; i++) {
        struct box place = {box.x + i % COLUMNS * (wide + GAP), box.y + i / COLUMNS * (TIME_HIGH + TIME_GAP), wide,
                            TIME_HIGH};
        put_time(ui, plan, place, &day.all[at + i]);
    }
}

static void lay_times(struct ui *ui, struct plan *plan, struct slots day)
{
    struct area area = frame_open(ui, plan);
    struct box work = frame_ask(ui, plan, &area, ui_word(ui, "title"), ui_day(ui, day.all->day));
    if (ui->page < 0)
        ui->page = 0;
    put_times(ui, plan, work, day);
}

/* --- the page --------------------------------------------------------------------------------------------------------
 */

static void go_to(struct ui *ui, const char *day)
{
    struct chosen *chosen = chosen_of(ui);
    strncpy(chosen->day, day, sizeof chosen->day - 1);
    ui->typing = *day;
    ui->page = -1;
}

static void begin_slot(struct ui *ui)
{
    go_to(ui, "");
}

static void lay_slot(struct ui *ui, struct plan *plan)
{
    struct slots slots = slots_of(ui);
    struct slots day = is_one_day(slots) ? slots : of_day(slots, chosen_of(ui)->day);
    if (day.n > 0)
        lay_times(ui, plan, day);
    else
        lay_days(ui, plan, slots);
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_slot(struct ui *ui, const char *id)
{
    if (strncmp(id, "day:", 4) == 0)
        go_to(ui, id + 4);
    else if (strcmp(id, "back") == 0)
        go_to(ui, "");
    else if (strncmp(id, "choice:", 7) == 0)
        ui_answer(ui, json_string(id + 7));
    else
        frame_turn(ui, id);
}

const struct page page_slot = {.kind = "slot", .form = true, .begin = begin_slot, .lay = lay_slot, .tap = tap_slot};
