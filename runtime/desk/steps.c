/* steps.c - what a step needs when it opens: a screen for a question, a device, an agency, a rule or the clock for a
 * fact, the outbox for a letter. Scanning, paying and giving have files of their own.
 *
 * A script reaches only what its manifest declares: a look, a letter or a bill it did not name there ends in FLW-05. */
#include "base/clock.h"
#include "base/text.h"
#include "domain/answer.h"
#include "domain/nik.h"
#include "desk/desk.h"
#include "desk/print.h"
#include "desk/rows.h"
#include "domain/picture.h"
#include "domain/rule.h"
#include "domain/schema.h"

#include <stdio.h>
#include <string.h>

enum { LOOK_MS = 4000, CARD_MS = 5 * 60 * 1000 };

static bool declared(const struct visit *visit, const char *list, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach (json_object_get(json_object_get(visit->bundle.parsed, "manifest"), list), i, one) {
        if (json_is_string(one) && text_is(json_string_value(one), name))
            return true;
    }
    author_blame(&visit->desk->author, visit_service(visit),
                 "plugin.conf: \"%s\" is not among the %s of the manifest; write %s = [ \"%s\" ];", name, list, list,
                 name);
    return false;
}

static void fault_undeclared(struct visit *visit)
{
    desk_call_staff(visit->desk, "FLW-05");
    visit_fault(visit, "service", "FLW-05", json_pack("[s,s]", "counter", "end"));
}

/* "polri.skck.apply" goes to polri. */
static char *agency_of(const char *name)
{
    return turn_text("%.*s", (int)strcspn(name, "."), name);
}

/* --- questions -------------------------------------------------------------------------------------------------------
 */

/* The case that stands on the number, else that of the newest letter; "" when there is none. */
static const char *case_told(const struct visit *visit)
{
    const char *own = json_text(json_object_get(visit_row_of(visit, "ticket"), "options"), "case");
    return *own ? own : json_text(json_object_get(visit_row_of(visit, "send"), "value"), "case");
}

/* How it ended: the number, the case, what is still to be paid. */
static void add_outcome(const struct visit *visit, json_t *options)
{
    const json_t *ticket = visit_row_of(visit, "ticket");
    const json_t *number = json_object_get(ticket ? ticket : visit_row_of(visit, "reprint"), "value");
    const char *case_number = case_told(visit);
    const json_t *paid = json_object_get(visit_row_of(visit, "pay"), "value");
    if (number) {
        json_object_set(options, "number", json_object_get(number, "number"));
        json_object_set(options, "printed", json_object_get(number, "printed"));
        json_object_set(options, "qr", json_object_get(number, "qr"));
        json_t *queue = give_queue(visit->desk, json_text(number, "queue"));
        json_object_set(queue, "ahead", json_object_get(number, "ahead")); /* when it was given, or as the hall says */
        json_object_set_new(options, "queue", queue);
    }
    if (*case_number)
        json_object_set_new(options, "case", json_string(case_number));
    if (paid && !text_is(json_text(paid, "state"), "paid"))
        json_object_set_new(options, "bill", json_string(json_text(paid, "code")));
}

static void start_question(struct visit *visit)
{
    json_t *options = json_deep_copy(visit->step.options);
    if (text_is(visit->step.kind, "done"))
        add_outcome(visit, options);
    visit_show(visit, visit->step.kind, options);
}

/* --- the card --------------------------------------------------------------------------------------------------------
 */

static void read_card(struct visit *visit);

static void show_card(struct visit *visit, const char *phase)
{
    json_t *options = json_deep_copy(visit->step.options);
    json_object_set_new(
        options, "device",
        json_pack("{ss,ss}", "state", device_online(visit->device) ? "online" : "offline", "phase", phase));
    visit_show(visit, "ktp", options);
}

static json_t *card_value(const json_t *attr)
{
    static const char *const fields[] = {"nik", "name", "birth", "sex", "address", "region"};
    json_t *value = json_pack("{ss}", "source", "card");
    for (size_t i = 0; i < COUNT(fields); i++)
        if (*json_text(attr, fields[i]))
            json_object_set(value, fields[i], json_object_get(attr, fields[i]));
    return value;
}

