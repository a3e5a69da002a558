/* staff.c - somebody is wanted at a kiosk. Pressing the button five times is one call: until an officer says it is
 * done, the same kiosk with the same reason gets the same receipt. */
#include "hall/hall.h"

void staff_post(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *kiosk, *reason;
    if (!request_may(request, hall->devices) || !request_json(request) ||
        !(kiosk = request_want(request, "kiosk", HALL_KIOSK_MAX)) || !(reason = request_want(request, "reason", 64)))
        return;
    int64_t receipt = db_number(&hall->db, "SELECT receipt FROM staff WHERE kiosk = ? AND reason = ? AND done IS NULL",
                                BIND(TEXT(kiosk), TEXT(reason)), 0);
    if (!receipt) {
        db_do(&hall->db, "INSERT INTO staff (kiosk, reason, at) VALUES (?, ?, ?)",
              BIND(TEXT(kiosk), TEXT(reason), NUMBER(hall_now())));
        receipt = db_id(&hall->db);
    }
    request_answer(request, 200, json_pack("{ss}", "receipt", turn_text("staff-%06lld", (long long)receipt)));
}

void staff_get(void *mine, struct request *request)
{
    struct hall *hall = mine;
    if (!request_may(request, hall->officers))
        return;
    json_t *open = json_array();
    for (sqlite3_stmt *row = db_find(
             &hall->db, "SELECT receipt, kiosk, reason, at FROM staff WHERE done IS NULL ORDER BY receipt", NULL);
         row; row = db_next(&hall->db, row)) {
        const char *receipt = turn_text("staff-%06lld", (long long)row_number(row, 0));
        json_array_append_new(open, json_pack("{ss,ss,ss,sI}", "receipt", receipt, "kiosk", row_text(row, 1), "reason",
                                              row_text(row, 2), "at", (json_int_t)row_number(row, 3)));
    }
    request_answer(request, 200, json_pack("{so}", "open", open));
}

void staff_done(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *receipt;
    if (!request_may(request, hall->officers) || !request_json(request) ||
        !(receipt = request_want(request, "receipt", 32)))
        return;
    if (db_do(&hall->db, "UPDATE staff SET done = ? WHERE printf('staff-%06d', receipt) = ? AND done IS NULL",
              BIND(NUMBER(hall_now()), TEXT(receipt))))
        request_answer(request, 200, json_pack("{ss}", "receipt", receipt));
    else
        request_refuse(request, 404, "no such call", "it is done already, or was never made");
}
