/* reprint.c - the slip of a number once more: on any kiosk of the hall, for who went on with the code on the phone, or
 * has lost the paper (sheet.h).
 *
 * The number must be one that the hall just called valid in this visit, and its heading says that it is a copy. It is
 * not reserved, confirmed or made void again: the hall calls it once, however many slips of it there are. */
#include "base/text.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "desk/sheet.h"

/* What the hall said of it in this visit; NULL: nothing, or that it is over. */
static const json_t *place_of(const struct visit *visit)
{
    const char *number = json_text(visit->step.options, "number");
    for (size_t n = rows_count(visit); n > 0; n--) {
        const json_t *row = rows_get(visit, n - 1), *value = json_object_get(row, "value");
        if (text_is(json_text(row, "kind"), "look") && rows_is_mine(visit, n - 1) &&
            text_is(json_text(json_object_get(row, "options"), "name"), "mpp.number") &&
            text_is(json_text(value, "number"), number) && text_is(json_text(value, "state"), "confirmed"))
            return value;
    }
    return NULL;
}

static char *page_of(const struct visit *visit)
{
    const json_t *place = place_of(visit);
    return give_page(visit->desk, json_text(place, "day"), json_text(place, "number"), "");
}

/* As the hall said it of this number: the board counts those who wait, this one among them. */
static json_t *queue_of(const struct visit *visit)
{
    const json_t *place = place_of(visit);
    json_t *queue = give_queue(visit->desk, json_text(place, "queue"));
    json_object_set(queue, "ahead", json_object_get(place, "ahead"));
    return queue;
}

static json_t *instead(const struct visit *visit)
{
    return json_pack("{sO,ss,so}", "number", json_object_get(visit->step.options, "number"), "qr", page_of(visit),
                     "queue", queue_of(visit));
}

/* As of a ticket: the last screen shows it. */
static json_t *given(const struct visit *visit)
{
    const json_t *place = place_of(visit);
    return json_pack("{sO,sO,sO,ss,sO}", "number", json_object_get(place, "number"), "queue",
                     json_object_get(place, "queue"), "day", json_object_get(place, "day"), "qr", page_of(visit),
                     "ahead", json_object_get(place, "ahead"));
}

static void print(struct visit *visit);
static void on_ended(struct visit *visit, const char *reason, const char *code);

static const struct printing reprint_printing = {"printer", "slip", sheet_leaves, on_ended};
static const struct sheet reprint = {&reprint_printing, print, instead, given};

static void on_ended(struct visit *visit, const char *reason, const char *code)
{
    sheet_ended(visit, &reprint, reason, code);
}

static void print(struct visit *visit)
{
    json_t *data = print_data(visit), *queue = queue_of(visit);
    const char *last = visit_text(visit, "note");
    json_object_del(queue, "letter"); /* the number begins with it */
    json_object_set(data, "number", json_object_get(visit->step.options, "number"));
    json_object_set_new(data, "queue", queue);
    json_object_set_new(data, "title", json_string(sheet_title(visit)));
    json_object_set_new(data, "qr", json_string(page_of(visit)));
    json_object_set_new(data, "notes", last ? json_pack("[s]", last) : json_array());
    print_page(visit, data, json_text(visit->step.options, "number"), &reprint_printing);
}

void reprint_start(struct visit *visit)
{
    if (place_of(visit)) {
        sheet_start(visit, &reprint);
        return;
    }
    author_blame(&visit->desk->author, visit_service(visit),
                 "main.lua: no look mpp.number of this visit found the number of %s valid", visit->step.key);
    desk_call_staff(visit->desk, "FLW-08");
    visit_fault(visit, "service", "FLW-08", json_pack("[s,s]", "counter", "end"));
}

void reprint_answer(struct visit *visit, const json_t *value)
{
    sheet_answer(visit, &reprint, value);
}
