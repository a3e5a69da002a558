/* desk.c - see desk.h. */
#include "desk/desk.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "bundle/trust.h"

#include <string.h>
#include <sys/stat.h>

enum { LEASE_LOW = 4, LEASE_MS = 5000, STAFF_MS = 5000 };

static const char *setting(const struct desk *desk, const char *name)
{
    return json_text(desk->site.settings, name);
}

/* --- home and the wall -----------------------------------------------------------------------------------------------
 */

/* NULL while it is open. */
static json_t *state_of(struct desk *desk, const char *agency)
{
    json_t *closed = desk->author.service ? NULL : opening_state(&desk->opening, agency);
    if (closed)
        return closed;
    return desk->paused ? json_pack("{ss}", "state", "paused") : NULL;
}

/* Only what is not open, by agency: hours are an agency's, a pause is everybody's. */
static json_t *states(struct desk *desk)
{
    json_t *all = json_object(), *service;
    size_t s;
    for (int i = 0; i < desk->catalog.n; i++) {
        json_array_foreach (catalog_services(&desk->catalog, i), s, service) {
            const char *agency = json_text(service, "agency");
            json_t *state = json_object_get(all, agency) ? NULL : state_of(desk, agency);
            if (state)
                json_object_set_new(all, agency, state);
        }
    }
    return all;
}

void desk_show_home(struct desk *desk)
{
    json_t *waiting = json_object_get(desk->agencies.board, "waiting");
    desk_has_room(desk);
    opening_wait(&desk->opening);
    if (!desk->ui.here)
        return;
    role_put(&desk->ui,
             json_pack("{ss,ss,ss,ss,sb,sb,so,so}", "type", "home", "site", setting(desk, "name"), "place",
                       setting(desk, "place"), "kiosk", setting(desk, "kiosk"), "development",
                       trust_development(desk->site.settings), "card", desk->left.since != 0, "states", states(desk),
                       "queues", json_is_object(waiting) ? json_incref(waiting) : json_object()));
}

void desk_show_board(struct desk *desk)
{
    if (desk->call.here && desk->agencies.board)
        role_put(&desk->call,
                 json_pack("{ss,ss,ss,sO,sb}", "type", "board", "site", setting(desk, "name"), "place",
                           setting(desk, "place"), "state", desk->agencies.board, "fresh", desk->agencies.board_fresh));
    if (!desk->visit)
        desk_show_home(desk);
}

/* --- numbers and staff -----------------------------------------------------------------------------------------------
 */

json_t *desk_lease_request(struct desk *desk, const char *queue)
{
    char today[11];
    day_write(clock_today(), today);
    return json_pack("{ss,ss,si}", "kiosk", setting(desk, "kiosk"), "queue", queue, "after",
                     ticket_last_lease(&desk->store, queue, today));
}

static void on_lease(void *mine, bool ok, const json_t *value, int status)
{
    struct desk *desk = mine;
    (void)status;
    desk->renewing--;
    if (ok)
        ticket_add_lease(&desk->store, json_text(value, "queue"), json_text(value, "day"),
                         (int)json_number(value, "first", 0), (int)json_number(value, "last", 0));
}

static bool queue_used(struct desk *desk, const char *letter)
{
    json_t *service;
    size_t s;
    for (int i = 0; i < desk->catalog.n; i++) {
        json_array_foreach (catalog_services(&desk->catalog, i), s, service) {
            if (text_is(json_text(service, "queue"), letter))
                return true;
        }
    }
    return false;
}

void desk_renew_leases(struct desk *desk)
{
    char today[11];
    json_t *queue;
    size_t i;
    day_write(clock_today(), today);
    if (desk->renewing)
        return; /* a turn ago: what is on its way comes first */
    json_array_foreach (json_object_get(desk->site.settings, "queues"), i, queue) {
        const char *letter = json_text(queue, "letter");
        if (desk->renewing >= LOOKS / 2 || !queue_used(desk, letter) ||
            ticket_left(&desk->store, letter, today) > LEASE_LOW)
            continue;
        desk->renewing++;
        agency_look(&desk->agencies, "hall", "leases", desk_lease_request(desk, letter), LEASE_MS, on_lease, desk);
    }
}

