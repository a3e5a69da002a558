/* calls.c - a counter calls the next in line, or the same again.
 *
 * One thread, one transaction: two counters that call at once never get the same number. The line is in the order in
 * which numbers were confirmed, so a kiosk with a higher lease does not make its citizens wait longer. */
#include "hall/hall.h"

#include <string.h>

struct call {
    const char *day, *number, *queue, *counter, *file;
    bool recall;
    int64_t at;
};

static bool is_counter(const char *counter)
{
    return counter[0] >= 'A' && counter[0] <= 'Z' &&
           strspn(counter, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen(counter);
}

static const char *want_counter(struct hall *hall, struct request *request)
{
    if (!request_may(request, hall->officers) || !request_json(request))
        return NULL;
    const char *counter = request_want(request, "counter", 6);
    if (!counter || is_counter(counter))
        return counter;
    request_refuse(request, 400, "not a counter", "a counter is the letter of its queue and a number: D1");
    return NULL;
}

static void store_call(struct hall *hall, const struct call *call)
{
    db_do(&hall->db, "INSERT INTO call (day, number, queue, counter, recall, at) VALUES (?, ?, ?, ?, ?, ?)",
          BIND(TEXT(call->day), TEXT(call->number), TEXT(call->queue), TEXT(call->counter), NUMBER(call->recall),
               NUMBER(call->at)));
    hall_changed(hall);
}

static void answer_call(struct hall *hall, struct request *request, const struct call *call)
{
    const json_t *queue = hall_queue(hall, call->queue);
    json_t *answer = json_pack("{ss,ss,ss,ss,ss,sb,sI}", "number", call->number, "letter", call->queue, "counter",
                               call->counter, "name", json_text(queue, "name"), "place", json_text(queue, "place"),
                               "recall", call->recall, "at", (json_int_t)call->at);
    if (*call->file)
        json_object_set_new(answer, "case", json_string(call->file));
    request_answer(request, 200, answer);
}

static bool find_next(struct hall *hall, struct call *call)
{
    sqlite3_stmt *row = db_find(&hall->db,
                                "SELECT number, \"case\" FROM number WHERE day = ? AND queue = ?"
                                " AND state = 'confirmed' AND called IS NULL ORDER BY turn LIMIT 1",
                                BIND(TEXT(call->day), TEXT(call->queue)));
    if (!row)
        return false;
    call->number = turn_text("%s", row_text(row, 0));
    call->file = turn_text("%s", row_text(row, 1));
    db_enough(row);
    return true;
}

void calls_post(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *counter = want_counter(hall, request);
    if (!counter)
        return;
    struct call call = {.day = hall_day(), .counter = counter, .at = hall_now()};
    call.queue = json_text_or(request_json(request), "queue", turn_text("%.1s", counter));
    if (!hall_want_queue(hall, request, call.queue))
        return;
    if (!find_next(hall, &call)) {
        request_refuse(request, 404, "nobody waits", "queue %s is empty; it is on the board when somebody comes",
                       call.queue);
        return;
    }
    db_do(&hall->db, "UPDATE number SET called = ? WHERE day = ? AND number = ?",
          BIND(NUMBER(call.at), TEXT(call.day), TEXT(call.number)));
    store_call(hall, &call);
    answer_call(hall, request, &call);
}

static bool find_last(struct hall *hall, struct call *call)
{
    sqlite3_stmt *row = db_find(&hall->db,
                                "SELECT call.number, call.queue, \"case\" FROM call JOIN number USING (day, number)"
                                " WHERE call.day = ? AND counter = ? ORDER BY seq DESC LIMIT 1",
                                BIND(TEXT(call->day), TEXT(call->counter)));
    if (!row)
        return false;
    call->number = turn_text("%s", row_text(row, 0));
    call->queue = turn_text("%s", row_text(row, 1));
    call->file = turn_text("%s", row_text(row, 2));
    db_enough(row);
    return true;
}

void calls_recall(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *counter = want_counter(hall, request);
    if (!counter)
        return;
    struct call call = {.day = hall_day(), .counter = counter, .at = hall_now(), .recall = true};
    if (!find_last(hall, &call)) {
        request_refuse(request, 404, "nothing to recall", "counter %s has not called anybody today", counter);
        return;
    }
    store_call(hall, &call);
    answer_call(hall, request, &call);
}
