/* sheet.c - see sheet.h. */
#include "desk/sheet.h"

#include "base/text.h"
#include "desk/desk.h"

static void settle(struct visit *visit, const struct sheet *sheet, bool printed)
{
    json_t *value = sheet->given ? sheet->given(visit) : json_object();
    json_object_set_new(value, "printed", json_boolean(printed));
    visit_settle(visit, value);
}

static void note(struct visit *visit, const char *phase)
{
    visit_put_intent(visit, json_pack("{ss}", "phase", phase));
}

const char *sheet_title(const struct visit *visit)
{
    const char *title = visit_text(visit, "title");
    return title ? title : catalog_text(visit->bundle.parsed, visit->service, visit->row.language, "title");
}

void sheet_start(struct visit *visit, const struct sheet *sheet)
{
    if (text_is(json_text(visit_intent(visit), "phase"), "printing"))
        print_await(visit, sheet->printing);
    else
        sheet->print(visit);
}

void sheet_leaves(struct visit *visit)
{
    note(visit, "printing");
}

void sheet_ended(struct visit *visit, const struct sheet *sheet, const char *reason, const char *code)
{
    if (!reason) {
        settle(visit, sheet, true);
        return;
    }
    say("%s: %s is not printed: %s (%s)", sheet->printing->template, visit->step.key, reason, code);
    if (!text_is(reason, "unknown")) {
        note(visit, "open");
        desk_call_staff(visit->desk, turn_text("%s %s", sheet->printing->class, reason));
    }
    json_t *options = sheet->instead(visit);
    json_object_set_new(options, "reason", json_string(reason));
    json_object_set_new(options, "code", json_string(code));
    visit_show(visit, "paper", options);
}

void sheet_answer(struct visit *visit, const struct sheet *sheet, const json_t *value)
{
    const char *choice = json_string_value(value) ? json_string_value(value) : "";
    if (!text_is(json_text(visit->screen, "kind"), "paper"))
        return;
    bool unknown = text_is(json_text(json_object_get(visit->screen, "options"), "reason"), "unknown");
    if (text_is(choice, "came") && unknown)
        settle(visit, sheet, true);
    else if ((text_is(choice, "missing") && unknown) || (text_is(choice, "again") && !unknown))
        sheet->print(visit);
    else if (text_is(choice, "without"))
        settle(visit, sheet, false);
}
