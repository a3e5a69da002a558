/* visit.c - see visit.h. */
#include "desk/visit.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "domain/answer.h"
#include "domain/picture.h"

#include <sodium.h>
#include <stdio.h>

enum {
    IDLE_MS = 10 * 60 * 1000, /* core ends a visit nobody answers */
    ALIVE_MS = 10 * 1000,     /* how often core shows that it lives, while a visit is open */
    RETURN_S = 60 + 10,       /* a citizen finds their place again for a minute */
};

const char *visit_queue(const struct visit *visit)
{
    return catalog_queue(visit->bundle.parsed, visit->service);
}

/* --- going back ------------------------------------------------------------------------------------------------------
 */

static bool current(const struct visit *visit, int64_t step)
{
    return visit->step.open && step == visit->step.serial;
}

static void stir(struct visit *visit)
{
    loop_after(visit->desk->loop, &visit->idle, IDLE_MS);
}

/* Going back to the card asks for the card: a fact that was read is not reused then. */
static void back_to(struct visit *visit, size_t n)
{
    char *key = turn_text("%s%s", json_text(rows_get(visit, n), "in"), json_text(rows_get(visit, n), "key"));
    bool fact = rows_is(visit, n, "fact");
    visit->home[0] = 0;
    visit_restart_at(visit, n);
    if (fact)
        json_object_del(visit->drafts, key);
}

void visit_back(struct visit *visit, int64_t step)
{
    if (!current(visit, step) || !visit_can_back(visit))
        return;
    stir(visit);
    if (*visit->asked) { /* leave Ubah: the old answer stands, and drafts lead back to the review */
        visit->asked[0] = 0;
        visit_restart_at(visit, rows_complete(visit));
        return;
    }
    back_to(visit, rows_last_question(visit));
}

void visit_take_back(struct visit *visit)
{
    size_t n = rows_complete(visit);
    json_array_remove(visit->rows, n);
    rows_cut(visit, n);
    if (rows_last_question(visit) < n)
        back_to(visit, rows_last_question(visit));
    else
        visit_restart_at(visit, n);
}

void visit_edit(struct visit *visit, int64_t step, const char *key)
{
    if (!current(visit, step) || !text_is(visit->step.kind, "review"))
        return;
    stir(visit);
    for (size_t n = rows_barrier(visit); n < rows_complete(visit); n++) {
        if (!rows_is_mine(visit, n) || !text_is(json_text(rows_get(visit, n), "key"), key))
            continue;
        snprintf(visit->home, sizeof visit->home, "%s", visit_key(visit, visit->step.key));
        snprintf(visit->asked, sizeof visit->asked, "%s", visit_key(visit, key));
        visit_restart_at(visit, n);
        return;
    }
}

/* --- what the citizen says -------------------------------------------------------------------------------------------
 */

/* The counter instead: this visit ends, a number for the same queue begins. */
static void go_to_counter(struct visit *visit)
{
    visit->after = catalog_number_service(&visit->desk->catalog, visit_queue(visit));
    visit_end(visit, "counter");
}

static void answer_fault(struct visit *visit, const json_t *value)
{
    const char *choice = json_string_value(value) ? json_string_value(value) : "";
    if (text_is(choice, "end")) {
        visit_end(visit, "citizen");
    } else if (text_is(choice, "counter")) {
        go_to_counter(visit);
    } else if (text_is(choice, "retry") && text_is(json_text(json_at(visit->screen, "options"), "what"), "author")) {
        visit->after = turn_text("%s", visit->row.service);
        visit_end(visit, "again");
    } else if (text_is(choice, "retry") && visit->child) {
        visit->faulting = false;
        step_start(visit);
    } else {
        step_answer(visit, value);
    }
}

/* What ui sends is checked again before a script sees it: core trusts no screen. The pack of regions is read for the
 * one answer that needs it, once in a few visits: 20 to 40 ms, and no 8 MB for ever. */
static json_t *check_answer(const struct visit *visit, const json_t *value, const char **error)
{
    const char *pack = json_text(visit->desk->site.settings, "regions");
    bool listed = text_is(visit->step.kind, "address") && json_object_get(value, "region") && *pack;
    struct regions *regions = listed ? regions_open(pack) : NULL;
    struct question question = {visit->step.kind, visit->row.today, visit->step.options, regions};
    json_t *clean = answer_check(&question, value, error);
    regions_close(regions);
    return clean;
}

void visit_answer(struct visit *visit, int64_t step, const json_t *value)
{
    const char *error = NULL;
    if (!current(visit, step))
        return;
    stir(visit);
    if (visit->faulting) {
        answer_fault(visit, value);
        return;
    }
    if (!text_is(visit->step.class, "question")) {
        step_answer(visit, value);
        return;
    }
    json_t *clean = check_answer(visit, value, &error);
    if (clean)
        visit_settle(visit, clean);
    else
        visit_show_error(visit, error);
}

void visit_cancel(struct visit *visit, int64_t step)
{
    if (!current(visit, step))
        return;
    stir(visit);
    step_cancel(visit);
}

/* A camera's picture moves: that is nobody's touch. */
void visit_aim(struct visit *visit, int64_t step)
{
    if (current(visit, step) && !visit->faulting && picture_is_kind(visit->step.kind))
        camera_aim(visit);
}

void visit_set_language(struct visit *visit, const char *language)
{
    snprintf(visit->row.language, sizeof visit->row.language, "%s", language);
    journal_set_language(&visit->desk->store, visit->row.id, language);
    stir(visit);
}

void visit_device_changed(struct visit *visit, struct device *device)
{
    if (visit->step.open && !visit->faulting)
        step_device_changed(visit, device);
}

/* --- life ------------------------------------------------------------------------------------------------------------
 */

