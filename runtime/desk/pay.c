/* pay.c - paying by billing code: a bill at the biller, its code and QR on the screen, until the biller says it is
 * paid.
 *
 * The bill's id is drawn from visit, step and amount, so asking again gets the same bill: nobody pays twice. What is
 * known of the bill is in the intent row before anything is shown. Money is claimed only for an amount that a rule or
 * an agency gave, and only the biller's number (NTPN) makes a payment. */
#include "base/clock.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "domain/price.h"

#include <string.h>

/* Letters of a code and of an NTPN, as in messages.md: every letter that tells of money takes so many. */
enum { NUMBER_LETTERS = 40 };
enum { BILL_MS = 5000, STATE_MS = 4000, POLL_MS = 1500, POLL_MIN_MS = 100 };

static const char *option(const struct visit *visit, const char *name)
{
    return json_text(visit->step.options, name);
}

/* The row that gave the amount: of the rule or look that the script names. A script cannot invent a price. */
static const json_t *source_of_amount(const struct visit *visit)
{
    int64_t amount = json_number(visit->step.options, "amount", 0);
    for (size_t n = rows_complete(visit); n > 0; n--) {
        const json_t *row = rows_get(visit, n - 1);
        if (rows_is_mine(visit, n - 1) && price_is_of(row, option(visit, "of"), amount))
            return row;
    }
    return NULL;
}

static const char *rule_name(const json_t *row)
{
    const char *colon = strchr(json_text(row, "key"), ':');
    return colon ? colon + 1 : "";
}

/* Midnight passed and the fee is another one: the rule is read again and the citizen looks over everything again. */
static bool price_changed(struct visit *visit)
{
    char today[11];
    day_write(clock_today(), today);
    for (size_t n = 0; n < rows_complete(visit); n++) {
        const json_t *row = rows_get(visit, n);
        if (strcmp(json_text(row, "kind"), "rule") != 0 || !rows_is_mine(visit, n))
            continue;
        const json_t *now = visit_rule(visit, rule_name(row), today);
        if (now && json_equal(json_object_get(now, "value"), json_object_get(row, "value")))
            continue;
        char *key = visit_key(visit, json_text(row, "key"));
        memcpy(visit->row.today, today, sizeof today);
        visit_restart_at(visit, n);
        json_object_del(visit->drafts, key);
        return true;
    }
    return false;
}

/* None when it was a look: what is owed by an agency's books has its law there. */
static const char *law_of(const struct visit *visit)
{
    const json_t *row = source_of_amount(visit);
    return json_text(visit_rule(visit, rule_name(row), visit->row.today), "law");
}

static void show_bill(struct visit *visit, const char *state)
{
    json_t *options = json_deep_copy(visit->step.options);
    json_object_update(options, (json_t *)visit_intent(visit));
    json_object_set_new(options, "law", json_string(law_of(visit)));
    json_object_set_new(options, "state", json_string(state));
    visit_show(visit, "pay", options);
}

static bool is_number(const char *text)
{
    return *text && strlen(text) <= NUMBER_LETTERS;
}

static void on_poll(void *mine);

/* How often a biller may be asked is the site's agreement with it: biller.poll in site.conf, ms. */
static void poll_later(struct visit *visit)
{
    int64_t ms = json_number(json_object_get(visit->desk->site.settings, "biller"), "poll", POLL_MS);
    loop_after(visit->desk->loop, &visit->poll, ms > POLL_MIN_MS ? ms : POLL_MIN_MS);
}

static void on_state(void *mine, bool ok, const json_t *value, int status)
{
    struct visit *visit = mine;
    const char *state = json_text(value, "state"), *ntpn = json_text(value, "ntpn");
    (void)status;
    visit->look = 0;
    if (ok && strcmp(state, "paid") == 0 && is_number(ntpn)) {
        visit_settle(visit, json_pack("{ss,ss,ss}", "state", "paid", "number", ntpn, "code",
                                      json_text(visit_intent(visit), "code")));
        return;
    }
    if (visit->leaving) { /* asked once more before giving up, and it is not paid */
        visit->leaving = false;
        visit_take_back(visit);
        return;
    }
    if (ok && strcmp(state, "late") == 0 && strcmp(json_text(json_at(visit->screen, "options"), "state"), "late") != 0)
        show_bill(visit, "late");
    poll_later(visit);
}