static void on_card(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct visit *visit = mine;
    struct nik nik;
    struct day today = {0};
    (void)effect;
    visit->reading = false;
    day_read(visit->row.today, &today);
    bool silent = text_is(result, "ok") && !*json_text(attr, "nik"), locked = text_is(json_text(attr, "reason"), "sam");
    if (text_is(result, "ok") && nik_read(json_text(attr, "nik"), today, &nik)) {
        visit_settle(visit, card_value(attr));
    } else if (silent || locked) {
        show_card(visit, "locked"); /* whose card it is nobody can find out here */
        read_card(visit);
    } else if (text_is(result, "ok") || text_is(result, "retry") || text_is(result, "timeout")) {
        show_card(visit, "again");
        read_card(visit);
    } else {
        show_card(visit, "insert"); /* offline now: the screen offers to type */
    }
}

/* A card that lay in the reader before this visit began is somebody else's, and one that nobody saw come may be: it
 * must be taken away first, and no driver reads it before. */
static bool card_left_behind(const struct visit *visit)
{
    const struct device *reader = visit->device;
    return text_is(reader->media, "present") && (reader->found || reader->media_since < visit->began);
}

static void read_card(struct visit *visit)
{
    if (visit->reading || !device_online(visit->device))
        return;
    if (card_left_behind(visit))
        show_card(visit, "remove");
    else
        visit->reading = device_request(visit->device, "read", json_object(), -1, CARD_MS, on_card, visit);
}

static void start_card(struct visit *visit)
{
    visit->device = device_find(&visit->desk->devices, "card");
    show_card(visit, "insert");
    if (visit->device)
        read_card(visit);
}

static void answer_card(struct visit *visit, const json_t *value)
{
    const char *error = NULL;
    json_t *nik = answer_check(&(struct question){.kind = "nik", .today = visit->row.today},
                               json_object_get(value, "nik"), &error);
    if (nik)
        visit_settle(visit, json_pack("{so,ss}", "nik", nik, "source", "typed"));
    else
        visit_show_error(visit, error);
}

/* --- agencies, rules, the clock --------------------------------------------------------------------------------------
 */

static void on_looked(void *mine, bool ok, const json_t *value, int status)
{
    struct visit *visit = mine;
    visit->look = 0;
    if (ok && document_keep(visit, value))
        visit_settle(visit, json_deep_copy(value));
    else if (json_truth(visit->step.options, "may_fail"))
        visit_settle(visit, NULL);
    else
        visit_fault(visit, "agency", turn_text("AGN-%02d", status / 100),
                    json_pack("[s,s,s]", "retry", "counter", "end"));
}

static void start_look(struct visit *visit)
{
    const char *name = json_text(visit->step.options, "name");
    char *agency = agency_of(name);
    if (!declared(visit, "looks", name)) {
        fault_undeclared(visit);
        return;
    }
    if (text_is(name, "mpp.case")) { /* how a case stands knows the agency that owns it */
        const char *owner = letter_owner(visit->desk, json_text(json_object_get(visit->step.options, "input"), "case"));
        agency = turn_text("%s", owner ? owner : "mpp");
        name = turn_text("%s.case", agency);
    } else if (text_is(name, "mpp.number")) {
        agency = turn_text("hall"), name = "number";
    }
    visit_show_soon(visit, "look", agency, json_truth(visit->step.options, "may_fail"));
    visit->look = agency_look(&visit->desk->agencies, agency, name,
                              json_incref(json_object_get(visit->step.options, "input")), LOOK_MS, on_looked, visit);
}

const json_t *visit_rule(const struct visit *visit, const char *name, const char *day)
{
    return rule_find(visit->bundle.parsed, name, day, json_text(visit->desk->site.settings, "region"));
}

static void start_rule(struct visit *visit)
{
    const char *colon = strchr(visit->step.key, ':'), *name = colon ? colon + 1 : visit->step.key;
    const json_t *rule = visit_rule(visit, name, visit->row.today);
    if (rule) {
        visit_settle(visit, json_incref(json_object_get(rule, "value")));
        return;
    }
    author_blame(&visit->desk->author, visit_service(visit), "rules.conf: no rule %s holds on %s", name,
                 visit->row.today);
    desk_call_staff(visit->desk, "RUL-01");
    visit_fault(visit, "rule", "RUL-01", json_pack("[s,s]", "counter", "end"));
}

