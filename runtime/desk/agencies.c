/* agencies.c - see agencies.h. */
#include "desk/agencies.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "desk/desk.h"
#include "desk/retry.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { GRACE = 500, PATIENCE_MS = 30000, LOST_MS = 5000 };

/* --- looks ---------------------------------------------------------------------------------------------------------
 */

static void answer(struct look *look, bool ok, const json_t *value, int status)
{
    looked *answered = look->answered;
    void *mine = look->mine;
    loop_forget(look->agencies->desk->loop, &look->late);
    json_wipe(look->packet);
    look->packet = NULL;
    look->id = 0;
    answered(mine, ok, value, status);
}

static void on_late(void *mine)
{
    answer(mine, false, NULL, 0);
}

static struct look *find_look(struct agencies *agencies, int64_t id)
{
    for (int i = 0; id > 0 && i < LOOKS; i++)
        if (agencies->looks[i].id == id)
            return &agencies->looks[i];
    return NULL;
}

int agency_look(struct agencies *agencies, const char *agency, const char *name, json_t *input, int ms,
                looked *answered, void *mine)
{
    struct look *look = NULL;
    for (int i = 0; i < LOOKS && !look; i++)
        look = agencies->looks[i].id == 0 ? &agencies->looks[i] : NULL;
    must(look != NULL); /* a visit asks one thing at a time; leases and staff are a handful */
    look->id = ++agencies->last_id;
    look->agencies = agencies;
    look->answered = answered;
    look->mine = mine;
    look->packet = json_pack("{ss,si,ss,ss,so,si}", "type", "look", "id", look->id, "agency", agency, "name", name,
                             "input", input, "ms", ms);
    look->late = (struct timer){.due = on_late, .mine = look};
    loop_after(agencies->desk->loop, &look->late, ms + GRACE);
    role_put(&agencies->role, json_incref(look->packet));
    return look->id;
}

void agency_forget(struct agencies *agencies, int id)
{
    struct look *look = find_look(agencies, id);
    if (!look)
        return;
    loop_forget(agencies->desk->loop, &look->late);
    json_wipe(look->packet);
    *look = (struct look){0};
    role_put(&agencies->role, json_pack("{ss,si}", "type", "forget", "id", id));
}

/* --- letters -------------------------------------------------------------------------------------------------------
 */

static void on_letter_due(void *mine)
{
    agency_send_letters(mine);
}

static void wait_for_next(struct agencies *agencies)
{
    int64_t now = clock_wall_ms(), next = outbox_next_due(&agencies->desk->store, now);
    if (next)
        loop_after(agencies->desk->loop, &agencies->next_letter, next - now);
    else
        loop_forget(agencies->desk->loop, &agencies->next_letter);
}

/* Half of it is deliver's own time for a letter. */
static void watch_flight(struct agencies *agencies)
{
    int64_t first = 0;
    for (int i = 0; i < agencies->n_flying; i++)
        first = first == 0 || agencies->flew[i] < first ? agencies->flew[i] : first;
    int64_t patience = json_number(agencies->desk->site.settings, "patience", PATIENCE_MS);
    if (first)
        loop_after(agencies->desk->loop, &agencies->lost, first + 2 * patience + LOST_MS - clock_ms());
    else
        loop_forget(agencies->desk->loop, &agencies->lost);
}

static void on_lost(void *mine)
{
    struct agencies *agencies = mine;
    fail(E_TIMEOUT, "deliver says nothing of a letter: all in flight wait again");
    role_drop(&agencies->role);
}

void agency_send_letters(struct agencies *agencies)
{
    struct found letter;
    size_t n;
    struct store *store = &agencies->desk->store;
    if (!agencies->role.here)
        return;
    while (agencies->n_flying < FLYING &&
           outbox_find_due(store, clock_wall_ms(), agencies->flying, agencies->n_flying, &letter)) {
        char *body = outbox_body(store, letter.seq, &n);
        int fd = body ? memfile_make("letter", body, n) : E_STATE;
        if (fd < 0)
            return;
        agencies->flew[agencies->n_flying] = clock_ms();
        agencies->flying[agencies->n_flying++] = letter;
        role_put_with(&agencies->role,
                      json_pack("{ss,ss,ss}", "type", "letter", "id", letter.id, "agency", letter.agency), fd);
        watch_flight(agencies);
    }
    if (agencies->n_flying < FLYING)
        wait_for_next(agencies);
}