static void on_staff(void *mine, bool ok, const json_t *value, int status)
{
    struct desk *desk = mine;
    (void)value;
    (void)status;
    desk->calling_staff = false;
    if (desk->citizen_called)
        role_put(&desk->ui, json_pack("{ss,sb}", "type", "called", "staff", ok));
    desk->citizen_called = false;
}

void desk_call_staff(struct desk *desk, const char *reason)
{
    say("staff is wanted: %s", reason);
    if (desk->calling_staff)
        return;
    desk->calling_staff = true;
    agency_look(&desk->agencies, "hall", "staff",
                json_pack("{ss,ss}", "kiosk", setting(desk, "kiosk"), "reason", reason), STAFF_MS, on_staff, desk);
}

bool desk_has_room(struct desk *desk)
{
    bool paused = !store_has_room(&desk->store), before = desk->paused;
    desk->paused = paused;
    if (paused && !before)
        desk_call_staff(desk, "the disk is nearly full: no new visits");
    else if (!paused && before)
        say("the disk has room again");
    return !paused;
}

/* --- ui --------------------------------------------------------------------------------------------------------------
 */

static void on_ui_came(void *mine)
{
    struct desk *desk = mine;
    desk_show_home(desk);
    if (desk->visit)
        visit_show_again(desk->visit);
    else /* whatever it shows of a visit is over: the end may not have reached it */
        role_put(&desk->ui, json_pack("{ss,ss,ss}", "type", "closed", "visit", "", "why", "none"));
    if (desk->catalog.ready)
        author_go_on(&desk->author);
}

/* A visit that ui speaks of and that is over: it missed the end, so it is told again. */
static void tell_closed(struct desk *desk, const char *visit)
{
    role_put(&desk->ui, json_pack("{ss,ss,ss}", "type", "closed", "visit", visit, "why", "gone"));
    desk_show_home(desk);
}

static void on_visit_said(struct desk *desk, const json_t *packet)
{
    struct visit *visit = desk->visit;
    const char *type = json_text(packet, "type");
    int64_t step = json_number(packet, "step", 0);
    if (text_is(type, "answer"))
        visit_answer(visit, step, json_object_get(packet, "value"));
    else if (text_is(type, "back"))
        visit_back(visit, step);
    else if (text_is(type, "edit"))
        visit_edit(visit, step, json_text(packet, "key"));
    else if (text_is(type, "cancel"))
        visit_cancel(visit, step);
    else if (text_is(type, "aim"))
        visit_aim(visit, step);
    else if (text_is(type, "language"))
        visit_set_language(visit, json_text(packet, "language"));
    else if (text_is(type, "end"))
        visit_end(visit, json_text(packet, "why"));
}

static void on_ui_said(void *mine, struct packet *packet)
{
    struct desk *desk = mine;
    const char *type = packet_type(packet), *visit = json_text(packet->body, "visit");
    if (text_is(type, "start")) {
        if (!desk->visit)
            visit_start(desk, json_text(packet->body, "service"), json_text(packet->body, "language"));
        if (!desk->visit)
            desk_show_home(desk); /* not offered any more */
    } else if (text_is(type, "staff")) {
        desk->citizen_called = true;
        lamp_call(&desk->lamp);
        desk_call_staff(desk, "called by the citizen");
    } else if (desk->visit && text_is(desk->visit->row.id, visit)) {
        on_visit_said(desk, packet->body);
    } else {
        tell_closed(desk, visit);
    }
}

static void on_call_came(void *mine)
{
    desk_show_board(mine);
}

static void on_call_said(void *mine, struct packet *packet)
{
    (void)mine;
    (void)packet;
}

void desk_visit_ended(struct desk *desk, const char *id, const char *why, const char *after, const char *language)
{
    desk->visit = NULL;
    desk->wiped = true;
    if (!after)
        left_look(&desk->left);
    say("visit: over (%s)", why);
    role_put(&desk->ui, json_pack("{ss,ss,ss}", "type", "closed", "visit", id, "why", why));
    desk_show_home(desk);
    if (after)
        visit_start(desk, after, language);
}