static void start_now(struct visit *visit)
{
    visit_settle(visit, json_integer(clock_wall_ms() / 1000));
}

/* --- letters ---------------------------------------------------------------------------------------------------------
 */

/* What a letter may look like its author has said in its schema; one that does not fit is the author's mistake. */
static bool fits_schema(struct visit *visit, const char *name, const json_t *data)
{
    const json_t *schema = json_object_get(json_object_get(visit->bundle.parsed, "letters"), name);
    struct schema_flaw flaw;
    if (!schema || schema_fits(schema, data, &flaw))
        return true;
    author_blame(&visit->desk->author, visit_service(visit),
                 "main.lua: the letter %s does not fit letters/%s.schema.json: %s: %s", name, name, flaw.at, flaw.why);
    return false;
}

static void fault_letter(struct visit *visit)
{
    desk_call_staff(visit->desk, "FLW-07");
    visit_fault(visit, "service", "FLW-07", json_pack("[s,s]", "counter", "end"));
}

static json_t *letter_data(const struct visit *visit, const char *case_number, json_t *letter)
{
    json_t *data = json_pack("{ss,ss,ss,ss,sO}", "case", case_number, "service", visit_service(visit), "version",
                             json_text(json_object_get(visit->bundle.parsed, "manifest"), "version"), "language",
                             visit->row.language, "letter", letter);
    if (*visit->path)
        json_object_set_new(data, "journey", json_string(visit->row.service));
    return data;
}

/* Case number, letter and journal row are one transaction: there is no moment between them. */
static int write_letter(struct visit *visit, const char *case_number, json_t *letter)
{
    const json_t *options = visit->step.options;
    const char *name = json_text(options, "letter");
    json_t *data = letter_data(visit, case_number, letter);
    struct dispatch dispatch = {.visit = visit->row.id,
                                .step = visit_key(visit, visit->step.key),
                                .agency = agency_of(name),
                                .type = name,
                                .case_number = case_number,
                                .after = json_string_value(json_object_get(options, "after")),
                                .when = json_string_value(json_object_get(options, "when")),
                                .by = json_text(options, "by")};
    int code = letter_put(visit->desk, &dispatch, data);
    json_decref(data);
    return code;
}

/* What the script sends with its pictures in it (new); NULL: its author did something wrong. */
static json_t *fill_letter(struct visit *visit, const char *name)
{
    const char *why;
    json_t *letter = camera_fill(visit, json_object_get(visit->step.options, "data"), &why);
    if (!letter)
        author_blame(&visit->desk->author, visit_service(visit), "main.lua: the letter %s has %s", name, why);
    else if (!fits_schema(visit, name, letter)) {
        json_wipe(letter);
        letter = NULL;
    }
    return letter;
}

static void send_letter(struct visit *visit, const char *name, const char *when, json_t *letter)
{
    char *case_number = letter_new_case(visit->desk, agency_of(name));
    int code = case_number ? write_letter(visit, case_number, letter) : E_IO;
    if (code == E_DENIED) {
        author_blame(&visit->desk->author, visit_service(visit),
                     "main.lua: %s waits for %s, which is no look of the agency that got the letter before", name,
                     when);
        fault_undeclared(visit);
        return;
    }
    if (code < 0) {
        desk_call_staff(visit->desk, "OUT-01");
        visit_fault(visit, "service", "OUT-01", json_pack("[s,s,s]", "retry", "counter", "end"));
        return;
    }
    visit_put_intent(visit, json_object());
    visit_settle(visit, json_pack("{ss}", "case", case_number));
}

static void start_send(struct visit *visit)
{
    const char *name = json_text(visit->step.options, "letter"), *when = json_text(visit->step.options, "when");
    if (!declared(visit, "letters", name) || (*when && !declared(visit, "looks", when))) {
        fault_undeclared(visit);
        return;
    }
    json_t *letter = fill_letter(visit, name);
    if (letter)
        send_letter(visit, name, when, letter);
    else
        fault_letter(visit);
    json_wipe(letter);
}

