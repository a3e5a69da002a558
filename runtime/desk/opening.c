/* opening.c - see opening.h. */
#include "desk/opening.h"

#include "desk/desk.h"
#include "domain/rule.h"

#include <stdlib.h>

enum { MINUTE_MS = 60000, LONGEST_MS = 10 * MINUTE_MS };

static void on_change(void *mine)
{
    struct opening *opening = mine;
    if (opening->desk->visit)
        opening_wait(opening); /* home is said when it is over */
    else
        desk_show_home(opening->desk);
}

static json_t *agencies_of(const struct opening *opening)
{
    return json_object_get(opening->desk->site.settings, "agencies");
}

void opening_start(struct opening *opening, struct desk *desk)
{
    struct hours hours;
    size_t i;
    json_t *row;
    *opening = (struct opening){.desk = desk, .change = {.due = on_change, .mine = opening}};
    json_array_foreach (agencies_of(opening), i, row) {
        const char *wrong = hours_read(row, &hours);
        if (wrong)
            fail(E_FORMAT, "site.conf, agency %s: %s", json_text(row, "id"), wrong);
    }
}

void opening_close(struct opening *opening)
{
    loop_forget(opening->desk->loop, &opening->change);
    free(opening->holidays);
}

/* --- holidays --------------------------------------------------------------------------------------------------------
 */

static void take_days(struct opening *opening, const json_t *days)
{
    size_t i;
    const json_t *one;
    free(opening->holidays);
    opening->holidays = make((json_array_size(days) + 1) * sizeof *opening->holidays);
    opening->n = 0;
    json_array_foreach ((json_t *)(uintptr_t)days, i, one)
        opening->n += json_is_string(one) && day_read(json_string_value(one), &opening->holidays[opening->n]);
}

/* Once a day: a decree begins to hold on a day, too. */
static void find_holidays(struct opening *opening)
{
    struct day today = clock_today();
    char text[11];
    if (day_exists(opening->read_on) && day_number(opening->read_on) == day_number(today))
        return;
    day_write(today, text);
    json_t *rules = rulebook_rules(&opening->desk->catalog.rulebook);
    const char *region = json_text(opening->desk->site.settings, "region");
    take_days(opening, json_object_get(rule_find(rules, "common.holidays", text, region), "value"));
    opening->read_on = today;
    json_decref(rules);
}

/* --- open or not -----------------------------------------------------------------------------------------------------
 */

static json_t *closed_until(const json_t *row, struct day day, struct day today)
{
    json_t *state = json_pack("{ss}", "state", "closed");
    char text[11];
    if (!json_object_get(row, "opens") || !day_exists(day))
        return state;
    json_object_set(state, "opens", json_object_get(row, "opens"));
    if (day_number(day) == day_number(today))
        return state;
    day_write(day, text);
    json_object_set_new(state, "day", json_string(text));
    return state;
}

json_t *opening_state(struct opening *opening, const char *agency)
{
    const json_t *row = site_row(&opening->desk->site, "agencies", "id", agency);
    struct moment now = clock_local(clock_wall_ms() / 1000);
    struct hours hours;
    hours_read(row, &hours);
    find_holidays(opening);
    if (hours_hold(&hours, opening->holidays, opening->n, now))
        return NULL;
    return closed_until(row, hours_next(&hours, opening->holidays, opening->n, now), now.day);
}

static bool has_hours(const json_t *row)
{
    return json_object_get(row, "opens") || json_object_get(row, "closes") || json_object_get(row, "days");
}

/* The fewest minutes from now until some agency opens or closes; a day begins for all of them. */
static int minutes_left(const struct opening *opening, int minute)
{
    int least = 24 * 60 - minute;
    size_t i;
    json_t *row;
    json_array_foreach (agencies_of(opening), i, row) {
        struct hours hours;
        hours_read(row, &hours);
        int next = minute < hours.opens ? hours.opens : minute < hours.closes ? hours.closes : 24 * 60;
        if (has_hours(row) && next - minute < least)
            least = next - minute;
    }
    return least;
}

/* Not longer than a while: somebody may set the clock. */
void opening_wait(struct opening *opening)
{
    size_t i;
    json_t *row;
    bool some = false;
    json_array_foreach (agencies_of(opening), i, row)
        some = some || has_hours(row);
    if (!some)
        return;
    int64_t now = clock_wall_ms();
    struct moment at = clock_local(now / 1000);
    int64_t left = (int64_t)minutes_left(opening, at.hour * 60 + at.minute) * MINUTE_MS - now % MINUTE_MS + 5;
    loop_after(opening->desk->loop, &opening->change, left < LONGEST_MS ? left : LONGEST_MS);
}