static bool land(struct agencies *agencies, const char *id, struct found *letter)
{
    for (int i = 0; i < agencies->n_flying; i++) {
        if (strcmp(agencies->flying[i].id, id) != 0)
            continue;
        *letter = agencies->flying[i];
        agencies->flying[i] = agencies->flying[--agencies->n_flying];
        agencies->flew[i] = agencies->flew[agencies->n_flying];
        watch_flight(agencies);
        return true;
    }
    return false;
}

static void on_undelivered(struct agencies *agencies, const struct found *letter, const json_t *packet)
{
    struct store *store = &agencies->desk->store;
    int64_t status = json_number(packet, "status", 0);
    char *why = turn_text("%lld %s", (long long)status, json_text(packet, "why"));
    mask_text(why); /* agencies may put anything into it */
    if (retry_is_hopeless(status)) {
        fail(E_DENIED, "letter %s is refused and waits for a person: %s", letter->id, why);
        outbox_dead(store, letter->seq, why);
    } else {
        int64_t pause = retry_pause(outbox_tries(store, letter->seq), json_number(packet, "wait", 0));
        outbox_later(store, letter->seq, clock_wall_ms() + pause, why);
    }
}

/* Of a letter that is not in flight nothing is believed. */
static void on_landed(struct agencies *agencies, const json_t *packet)
{
    struct found letter;
    if (!land(agencies, json_text(packet, "id"), &letter))
        return;
    if (strcmp(json_text(packet, "type"), "delivered") == 0)
        outbox_delivered(&agencies->desk->store, letter.seq, json_text(packet, "receipt"));
    else
        on_undelivered(agencies, &letter, packet);
}

/* --- deliver -------------------------------------------------------------------------------------------------------
 */

int agency_take_document(struct agencies *agencies)
{
    int fd = agencies->document;
    agencies->document = -1;
    return fd;
}

static void tell(struct agencies *agencies, struct look *look, const json_t *packet)
{
    const json_t *value = json_object_get(packet, "value");
    answer(look, json_truth(packet, "ok") && value, value, (int)json_number(packet, "status", 0));
    int left = agency_take_document(agencies);
    if (left >= 0)
        close(left);
}

static void on_looked(struct agencies *agencies, struct packet *packet)
{
    struct look *look = find_look(agencies, json_number(packet->body, "id", 0));
    if (!look)
        return;
    agencies->document = packet->n_fds > 0 ? packet_take(packet, 0) : -1;
    tell(agencies, look, packet->body);
}

static void on_board(struct agencies *agencies, const json_t *packet)
{
    json_decref(agencies->board);
    agencies->board = json_incref(json_object_get(packet, "state"));
    agencies->board_fresh = true;
    desk_show_board(agencies->desk);
}

static void on_hall(struct agencies *agencies, bool fresh)
{
    agencies->board_fresh = fresh;
    desk_show_board(agencies->desk);
    if (fresh)
        desk_renew_leases(agencies->desk);
}

static void on_said(void *mine, struct packet *packet)
{
    struct agencies *agencies = mine;
    const char *type = packet_type(packet);
    if (strcmp(type, "looked") == 0)
        on_looked(agencies, packet);
    else if (strcmp(type, "board") == 0)
        on_board(agencies, packet->body);
    else if (strcmp(type, "hall") == 0)
        on_hall(agencies, json_truth(packet->body, "fresh"));
    else
        on_landed(agencies, packet->body);
}

static void on_came(void *mine)
{
    struct agencies *agencies = mine;
    for (int i = 0; i < LOOKS; i++)
        if (agencies->looks[i].id)
            role_put(&agencies->role, json_incref(agencies->looks[i].packet));
}

static void on_left(void *mine)
{
    struct agencies *agencies = mine;
    agencies->n_flying = 0;
    watch_flight(agencies);
}

int agencies_open(struct agencies *agencies, struct desk *desk)
{
    agencies->desk = desk;
    agencies->document = -1;
    agencies->next_letter = (struct timer){.due = on_letter_due, .mine = agencies};
    agencies->lost = (struct timer){.due = on_lost, .mine = agencies};
    agencies->role = (struct role){.name = "deliver",
                                   .door = &door_deliver_to_core,
                                   .came = on_came,
                                   .said = on_said,
                                   .left = on_left,
                                   .mine = agencies};
    return role_open(&agencies->role, &desk->lines, desk->site.run);
}

void agencies_close(struct agencies *agencies)
{
    for (int i = 0; i < LOOKS; i++)
        json_wipe(agencies->looks[i].packet);
    json_decref(agencies->board);
    role_close(&agencies->role);
}

int agency_waiting(const struct agencies *agencies, const char *letter)
{
    return (int)json_number(json_object_get(agencies->board, "waiting"), letter, 0);
}
