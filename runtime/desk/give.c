/* give.c - a queue number in two phases: reserved, printed, confirmed; or void with a reason.
 *
 *   reserve   the number, the hall's letter and the intent row are one commit
 *   compose   anjungan-paper draws the slip
 *   print     PRINTING is stored, then the request leaves: from here on the truth may be in doubt
 *   confirm   the slip is out, or the citizen goes on with the number on the screen
 *
 * The printer's outcome decides: `none` may be printed again with the same number; `done` is confirmed; `unknown` is
 * asked about. A slip that did not come out whole makes its number void and takes a new one, so that no two slips bear
 * the same. */
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/desk.h"
#include "desk/print.h"
#include "desk/rows.h"

#include <stdio.h>

enum { LEASE_MS = 2500 };

static const char *case_of(const struct visit *visit)
{
    const char *given = json_text(visit->step.options, "case");
    return *given ? given : json_text(json_object_get(visit_row_of(visit, "send"), "value"), "case");
}

json_t *give_queue(struct desk *desk, const char *letter)
{
    const json_t *queue = site_row(&desk->site, "queues", "letter", letter);
    return json_pack("{ss,ss,ss,si}", "letter", letter, "name", json_text(queue, "name"), "place",
                     json_text(queue, "place"), "ahead", agency_waiting(&desk->agencies, letter));
}

/* What is behind the # no phone sends: it is for the scanner of a kiosk. */
char *give_page(const struct desk *desk, const char *day, const char *number, const char *case_number)
{
    const json_t *hall = json_object_get(desk->site.settings, "hall");
    return turn_text("%s/n/%s/%s%s%s", json_text_or(hall, "public", json_text(hall, "url")), day, number,
                     *case_number ? "#" : "", case_number);
}

static char *phone_page(const struct visit *visit)
{
    return give_page(visit->desk, visit->ticket.day, visit->ticket.number, case_of(visit));
}

static void set_phase(struct visit *visit, enum ticket_phase phase, const char *reason)
{
    if (ticket_set_phase(&visit->desk->store, &visit->ticket, phase, reason) < 0)
        die("the phase of a number cannot be stored");
}

static void tell_hall(struct visit *visit, const char *what, const char *reason)
{
    if (letter_put_number(visit->desk, &visit->ticket, what, case_of(visit), reason) < 0)
        die("a number's letter to the hall cannot be stored");
}

/* --- the end of it ---------------------------------------------------------------------------------------------------
 */

/* Who waits is counted now: soon the hall counts this number too. */
static void confirm(struct visit *visit, bool printed)
{
    set_phase(visit, TICKET_CONFIRMED, printed ? NULL : "on the screen");
    tell_hall(visit, "confirmed", NULL);
    visit_settle(visit, json_pack("{ss,ss,ss,ss,sb,si}", "number", visit->ticket.number, "queue", visit->ticket.queue,
                                  "day", visit->ticket.day, "qr", phone_page(visit), "printed", printed, "ahead",
                                  agency_waiting(&visit->desk->agencies, visit->ticket.queue)));
}

static void show_trouble(struct visit *visit, const char *reason, const char *code)
{
    say("give: %s is not printed: %s (%s)", visit->ticket.number, reason, code);
    if (!text_is(reason, "unknown"))
        desk_call_staff(visit->desk, turn_text("printer %s", reason));
    visit_show(visit, "paper",
               json_pack("{ss,ss,ss,ss,so}", "number", visit->ticket.number, "reason", reason, "code", code, "qr",
                         phone_page(visit), "queue", give_queue(visit->desk, visit->ticket.queue)));
}

/* --- printing --------------------------------------------------------------------------------------------------------
 */

static void on_leaving(struct visit *visit)
{
    set_phase(visit, TICKET_PRINTING, NULL);
}

static void on_ended(struct visit *visit, const char *reason, const char *code)
{
    if (!reason) {
        confirm(visit, true);
        return;
    }
    if (visit->ticket.phase == TICKET_PRINTING && !text_is(reason, "unknown"))
        set_phase(visit, TICKET_RESERVED, NULL); /* certainly nothing came out: the number is as good as before */
    show_trouble(visit, reason, code);
}

static const struct printing ticket_printing = {"printer", "slip", on_leaving, on_ended};

static json_t *notes_of(const struct visit *visit)
{
    const json_t *words = json_object_get(visit->bundle.parsed, "words");
    const char *note = words_find(words, visit->row.language, turn_text("%s.note", visit->step.key));
    return note ? json_pack("[s]", note) : json_array();
}