static void on_slow(void *mine)
{
    visit_show_now(mine);
}

static void on_idle(void *mine)
{
    visit_end(mine, "idle");
}

static void on_alive(void *mine)
{
    struct visit *visit = mine;
    seal_touch(&visit->seal);
    loop_after(visit->desk->loop, &visit->alive, ALIVE_MS);
}

static struct visit *new_visit(struct desk *desk, const struct visit_row *row)
{
    struct visit *visit = make(sizeof *visit);
    visit->desk = desk;
    visit->row = *row;
    visit->page.fd = visit->file = -1;
    visit->began = clock_ms();
    visit->rows = json_array();
    visit->drafts = json_object();
    visit->slow = (struct timer){.due = on_slow, .mine = visit};
    visit->idle = (struct timer){.due = on_idle, .mine = visit};
    visit->alive = (struct timer){.due = on_alive, .mine = visit};
    return visit;
}

static void free_visit(struct visit *visit)
{
    struct timer *timers[] = {&visit->slow, &visit->idle, &visit->alive, &visit->poll};
    json_t *values[] = {visit->rows, visit->drafts, visit->offered, visit->screen, visit->soon, visit->step.options};
    for (size_t i = 0; i < COUNT(timers); i++)
        loop_forget(visit->desk->loop, timers[i]);
    child_drop(visit->child);
    for (size_t i = 0; i < COUNT(values); i++)
        json_wipe(values[i]);
    bundle_free(&visit->bundle);
    document_forget(visit);
    wipe_free(visit, sizeof *visit);
}

static void begin_visit(struct visit *visit)
{
    visit->desk->visit = visit;
    stir(visit);
    on_alive(visit);
    visit_show_soon(visit, "moment", "", false);
    visit_show_again(visit);
    script_begin(visit);
}

static bool open_visit(struct visit *visit)
{
    struct desk *desk = visit->desk;
    return call_enter(visit) && seal_new(&visit->seal, site_path(&desk->site, "keys"), visit->row.id) == OK &&
           journal_add_visit(&desk->store, &visit->row) == OK;
}

void visit_start(struct desk *desk, const char *service, const char *language)
{
    const struct plugin *plugin;
    struct visit_row row = {0};
    unsigned char random[8];
    if (!catalog_service(&desk->catalog, service, &plugin)) {
        fail(E_STATE, "nobody offers the service %s", service);
        return;
    }
    if (!desk_has_room(desk) || catalog_verify(&desk->catalog, plugin) < 0)
        return;
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(row.id, sizeof row.id, random, sizeof random);
    snprintf(row.service, sizeof row.service, "%s", service);
    snprintf(row.bundle, sizeof row.bundle, "%s", plugin->known.hash);
    snprintf(row.language, sizeof row.language, "%s", language);
    day_write(clock_today(), row.today);
    struct visit *visit = new_visit(desk, &row);
    if (open_visit(visit)) {
        begin_visit(visit);
    } else {
        seal_forget(&visit->seal);
        free_visit(visit);
    }
}

static bool is_its_key(void *visit, const char *name)
{
    return text_is(name, visit);
}

/* A core that was killed before the first row of a visit was stored has left a key that opens nothing: it goes. */
void visit_resume(struct desk *desk)
{
    struct visit_row row;
    if (desk->visit)
        return;
    bool was_open = journal_find_visit(&desk->store, &row) == OK;
    folder_sweep(site_path(&desk->site, "keys"), was_open ? is_its_key : NULL, row.id);
    if (!was_open) {
        camera_sweep(desk);
        return;
    }
    struct visit *visit = new_visit(desk, &row);
    int found = seal_find(&visit->seal, site_path(&desk->site, "keys"), row.id, RETURN_S);
    json_t *rows = found == OK ? journal_read(&desk->store, &visit->seal, row.id) : NULL;
    if (rows) {
        json_wipe(visit->rows);
        visit->rows = rows;
    }
    bool entered = rows && call_enter(visit);
    if (rows && !entered && !desk->catalog.ready) {
        free_visit(visit); /* its code is being read again (store/again.h); then it goes on */
        return;
    }
    if (!entered) {
        say("visit: the one that was open cannot be taken up again");
        visit_end(visit, "lost");
        return;
    }
    say("visit: taken up again at row %zu", rows_count(visit));
    left_forget(&desk->left);
    begin_visit(visit);
}

/* Paid, and the letter never written: a person must look at it. The bill number is no personal data. */
static void tell_staff_of_payment(struct visit *visit)
{
    const json_t *paid = json_object_get(visit_row_of(visit, "pay"), "value");
    if (paid && text_is(json_text(paid, "state"), "paid") && !visit_row_of(visit, "send"))
        alarm_unsent(&visit->desk->alarm, json_text(paid, "code"));
}

static void void_open_tickets(struct visit *visit, const char *why)
{
    struct ticket ticket;
    while (ticket_find_open(&visit->desk->store, visit->row.id, &ticket)) {
        letter_put_number(visit->desk, &ticket, "void", NULL, why);
        if (ticket_set_phase(&visit->desk->store, &ticket, TICKET_VOID, why) < 0)
            die("a number cannot be made void");
    }
}

void visit_end(struct visit *visit, const char *why)
{
    struct desk *desk = visit->desk;
    char *id = turn_text("%s", visit->row.id), *language = turn_text("%s", visit->row.language);
    const char *after = visit->after;
    step_stop(visit);
    tell_staff_of_payment(visit);
    void_open_tickets(visit, why);
    seal_forget(&visit->seal);
    camera_sweep(desk);
    if (journal_remove_visit(&desk->store, id) < 0)
        die("the visit cannot be removed");
    free_visit(visit);
    desk_visit_ended(desk, id, turn_text("%s", why), after, language);
}
