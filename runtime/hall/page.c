/* page.c - what the QR on a slip opens on a phone: the number, how many are before it, whether it was called; and the
 * same for a kiosk that reads that code.
 *
 * Everybody may look at every number, as everybody sees the wall: so there is nothing on it that says who holds it. */
#include "hall/hall.h"

#include "base/text.h"

static const char frame[] =
    "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
    "<meta http-equiv=\"refresh\" content=\"20\"><meta name=\"robots\" content=\"noindex\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">"
    "<title>%s</title><style>body{font-family:system-ui,sans-serif;margin:0;padding:8vh 6vw;text-align:center;"
    "color:#1a1a1a;background:#fff}h1{font-size:26vw;margin:0;line-height:1.1}p{font-size:1.4rem;margin:.6em 0}"
    "small{color:#555;font-size:1rem}@media(min-width:40em){h1{font-size:10rem}}</style></head>"
    "<body><p>%s</p><h1>%s</h1><p><b>%s</b><br><small lang=\"en\">%s</small></p><p>%s</p></body></html>\n";

struct place {
    char *queue, *state, *counter;
    int64_t turn;
    bool called;
};

static bool find_place(struct hall *hall, const char *day, const char *number, struct place *place)
{
    sqlite3_stmt *row = db_find(&hall->db,
                                "SELECT queue, state, ifnull(turn, 0), called IS NOT NULL,"
                                " (SELECT counter FROM call WHERE call.day = number.day AND call.number = number.number"
                                "  ORDER BY seq DESC LIMIT 1) FROM number WHERE day = ? AND number = ?",
                                BIND(TEXT(day), TEXT(number)));
    if (!row)
        return false;
    *place = (struct place){turn_text("%s", row_text(row, 0)), turn_text("%s", row_text(row, 1)),
                            turn_text("%s", row_text(row, 4)), row_number(row, 2), row_number(row, 3) != 0};
    db_enough(row);
    return true;
}

static int64_t count_before(struct hall *hall, const char *day, const struct place *place)
{
    return db_number(&hall->db,
                     "SELECT count(*) FROM number WHERE day = ? AND queue = ? AND state = 'confirmed'"
                     " AND called IS NULL AND turn < ?",
                     BIND(TEXT(day), TEXT(place->queue), NUMBER(place->turn)), 0);
}

/* Names come from the settings; they are text, not HTML. */
static char *escape(const char *text)
{
    char *safe = turn_text("%s", "");
    for (; *text; text++)
        safe = *text == '<'   ? turn_text("%s&lt;", safe)
               : *text == '&' ? turn_text("%s&amp;", safe)
                              : turn_text("%s%c", safe, *text);
    return safe;
}

static void show(struct hall *hall, struct request *request, const char *number, const struct place *place,
                 const char *line, const char *english)
{
    const json_t *queue = hall_queue(hall, place->queue);
    const char *name = escape(json_text(queue, "name")), *where = escape(json_text(queue, "place"));
    request_text(request, 200, "text/html; charset=utf-8",
                 turn_text(frame, number, name, number, line, english, where));
}

void page_get(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *day = request->part[0], *number = request->part[1];
    struct place place;
    if (!find_place(hall, day, number, &place)) {
        request_text(request, 404, "text/html; charset=utf-8",
                     turn_text(frame, "-", "", "-", "Nomor ini tidak dikenal.", "This number is not known.", ""));
        return;
    }
    int64_t before = count_before(hall, day, &place);
    if (text_is(place.state, "void"))
        show(hall, request, number, &place, "Nomor ini tidak berlaku.", "This number is not valid.");
    else if (place.called)
        show(hall, request, number, &place, turn_text("Sudah dipanggil ke loket %s.", place.counter),
             turn_text("Called to counter %s.", place.counter));
    else if (!text_is(day, hall_day()))
        show(hall, request, number, &place, "Nomor ini untuk hari lain.", "This number is for another day.");
    else if (text_is(place.state, "reserved"))
        show(hall, request, number, &place, "Sedang dicetak.", "Being printed.");
    else if (before == 0)
        show(hall, request, number, &place, "Giliran berikutnya.", "You are next.");
    else
        show(hall, request, number, &place, turn_text("%lld orang di depan Anda.", (long long)before),
             turn_text("%lld before you.", (long long)before));
}

void page_look(void *mine, struct request *request)
{
    struct hall *hall = mine;
    const char *day, *number;
    struct place place;
    if (!request_may(request, hall->devices) || !request_json(request) || !(day = request_want(request, "day", 10)) ||
        !(number = request_want(request, "number", 16)))
        return;
    if (!find_place(hall, day, number, &place)) {
        request_refuse(request, 404, "this number is not known", "nobody was given %s on %s", number, day);
        return;
    }
    bool today = text_is(day, hall_day());
    request_answer(request, 200,
                   json_pack("{ss,ss,ss,ss,sb,ss*,sI}", "day", day, "number", number, "queue", place.queue, "state",
                             today ? place.state : "over", "called", place.called, "counter",
                             place.called ? place.counter : NULL, "ahead",
                             (json_int_t)count_before(hall, day, &place)));
}