static void add_bill(const struct visit *visit, json_t *data)
{
    const json_t *paid = json_object_get(visit_row_of(visit, "pay"), "value");
    if (!paid || text_is(json_text(paid, "state"), "paid") || !*json_text(paid, "code"))
        return;
    json_object_set_new(data, "bill",
                        json_pack("{sO,sO,sO}", "code", json_object_get(paid, "code"), "amount",
                                  json_object_get(paid, "amount"), "expires", json_object_get(paid, "expires")));
}

static json_t *queue_on_paper(const struct visit *visit)
{
    json_t *queue = give_queue(visit->desk, visit->ticket.queue);
    json_object_del(queue, "letter"); /* the number begins with it */
    return queue;
}

static void print_slip(struct visit *visit)
{
    const char *language = visit->row.language;
    json_t *data = print_data(visit);
    json_object_set_new(data, "number", json_string(visit->ticket.number));
    json_object_set_new(data, "queue", queue_on_paper(visit));
    json_object_set_new(data, "title",
                        json_string(catalog_text(visit->bundle.parsed, visit->service, language, "title")));
    json_object_set_new(data, "case", json_string(case_of(visit)));
    json_object_set_new(data, "qr", json_string(phone_page(visit)));
    json_object_set_new(data, "notes", notes_of(visit));
    add_bill(visit, data);
    print_page(visit, data, visit->ticket.number, &ticket_printing);
}

/* --- reserving -------------------------------------------------------------------------------------------------------
 */

static const char *queue_of(const struct visit *visit)
{
    const char *given = json_text(visit->step.options, "queue");
    return *given ? given : visit_queue(visit);
}

static void reserve(struct visit *visit)
{
    char today[11];
    day_write(clock_today(), today);
    if (ticket_reserve(&visit->desk->store, queue_of(visit), today,
                       json_text_or(visit->desk->site.settings, "series", "K"), visit->row.id, &visit->ticket) < 0)
        die("a number cannot be stored");
    tell_hall(visit, "reserved", NULL);
    visit_put_intent(visit, json_pack("{ss,ss}", "number", visit->ticket.number, "day", visit->ticket.day));
    desk_renew_leases(visit->desk);
    print_slip(visit);
}

static void on_lease(void *mine, bool ok, const json_t *value, int status)
{
    struct visit *visit = mine;
    (void)status;
    visit->look = 0;
    if (ok)
        ticket_add_lease(&visit->desk->store, json_text(value, "queue"), json_text(value, "day"),
                         (int)json_number(value, "first", 0), (int)json_number(value, "last", 0));
    reserve(visit); /* without the hall the kiosk goes on in its own series */
}

static void ask_lease(struct visit *visit)
{
    visit_show_soon(visit, "print", "", false);
    visit->look = agency_look(&visit->desk->agencies, "hall", "leases",
                              desk_lease_request(visit->desk, queue_of(visit)), LEASE_MS, on_lease, visit);
}

/* Core was away in the middle: what the ticket's phase says decides how to go on. */
static void resume(struct visit *visit)
{
    const json_t *known = visit_intent(visit);
    if (ticket_find(&visit->desk->store, json_text(known, "day"), json_text(known, "number"), &visit->ticket) < 0) {
        ask_lease(visit);
        return;
    }
    if (visit->ticket.phase == TICKET_PRINTING)
        print_await(visit, &ticket_printing);
    else
        print_slip(visit);
}

void give_start(struct visit *visit)
{
    char today[11];
    day_write(clock_today(), today);
    if (!site_row(&visit->desk->site, "queues", "letter", queue_of(visit))) {
        author_blame(&visit->desk->author, visit_service(visit),
                     "site.conf has no queue \"%s\", which it gives numbers for", queue_of(visit));
        visit_fault(visit, "service", "HAL-01", json_pack("[s]", "end"));
    } else if (visit_intent(visit)) {
        resume(visit);
    } else if (ticket_left(&visit->desk->store, queue_of(visit), today) > 0) {
        reserve(visit);
    } else {
        ask_lease(visit);
    }
}

/* --- the citizen's way on --------------------------------------------------------------------------------------------
 */

static void take_new_number(struct visit *visit)
{
    set_phase(visit, TICKET_VOID, "not handed over");
    tell_hall(visit, "void", "not handed over");
    reserve(visit);
}

void give_answer(struct visit *visit, const json_t *value)
{
    const char *choice = json_string_value(value) ? json_string_value(value) : "";
    if (!text_is(json_text(visit->screen, "kind"), "paper"))
        return;
    bool unknown = text_is(json_text(json_object_get(visit->screen, "options"), "reason"), "unknown");
    if (text_is(choice, "came") && unknown)
        confirm(visit, true);
    else if (text_is(choice, "missing") && unknown)
        take_new_number(visit);
    else if (text_is(choice, "again") && !unknown)
        print_slip(visit);
    else if (text_is(choice, "without"))
        confirm(visit, false);
}
