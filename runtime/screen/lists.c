/* lists.c - see lists.h. */
#define _GNU_SOURCE
#include "screen/lists.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 21 };

static void add(struct list *list, const json_t *row)
{
    if (list->n < LIST_MOST)
        list->rows[list->n++] = row;
}

static struct list all_of(const json_t *rows)
{
    struct list list = {.n = 0};
    size_t i;
    const json_t *row;
    json_array_foreach (rows, i, row)
        add(&list, row);
    return list;
}

struct list list_needs(const struct ui *ui)
{
    return all_of(index_needs(ui->index));
}

struct list list_numbers(const struct ui *ui)
{
    return all_of(index_numbers(ui->index));
}

static bool offers_something(const struct ui *ui, const char *agency)
{
    size_t i;
    const json_t *row;
    json_array_foreach (index_agencies(ui->index), i, row)
        if (text_is(json_text(row, "id"), agency))
            return true;
    return false;
}

struct list list_agencies(const struct ui *ui)
{
    struct list list = {.n = 0};
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->window->site->settings, "agencies"), i, row)
        if (offers_something(ui, json_text(row, "id")))
            add(&list, row);
    return list;
}

static int compare_titles(const void *a, const void *b, void *ui)
{
    return strcasecmp(ui_title(ui, *(const json_t *const *)a), ui_title(ui, *(const json_t *const *)b));
}

struct list list_services(const struct ui *ui, const char *agency)
{
    struct list list = {.n = 0};
    size_t i;
    const json_t *row;
    json_array_foreach (index_services(ui->index), i, row)
        if (text_is(json_text(row, "agency"), agency))
            add(&list, row);
    if (list.n > MANY)
        qsort_r(list.rows, (size_t)list.n, sizeof *list.rows, compare_titles, (void *)ui);
    return list;
}

/* By its agency, its queue or the end of its name. */
const json_t *list_number_of(const struct ui *ui, const json_t *agency)
{
    const char *id = json_text(agency, "id"), *queue = json_text(agency, "queue");
    size_t i;
    const json_t *row;
    json_array_foreach (index_numbers(ui->index), i, row) {
        const char *end = strrchr(json_text(row, "id"), '.');
        if (text_is(json_text(row, "agency"), id) || (end && text_is(end + 1, id)) ||
            (*queue && text_is(json_text(row, "queue"), queue)))
            return row;
    }
    return NULL;
}

/* --- states ----------------------------------------------------------------------------------------------------------
 */

/* What core says of an agency that is not open; NULL while it is, or core says nothing. */
static const json_t *state_of(const struct ui *ui, const char *agency)
{
    return json_object_get(json_object_get(ui->home, "states"), agency);
}

/* site.conf writes it with a dot, people as their language does. */
static const char *opening(const struct ui *ui, const char *opens)
{
    int hour, minute;
    return sscanf(opens, "%2d.%2d", &hour, &minute) == 2 ? words_time(ui->language, hour, minute) : opens;
}

/* When it opens: today, tomorrow, on a day of the week, or later. */
static const char *opening_day(const struct ui *ui, struct row *row, const char *opens, const char *day)
{
    const char *time = opening(ui, opens);
    struct day on;
    int64_t days = day_read(day, &on) ? day_number(on) - day_number(clock_today()) : 0;
    if (days <= 0)
        return ui_text_with(ui, "ui.home.opens", json_pack("{s:s}", "time", time));
    if (days == 1) {
        row->brief = ui_text(ui, "ui.home.opens_tomorrow_brief");
        return ui_text_with(ui, "ui.home.opens_tomorrow", json_pack("{s:s}", "time", time));
    }
    if (days < 7) {
        const char *weekday = words_weekday(ui->language, day_weekday(on));
        row->brief = ui_text_with(ui, "ui.home.opens_weekday_brief", json_pack("{s:s}", "weekday", weekday));
        return ui_text_with(ui, "ui.home.opens_weekday", json_pack("{s:s s:s}", "weekday", weekday, "time", time));
    }
    return ui_text_with(ui, "ui.home.opens_later", json_pack("{s:s}", "day", words_day(ui->language, on, false)));
}

static void say_off(const struct ui *ui, struct row *row, const json_t *state)
{
    const char *opens = json_text(state, "opens");
    row->off = true;
    row->state_icon = "schedule";
    if (text_is(json_text(state, "state"), "paused"))
        row->state = ui_text(ui, "ui.home.paused");
    else
        row->state = *opens ? opening_day(ui, row, opens, json_text(state, "day")) : ui_text(ui, "ui.home.closed");
}

static void say_waiting(const struct ui *ui, struct row *row, const char *queue)
{
    const json_t *n = json_object_get(json_object_get(ui->home, "queues"), queue);
    if (!n || !*queue)
        return;
    row->state_icon = "people_outline";
    row->state = json_integer_value(n) > 0
                     ? ui_text_with(ui, "ui.home.waiting", json_pack("{s:I}", "n", json_integer_value(n)))
                     : ui_text(ui, "ui.home.nobody");
}

struct row list_service_row(const struct ui *ui, const json_t *service, bool lettered)
{
    const char *queue = json_text(service, "queue");
    const json_t *state = state_of(ui, json_text(service, "agency"));
    struct row row = {.id = turn_text("service:%s", json_text(service, "id")),
                      .icon = json_text(service, "icon"),
                      .letter = lettered ? *queue : 0,
                      .title = ui_tile(ui, service),
                      .line = ui_line(ui, service),
                      .arrow = true};
    if (lettered)
        say_waiting(ui, &row, queue);
    if (state)
        say_off(ui, &row, state);
    return row;
}

struct row list_agency_row(const struct ui *ui, const json_t *agency)
{
    const char *id = json_text(agency, "id"), *queue = json_text(agency, "queue");
    const json_t *state = state_of(ui, id);
    struct row row = {.id = turn_text("agency:%s", id),
                      .icon = "account_balance",
                      .letter = *queue,
                      .title = json_text(agency, "name"),
                      .line = json_text(agency, "line"),
                      .arrow = true};
    say_waiting(ui, &row, queue);
    if (state)
        say_off(ui, &row, state);
    return row;
}

struct row list_narrow(struct row row)
{
    row.icon = NULL;
    row.arrow = false;
    return row;
}
