/* conditions.c - see conditions.h. An answer, what it does to the letters, and the notice to their agency are one turn,
 * and so one transaction: whoever is killed in between asks again. */
#include "desk/conditions.h"

#include "base/clock.h"
#include "base/text.h"
#include "desk/desk.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_MS = 15 * 60 * 1000, LONGEST_MS = 6 * 3600 * 1000, ASK_MS = 8000, DOUBLINGS = 20, GRACE_DAYS = 7 };

/* --- withdrawing -----------------------------------------------------------------------------------------------------
 */

static void withdraw(struct conditions *c, const struct lost *lost)
{
    if (letter_put_withdrawn(c->desk, lost) < 0 || condition_withdraw(&c->desk->store, lost) < 0)
        die("a letter cannot be withdrawn");
    say("a letter to %s is withdrawn: %s %s", lost->agency, lost->look,
        lost->late ? "was not confirmed in time" : "was refused");
    c->desk->wiped = true;
}

/* Letters whose question is refused, and those held for `id` whose last day is before `day`. */
static void withdraw_lost(struct conditions *c, int64_t id, const char *day)
{
    struct lost lost;
    while (condition_find_lost(&c->desk->store, id, day, &lost)) {
        withdraw(c, &lost);
        json_decref(lost.about);
    }
}

/* The day before which a letter's last day counts as passed. A clock that cannot be trusted may have run ahead. */
static void last_days(char day[11])
{
    struct day today = clock_today();
    int grace = clock_trusted() ? 0 : GRACE_DAYS;
    day_write(day_from_number(day_number(today) - grace), day);
}

/* --- asking ----------------------------------------------------------------------------------------------------------
 */

static int64_t pause_after(const struct conditions *c, int tries)
{
    int64_t pause = c->first << (tries < DOUBLINGS ? tries : DOUBLINGS);
    return pause < c->longest ? pause : c->longest;
}

static void put_off(struct conditions *c, const struct condition *condition, int tries)
{
    condition_later(&c->desk->store, condition->id, clock_wall_ms() + pause_after(c, tries), tries);
}

static void not_final(struct conditions *c)
{
    char day[11];
    put_off(c, &c->asked, c->asked.tries + 1);
    last_days(day);
    withdraw_lost(c, c->asked.id, day);
}

static void on_answer(void *mine, bool ok, const json_t *value, int status)
{
    struct conditions *c = mine;
    const char *state = ok ? json_text(value, "state") : "";
    struct store *store = &c->desk->store;
    if (text_is(state, "confirmed")) {
        say("%s is confirmed: %d letters leave", c->asked.look,
            condition_decide(store, c->asked.id, CONDITION_CONFIRMED));
    } else if (text_is(state, "refused")) {
        condition_decide(store, c->asked.id, CONDITION_REFUSED);
    } else {
        if (!text_is(state, "waiting"))
            say("%s is not answered (%d): asked again later", c->asked.look, status);
        not_final(c);
    }
    c->asked.id = 0;
    conditions_wake(c);
}

/* The agency has nothing to say of a case it has not heard of yet. */
static void skip(struct conditions *c, const struct condition *condition)
{
    char day[11];
    put_off(c, condition, 0);
    last_days(day);
    withdraw_lost(c, condition->id, day);
}

static void ask(struct conditions *c, const struct condition *condition)
{
    char agency[sizeof condition->look];
    c->asked = *condition;
    snprintf(agency, sizeof agency, "%.*s", (int)strcspn(condition->look, "."), condition->look);
    agency_look(&c->desk->agencies, agency, condition->look, json_pack("{ss}", "case", condition->case_number), ASK_MS,
                on_answer, c);
}

static void on_due(void *mine)
{
    conditions_wake(mine);
}

void conditions_wake(struct conditions *c)
{
    struct condition next;
    struct store *store = &c->desk->store;
    withdraw_lost(c, 0, "");
    while (c->asked.id == 0 && condition_find_due(store, clock_wall_ms(), c->longest, &next)) {
        if (next.arrived)
            ask(c, &next);
        else
            skip(c, &next);
    }
    int64_t at = c->asked.id ? 0 : condition_next(store), now = clock_wall_ms();
    if (at)
        loop_after(c->desk->loop, &c->due, at > now ? at - now : 0);
    else
        loop_forget(c->desk->loop, &c->due);
}

int64_t conditions_first(const struct conditions *c)
{
    return clock_wall_ms() + c->first;
}

void conditions_start(struct conditions *c, struct desk *desk)
{
    const json_t *confirm = json_object_get(desk->site.settings, "confirm");
    int64_t first = json_number(confirm, "first", FIRST_MS), longest = json_number(confirm, "longest", LONGEST_MS);
    *c = (struct conditions){.desk = desk,
                             .due = {.due = on_due, .mine = c},
                             .first = first > 0 ? first : FIRST_MS,
                             .longest = longest > first ? longest : first};
}
