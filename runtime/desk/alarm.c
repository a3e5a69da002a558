/* alarm.c - see alarm.h. */
#include "desk/alarm.h"

#include "base/clock.h"
#include "desk/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 24 * 3600 * 1000, CALL_MS = 5000, AGAIN_MS = 60 * 1000 };

/* Payments that nobody was told of, and the number of the last one's bill: numbers in the store. */
static const char unsent[] = "paid but not sent", unsent_bill[] = "paid but not sent, the bill";

static const char last_alarm[] = "old letters"; /* when the staff was last called for them: a number in the store */

static void on_taken(void *mine, bool ok, const json_t *value, int status)
{
    struct alarm *alarm = mine;
    (void)value;
    (void)status;
    if (!ok) {
        loop_after(alarm->desk->loop, &alarm->due, AGAIN_MS);
        return;
    }
    if (alarm->letter)
        outbox_told(&alarm->desk->store, alarm->letter);
    if (alarm->aside)
        store_set_number(&alarm->desk->store, store_aside, 0);
    if (alarm->unsent)
        store_set_number(&alarm->desk->store, unsent, store_number(&alarm->desk->store, unsent) - alarm->unsent);
    if (alarm->bundles)
        alarm->refused = 0;
    if (alarm->device)
        alarm->device->fallen = false;
    alarm->device = NULL;
    alarm->aside = alarm->bundles = false;
    alarm->letter = alarm->unsent = 0;
    *alarm->reason = 0;
}

static void call(struct alarm *alarm)
{
    const char *kiosk = json_text(alarm->desk->site.settings, "kiosk");
    agency_look(&alarm->desk->agencies, "hall", "staff", json_pack("{ss,ss}", "kiosk", kiosk, "reason", alarm->reason),
                CALL_MS, on_taken, alarm);
}

/* True when the oldest letter waits for more than a day and nobody was called today; else it sets the timer. */
static bool is_old(struct alarm *alarm, struct found *oldest)
{
    struct desk *desk = alarm->desk;
    if (!outbox_find_oldest(&desk->store, oldest)) {
        loop_forget(desk->loop, &alarm->due);
        return false;
    }
    int64_t written = outbox_written(oldest->id), last = store_number(&desk->store, last_alarm), now = clock_wall_ms();
    int64_t at = (written > last ? written : last) + DAY_MS;
    if (now < at)
        loop_after(desk->loop, &alarm->due, at - now);
    return now >= at;
}

/* The store keeps numbers: a code that is none, or is longer, stands in the log of core only, and is 0. */
static int64_t bill_number(const char *bill)
{
    enum { MOST = 18 };
    size_t n = strlen(bill);
    return n <= MOST && *bill != '0' && strspn(bill, "0123456789") == n ? strtoll(bill, NULL, 10) : 0;
}

void alarm_unsent(struct alarm *alarm, const char *bill)
{
    struct store *store = &alarm->desk->store;
    say("paid but not sent: bill %s", bill);
    store_set_number(store, unsent, store_number(store, unsent) + 1);
    store_set_number(store, unsent_bill, bill_number(bill));
}

static void call_for_unsent(struct alarm *alarm)
{
    struct store *store = &alarm->desk->store;
    long long bill = store_number(store, unsent_bill);
    const char *last = bill > 0 ? turn_text("bill %lld", bill) : "bill: see core's log";
    alarm->unsent = store_number(store, unsent);
    if (alarm->unsent > 1)
        snprintf(alarm->reason, sizeof alarm->reason, "paid but not sent: %lld, the last %s", (long long)alarm->unsent,
                 last);
    else
        snprintf(alarm->reason, sizeof alarm->reason, "paid but not sent: %s", last);
    call(alarm);
}

void alarm_check(struct alarm *alarm)
{
    struct found letter;
    struct store *store = &alarm->desk->store;
    struct device *device = devices_fallen(&alarm->desk->devices);
    if (*alarm->reason)
        return;
    if (store_number(store, unsent) > 0) {
        call_for_unsent(alarm);
    } else if (store_number(store, store_aside) > 0) {
        alarm->aside = true;
        snprintf(alarm->reason, sizeof alarm->reason, "database put aside, see the log of core");
        call(alarm);
    } else if (device) {
        alarm->device = device;
        snprintf(alarm->reason, sizeof alarm->reason, "device out of service: %s", device->name);
        call(alarm);
    } else if (alarm->refused > 0) {
        alarm->bundles = true;
        snprintf(alarm->reason, sizeof alarm->reason, "bundles refused: %d, see the log of core", alarm->refused);
        call(alarm);
    } else if (outbox_find_refused(store, &letter)) {
        alarm->letter = letter.seq;
        snprintf(alarm->reason, sizeof alarm->reason, "letter refused by %s", letter.agency);
        call(alarm);
    } else if (!alarm->due.at && is_old(alarm, &letter)) { /* else the timer knows when to look */
        fail(E_TIMEOUT, "letters wait for more than a day, the oldest one for %s; see: anjungan outbox", letter.agency);
        store_set_number(store, last_alarm, clock_wall_ms());
        snprintf(alarm->reason, sizeof alarm->reason, "letters wait over a day: %s", letter.agency);
        call(alarm);
    }
}

static void on_due(void *mine)
{
    struct alarm *alarm = mine;
    if (*alarm->reason)
        call(alarm);
    else
        alarm_check(alarm);
}

void alarm_start(struct alarm *alarm, struct desk *desk)
{
    *alarm = (struct alarm){.desk = desk, .due = {.due = on_due, .mine = alarm}};
    loop_after(desk->loop, &alarm->due, 0);
}