void desk_device_changed(struct desk *desk, struct device *device)
{
    if (desk->visit)
        visit_device_changed(desk->visit, device);
    left_check(&desk->left, device);
}

/* --- life ------------------------------------------------------------------------------------------------------------
 */

void desk_settle(struct desk *desk)
{
    do {
        if (desk->store.writing || desk->alarm.refused)
            alarm_check(&desk->alarm);
        agency_send_letters(&desk->agencies);
        lamp_check(&desk->lamp);
        if (store_settle(&desk->store) < 0)
            die("the store cannot commit: what was said in this turn must not leave");
        lines_flush(&desk->lines);
    } while (desk->store.writing || lines_waiting(&desk->lines));
    if (desk->wiped && store_checkpoint(&desk->store) == OK) {
        desk->wiped = false;
        store_keep_ballast(&desk->store);
    }
}

/* A visit that was open when core ended, and whose code had to be read again, goes on now. */
static void on_catalog_changed(void *mine)
{
    struct desk *desk = mine;
    visit_resume(desk);
    desk_show_home(desk);
    author_go_on(&desk->author);
}

static void on_bundle_refused(void *mine)
{
    struct desk *desk = mine;
    desk->alarm.refused++;
}

static void on_folder_broken(void *mine, const char *plugin, const char *why)
{
    struct desk *desk = mine;
    author_refuse(&desk->author, plugin, why);
}

static int open_catalog(struct desk *desk)
{
    desk->catalog = (struct catalog){.loop = desk->loop,
                                     .at = {&desk->site, &desk->store},
                                     .nursery = &desk->nursery,
                                     .changed = on_catalog_changed,
                                     .refused = on_bundle_refused,
                                     .broken = on_folder_broken,
                                     .mine = desk};
    return catalog_open(&desk->catalog);
}

static int open_roles(struct desk *desk)
{
    desk->ui = (struct role){
        .name = "ui.main", .door = &door_ui_to_core, .came = on_ui_came, .said = on_ui_said, .mine = desk};
    desk->call = (struct role){
        .name = "ui.call", .door = &door_call_to_core, .came = on_call_came, .said = on_call_said, .mine = desk};
    int code = role_open(&desk->ui, &desk->lines, desk->site.run);
    return code < 0 ? code : role_open(&desk->call, &desk->lines, desk->site.run);
}

int desk_open(struct desk *desk, struct loop *loop, const struct site *site)
{
    desk->loop = loop;
    desk->site = *site;
    lines_start(&desk->lines, loop);
    letters_start(desk);
    composer_start(&desk->composer, desk);
    alarm_start(&desk->alarm, desk);
    lamp_start(&desk->lamp, desk);
    left_start(&desk->left, desk);
    opening_start(&desk->opening, desk);
    conditions_start(&desk->conditions, desk);
    author_start(&desk->author, desk);
    int code = store_open(&desk->store, site_path(site, "state/core/core.db"));
    if (code == OK)
        code = agencies_open(&desk->agencies, desk);
    if (code == OK)
        code = control_open(&desk->control, desk);
    if (code == OK)
        code = devices_open(&desk->devices, desk);
    if (code == OK)
        code = nursery_open(&desk->nursery, &desk->lines, site->run);
    words_learn(site->settings);
    if (code == OK)
        code = open_catalog(desk);
    if (code == OK)
        code = author_watch(&desk->author);
    if (code == OK) {
        store_keep_ballast(&desk->store);
        conditions_wake(&desk->conditions);
        visit_resume(desk);
        code = open_roles(desk);
    }
    return code;
}

void desk_close(struct desk *desk)
{
    author_close(&desk->author);
    opening_close(&desk->opening);
    catalog_close(&desk->catalog);
    nursery_close(&desk->nursery);
    devices_close(&desk->devices);
    agencies_close(&desk->agencies);
    control_close(&desk->control);
    composer_close(&desk->composer);
    role_close(&desk->ui);
    role_close(&desk->call);
    store_close(&desk->store);
}
