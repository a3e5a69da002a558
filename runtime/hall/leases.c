/* leases.c - blocks of ten numbers, so that a kiosk can go on when the hall is out of reach.
 *
 * A block is never given twice: a kiosk that asks again after a lost answer names the same `after` and gets the same
 * block. The next block begins above everything anybody was given or says to hold, so that even a hall that lost its
 * database does not start from one while its kiosks are in the middle of the day. */
#include "hall/hall.h"

struct lease {
    const char *day, *queue, *kiosk;
    int64_t after, first;
};

static bool find_lease(struct hall *hall, struct lease *lease)
{
    lease->first =
        db_number(&hall->db, "SELECT first FROM lease WHERE day = ? AND queue = ? AND kiosk = ? AND after = ?",
                  BIND(TEXT(lease->day), TEXT(lease->queue), TEXT(lease->kiosk), NUMBER(lease->after)), 0);
    return lease->first > 0;
}

static void make_lease(struct hall *hall, struct lease *lease)
{
    int64_t highest = db_number(&hall->db, "SELECT max(ifnull(max(last), 0), ?) FROM lease WHERE day = ? AND queue = ?",
                                BIND(NUMBER(lease->after), TEXT(lease->day), TEXT(lease->queue)), lease->after);
    lease->first = highest + 1;
    db_do(&hall->db, "INSERT INTO lease (day, queue, kiosk, after, first, last) VALUES (?, ?, ?, ?, ?, ?)",
          BIND(TEXT(lease->day), TEXT(lease->queue), TEXT(lease->kiosk), NUMBER(lease->after), NUMBER(lease->first),
               NUMBER(lease->first + HALL_LEASE - 1)));
}

void leases_post(void *mine, struct request *request)
{
    struct hall *hall = mine;
    struct lease lease = {.day = hall_day()};
    json_t *body;
    if (!request_may(request, hall->devices) || !(body = request_json(request)) ||
        !(lease.kiosk = request_want(request, "kiosk", HALL_KIOSK_MAX)) ||
        !(lease.queue = request_want(request, "queue", 1)) || !hall_want_queue(hall, request, lease.queue))
        return;
    lease.after = json_number(body, "after", -1);
    if (lease.after < 0 || lease.after > 99999) {
        request_refuse(request, 400, "a field is missing", "after is the last number of your newest lease, or 0");
        return;
    }
    if (!find_lease(hall, &lease))
        make_lease(hall, &lease);
    request_answer(request, 200,
                   json_pack("{ss,ss,sI,sI}", "queue", lease.queue, "day", lease.day, "first", (json_int_t)lease.first,
                             "last", (json_int_t)(lease.first + HALL_LEASE - 1)));
}