static void on_poll(void *mine)
{
    struct visit *visit = mine;
    visit->look =
        agency_look(&visit->desk->agencies, "biller", "bill.state",
                    json_pack("{ss}", "code", json_text(visit_intent(visit), "code")), STATE_MS, on_state, visit);
}

static void watch_bill(struct visit *visit)
{
    show_bill(visit, "open");
    visit->poll = (struct timer){.due = on_poll, .mine = visit};
    poll_later(visit);
}

static json_t *ways_on(const struct visit *visit)
{
    return json_truth(visit->step.options, "later") ? json_pack("[s,s,s,s]", "retry", "later", "counter", "end")
                                                    : json_pack("[s,s,s]", "retry", "counter", "end");
}

static void on_bill(void *mine, bool ok, const json_t *value, int status)
{
    struct visit *visit = mine;
    visit->look = 0;
    if (!ok || !is_number(json_text(value, "code")) || !*json_text(value, "qr")) { /* nobody has paid yet */
        visit_fault(visit, "agency", turn_text("PAY-%02d", status / 100), ways_on(visit));
        return;
    }
    visit_put_intent(visit, json_pack("{ss,ss,sI}", "code", json_text(value, "code"), "qr", json_text(value, "qr"),
                                      "expires", (json_int_t)json_number(value, "expires", 0)));
    watch_bill(visit);
}

static const char *bill_id(const struct visit *visit, int64_t amount)
{
    char *id = turn_alloc(JSON_HASH_TEXT);
    json_t *of = json_pack("[s,s,I]", visit->row.id, visit_key(visit, visit->step.key), (json_int_t)amount);
    json_hash(of, id);
    json_decref(of);
    return id;
}

void pay_start(struct visit *visit)
{
    int64_t amount = json_number(visit->step.options, "amount", 0);
    if (!visit_intent(visit) && price_changed(visit))
        return;
    if (!source_of_amount(visit)) {
        author_blame(&visit->desk->author, visit_service(visit),
                     "main.lua: an amount that is not in the rule or look that `of` names");
        desk_call_staff(visit->desk, "PAY-00");
        visit_fault(visit, "service", "PAY-00", json_pack("[s,s]", "counter", "end"));
        return;
    }
    if (*json_text(visit_intent(visit), "code")) { /* core was away: the bill is still the same */
        watch_bill(visit);
        return;
    }
    if (!visit_intent(visit))
        visit_put_intent(visit, json_object());
    visit_show_soon(visit, "bill", "biller", false);
    visit->look = agency_look(&visit->desk->agencies, "biller", "bill",
                              json_pack("{ss,ss,sI}", "id", bill_id(visit, amount), "service", option(visit, "bill"),
                                        "amount", (json_int_t)amount),
                              BILL_MS, on_bill, visit);
}

void pay_answer(struct visit *visit, const json_t *value)
{
    if (!json_is_string(value) || strcmp(json_string_value(value), "later") != 0 ||
        !json_truth(visit->step.options, "later"))
        return;
    const json_t *bill = visit_intent(visit);
    json_t *outcome = json_pack("{ss,sO}", "state", "billed", "amount", json_object_get(visit->step.options, "amount"));
    if (*json_text(bill, "code")) {
        json_object_set(outcome, "code", json_object_get(bill, "code"));
        json_object_set(outcome, "expires", json_object_get(bill, "expires"));
    }
    visit_settle(visit, outcome);
}

/* Back from the payment: only after the biller was asked a last time, or a payment on its way would be lost sight of.
 */
void pay_cancel(struct visit *visit)
{
    if (visit->leaving || !*json_text(visit_intent(visit), "code"))
        return;
    visit->leaving = true;
    loop_forget(visit->desk->loop, &visit->poll);
    if (!visit->look)
        on_poll(visit);
}
