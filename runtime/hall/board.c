/* board.c - what the wall shows, read from the rows: the same truth for every screen, also after a restart. */
#include "hall/hall.h"

static json_t *read_current(struct hall *hall, const char *day)
{
    sqlite3_stmt *row = db_find(
        &hall->db, "SELECT number, queue, counter, recall, at FROM call WHERE day = ? ORDER BY seq DESC LIMIT 1",
        BIND(TEXT(day)));
    if (!row)
        return json_null();
    const char *letter = row_text(row, 1);
    const json_t *queue = hall_queue(hall, letter);
    json_t *current = json_pack("{ss,ss,ss,ss,ss,sb,sI}", "number", row_text(row, 0), "letter", letter, "counter",
                                row_text(row, 2), "name", json_text(queue, "name"), "place", json_text(queue, "place"),
                                "recall", (int)row_number(row, 3), "at", (json_int_t)row_number(row, 4));
    db_enough(row);
    return current;
}

/* The four before the current one, each once, with the counter that called last. */
static json_t *read_recent(struct hall *hall, const char *day, const char *current)
{
    json_t *recent = json_array();
    for (sqlite3_stmt *row = db_find(&hall->db,
                                     "SELECT number, queue, counter, max(seq) AS newest FROM call"
                                     " WHERE day = ? AND number <> ? GROUP BY number ORDER BY newest DESC LIMIT 4",
                                     BIND(TEXT(day), TEXT(current)));
         row; row = db_next(&hall->db, row))
        json_array_append_new(recent, json_pack("{ss,ss,ss}", "number", row_text(row, 0), "letter", row_text(row, 1),
                                                "counter", row_text(row, 2)));
    return recent;
}

static int64_t count_waiting(struct hall *hall, const char *day, const char *letter)
{
    return db_number(
        &hall->db, "SELECT count(*) FROM number WHERE day = ? AND queue = ? AND state = 'confirmed' AND called IS NULL",
        BIND(TEXT(day), TEXT(letter)), 0);
}

json_t *board_make(struct hall *hall)
{
    const char *day = hall_day();
    json_t *current = read_current(hall, day), *waiting = json_object(), *queues = json_object(), *row;
    size_t i;
    json_array_foreach (json_object_get(hall->site->settings, "queues"), i, row) {
        const char *letter = json_text(row, "letter");
        json_object_set_new(waiting, letter, json_integer(count_waiting(hall, day, letter)));
        json_object_set_new(queues, letter,
                            json_pack("{ss,ss}", "name", json_text(row, "name"), "place", json_text(row, "place")));
    }
    json_t *recent = read_recent(hall, day, json_text(current, "number"));
    int64_t seq = db_number(&hall->db, "SELECT max(seq) FROM call", NULL, 0);
    return json_pack("{sI,ss,so,so,so,so}", "seq", (json_int_t)seq, "day", day, "current", current, "recent", recent,
                     "waiting", waiting, "queues", queues);
}

void board_get(void *mine, struct request *request)
{
    request_answer(request, 200, board_make(mine));
}

void board_events(void *mine, struct request *request)
{
    (void)mine;
    request_stream(request);
}