/* --- all of them -----------------------------------------------------------------------------------------------------
 */

void step_start(struct visit *visit)
{
    const struct step *step = &visit->step;
    static const struct {
        const char *kind;
        void (*start)(struct visit *);
    } kinds[] = {{"ktp", start_card},          {"look", start_look},     {"rule", start_rule},   {"now", start_now},
                 {"send", start_send},         {"pay", pay_start},       {"ticket", give_start}, {"slip", slip_start},
                 {"document", document_start}, {"copy", document_start}, {"call", call_start},   {"code", scan_start},
                 {"reprint", reprint_start},   {"photo", camera_start},  {"scan", camera_start}};
    if (!call_agreed(visit)) {
        fault_undeclared(visit);
        return;
    }
    if (text_is(step->class, "question")) {
        start_question(visit);
        return;
    }
    if (text_is(step->kind, "today")) {
        visit_settle(visit, json_string(visit->row.today));
        return;
    }
    if (text_is(step->kind, "pay") && !declared(visit, "pays", json_text(step->options, "bill"))) {
        fault_undeclared(visit);
        return;
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (text_is(kinds[i].kind, step->kind)) {
            kinds[i].start(visit);
            return;
        }
    }
    fault_undeclared(visit); /* an engine newer than this core */
}

void step_stop(struct visit *visit)
{
    loop_forget(visit->desk->loop, &visit->poll);
    agency_forget(&visit->desk->agencies, visit->look);
    compose_forget(&visit->desk->composer);
    print_stop(visit);
    visit->printing = NULL;
    if (visit->device && visit->device->request && visit->device->mine == visit)
        device_cancel(visit->device);
    camera_forget(visit);
    visit->look = 0;
    visit->device = NULL;
    visit->reading = false;
}

void step_answer(struct visit *visit, const json_t *value)
{
    if (text_is(visit->step.kind, "ktp"))
        answer_card(visit, value);
    else if (text_is(visit->step.kind, "code"))
        scan_answer(visit, value);
    else if (picture_is_kind(visit->step.kind))
        camera_answer(visit, value);
    else if (text_is(visit->step.kind, "pay"))
        pay_answer(visit, value);
    else if (text_is(visit->step.kind, "ticket"))
        give_answer(visit, value);
    else if (text_is(visit->step.kind, "reprint"))
        reprint_answer(visit, value);
    else if (text_is(visit->step.kind, "slip"))
        slip_answer(visit, value);
    else if (text_is(visit->step.kind, "document") || text_is(visit->step.kind, "copy"))
        document_answer(visit, value);
}

/* Nobody needs to wait longer than they want to: what was looked for counts as not found. */
void step_cancel(struct visit *visit)
{
    if (text_is(visit->step.kind, "pay"))
        pay_cancel(visit);
    else if (text_is(visit->step.kind, "look") && visit->look && json_truth(visit->step.options, "may_fail"))
        visit_settle(visit, NULL);
}

void step_device_changed(struct visit *visit, struct device *device)
{
    if (text_is(visit->step.class, "effect") && visit->printing)
        print_device_changed(visit);
    if (text_is(visit->step.kind, "code") && text_is(device->class, "scanner"))
        scan_device_changed(visit);
    if (picture_is_kind(visit->step.kind) && text_is(device->class, "camera"))
        camera_device_changed(visit);
    if (!text_is(visit->step.kind, "ktp") || !text_is(device->class, "card"))
        return;
    visit->device = device;
    const char *phase = json_text(json_at(visit->screen, "options.device"), "phase");
    bool offline = text_is(json_text(json_at(visit->screen, "options.device"), "state"), "offline");
    if (text_is(phase, "remove") && !text_is(device->media, "present"))
        show_card(visit, "insert");
    else if (offline == device_online(device))
        show_card(visit, "insert");
    else if (text_is(device->media, "present") && visit->reading && !text_is(phase, "reading"))
        show_card(visit, "reading");
    read_card(visit);
}
