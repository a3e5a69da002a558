/* numbers.c - what kiosks say about their numbers: reserved before the printer hears of it, then confirmed or void.
 *
 * Only a confirmed number can be called. Letters about one number arrive in order and perhaps twice; the id of the
 * letter makes the second time harmless. A number belongs to the kiosk that holds its lease, or to the kiosk's own
 * series (any letters that are no queue's), which it uses when the hall has been out of reach for longer than its
 * lease. */
#include "hall/hall.h"

#include <stdlib.h>
#include <string.h>

static const char prefix[] = "id.anjungan.number.";

struct number {
    const char *id;    /* of the letter */
    const char *state; /* what it becomes: "reserved", "confirmed", "void" */
    const char *number, *queue, *day, *kiosk;
    const char *file, *reason; /* the case and why it is void; "" when not said */
};

static bool is_state(const char *state)
{
    return strcmp(state, "reserved") == 0 || strcmp(state, "confirmed") == 0 || strcmp(state, "void") == 0;
}

/* A number that was never heard of may begin anywhere; a reserved one ends; what has ended stays. */
static bool may_become(const char *state, const char *next)
{
    if (!state)
        return true;
    return strcmp(state, "reserved") == 0 && strcmp(next, "reserved") != 0;
}

static bool is_plain(const char *number)
{
    size_t letters = strspn(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = strspn(number + letters, "0123456789");
    return letters >= 1 && letters <= 3 && digits >= 3 && digits <= 6 && !number[letters + digits];
}

/* True when the number is this kiosk's to give: leased to it, or of a series that is no queue's. */
static bool is_owned(struct hall *hall, const struct number *n)
{
    char letter[2] = {n->number[0], 0};
    if (n->number[1] > '9' || !hall_queue(hall, letter))
        return true;
    if (strcmp(letter, n->queue) != 0)
        return false;
    int64_t place = strtoll(n->number + 1, NULL, 10);
    return db_number(&hall->db,
                     "SELECT 1 FROM lease WHERE day = ? AND queue = ? AND kiosk = ? AND ? BETWEEN first AND last",
                     BIND(TEXT(n->day), TEXT(n->queue), TEXT(n->kiosk), NUMBER(place)), 0) == 1;
}

/* What is known of it: its state, NULL when nothing. False when it is another kiosk's. */
static bool find_state(struct hall *hall, const struct number *n, const char **state)
{
    sqlite3_stmt *row = db_find(&hall->db, "SELECT state, kiosk, queue FROM number WHERE day = ? AND number = ?",
                                BIND(TEXT(n->day), TEXT(n->number)));
    *state = NULL;
    if (!row)
        return true;
    *state = turn_text("%s", row_text(row, 0));
    bool same = strcmp(row_text(row, 1), n->kiosk) == 0 && strcmp(row_text(row, 2), n->queue) == 0;
    db_enough(row);
    return same;
}

static void store_number(struct hall *hall, const struct number *n)
{
    db_do(&hall->db,
          "INSERT INTO number (day, number, queue, kiosk, state, \"case\", reason) VALUES (?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (day, number) DO UPDATE SET state = excluded.state, reason = excluded.reason,"
          " \"case\" = iif(excluded.\"case\" = '', \"case\", excluded.\"case\")",
          BIND(TEXT(n->day), TEXT(n->number), TEXT(n->queue), TEXT(n->kiosk), TEXT(n->state), TEXT(n->file),
               TEXT(n->reason)));
    if (strcmp(n->state, "confirmed") == 0)
        db_do(&hall->db,
              "UPDATE number SET turn = (SELECT ifnull(max(turn), 0) + 1 FROM number WHERE day = ?1)"
              " WHERE day = ?1 AND number = ?2",
              BIND(TEXT(n->day), TEXT(n->number)));
}

static void answer_receipt(struct request *request, int64_t receipt)
{
    request_answer(request, 200, json_pack("{ss}", "receipt", turn_text("hall-%06lld", (long long)receipt)));
}

/* The members of the letter that matter here; false when it was refused. */
static bool read_letter(struct hall *hall, struct request *request, struct number *n)
{
    json_t *letter = request_json(request), *data = json_object_get(letter, "data");
    const char *type;
    struct day day;
    if (!letter || !(n->id = request_want(request, "id", 64)) || !(type = request_want(request, "type", 64)))
        return false;
    n->state = strncmp(type, prefix, sizeof prefix - 1) == 0 ? type + sizeof prefix - 1 : "";
    n->number = json_text(data, "number");
    n->queue = json_text(data, "queue");
    n->day = json_text(data, "day");
    n->kiosk = json_text(data, "kiosk");
    n->file = json_text(data, "case");
    n->reason = json_text(data, "reason");
    bool fine = is_state(n->state) && is_plain(n->number) && day_read(n->day, &day) && *n->kiosk &&
                strlen(n->kiosk) <= HALL_KIOSK_MAX && strlen(n->file) <= 64 && strlen(n->reason) <= 64;
    if (!fine)
        request_refuse(request, 400, "not a letter about a number",
                       "type is %s{reserved,confirmed,void}, data is {number, queue, day, kiosk, case?, reason?}",
                       prefix);
    return fine && hall_want_queue(hall, request, n->queue);
}

void numbers_post(void *mine, struct request *request)
{
    struct hall *hall = mine;
    struct number n;
    const char *state;
    if (!request_may(request, hall->devices) || !read_letter(hall, request, &n))
        return;
    int64_t receipt = db_number(&hall->db, "SELECT receipt FROM letter WHERE id = ?", BIND(TEXT(n.id)), 0);
    if (receipt) {
        answer_receipt(request, receipt);
        return;
    }
    if (!find_state(hall, &n, &state) || !is_owned(hall, &n)) {
        request_refuse(request, 409, "not this kiosk's number", "a number is given only by the kiosk that leased it");
        return;
    }
    if (!may_become(state, n.state)) {
        request_refuse(request, 409, "the order makes no sense", "the number is %s and cannot become %s", state,
                       n.state);
        return;
    }
    store_number(hall, &n);
    db_do(&hall->db, "INSERT INTO letter (id) VALUES (?)", BIND(TEXT(n.id)));
    answer_receipt(request, db_id(&hall->db));
    hall_changed(hall);
}
