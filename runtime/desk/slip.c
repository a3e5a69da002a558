/* slip.c - a list on paper to take home; it has no number, so a second one hurts nobody.
 *
 *   print     the intent row says that it may be out; then the request leaves
 *   settle    the slip is out, or the citizen goes on without: the list is on the screen, in a code for the phone
 *
 * An unknown outcome is asked about, like that of a ticket; "it did not come" prints again. */
#include "base/text.h"
#include "desk/desk.h"
#include "desk/print.h"

#include <string.h>

enum { QR_MAX = 300 }; /* more would be too fine for a phone before a screen */

static const char *heading(const struct visit *visit)
{
    const char *title = visit_text(visit, "title");
    return title ? title : catalog_text(visit->bundle.parsed, visit->service, visit->row.language, "title");
}

/* The texts of what is listed in an option. */
static json_t *items(const struct visit *visit, const char *option)
{
    json_t *list = json_array(), *name;
    size_t i;
    json_array_foreach (json_object_get(visit->step.options, option), i, name) {
        const char *text = visit_text(visit, turn_text("list.%s", json_string_value(name)));
        json_array_append_new(list, json_string(text ? text : json_string_value(name)));
    }
    return list;
}

/* The whole list as a code: it works without any network, and what has no room is left out from the end. */
static char *as_code(const char *title, const json_t *list)
{
    char *code = turn_text("%s", title);
    size_t i;
    json_t *item;
    json_array_foreach ((json_t *)(uintptr_t)list, i, item) {
        char *more = turn_text("%s\n- %s", code, json_string_value(item));
        if (strlen(more) > QR_MAX)
            break;
        code = more;
    }
    return code;
}

static void settle(struct visit *visit, bool printed)
{
    visit_settle(visit, json_pack("{sb}", "printed", printed));
}

/* --- printing --------------------------------------------------------------------------------------------------------
 */

static void note(struct visit *visit, const char *phase)
{
    visit_put_intent(visit, json_pack("{ss}", "phase", phase));
}

static void on_leaving(struct visit *visit)
{
    note(visit, "printing");
}

static void show_trouble(struct visit *visit, const char *reason, const char *code)
{
    json_t *list = items(visit, "list");
    say("slip: %s is not printed: %s (%s)", visit->step.key, reason, code);
    if (!text_is(reason, "unknown"))
        desk_call_staff(visit->desk, turn_text("printer %s", reason));
    visit_show(visit, "paper",
               json_pack("{ss,ss,ss,ss,so}", "reason", reason, "code", code, "title", heading(visit), "qr",
                         as_code(heading(visit), list), "list", list));
}

static void on_ended(struct visit *visit, const char *reason, const char *code)
{
    if (!reason) {
        settle(visit, true);
        return;
    }
    if (!text_is(reason, "unknown"))
        note(visit, "open");
    show_trouble(visit, reason, code);
}

static const struct printing slip_printing = {"printer", "slip", on_leaving, on_ended};

static void print(struct visit *visit)
{
    json_t *data = print_data(visit);
    const char *last = visit_text(visit, "note");
    json_object_set_new(data, "title",
                        json_string(catalog_text(visit->bundle.parsed, visit->service, visit->row.language, "title")));
    json_object_set_new(
        data, "list",
        json_pack("{ss,so,so}", "title", heading(visit), "items", items(visit, "list"), "have", items(visit, "have")));
    json_object_set_new(data, "notes", last ? json_pack("[s]", last) : json_array());
    print_page(visit, data, "", &slip_printing);
}

void slip_start(struct visit *visit)
{
    if (text_is(json_text(visit_intent(visit), "phase"), "printing"))
        print_await(visit, &slip_printing);
    else
        print(visit);
}

void slip_answer(struct visit *visit, const json_t *value)
{
    const char *choice = json_string_value(value) ? json_string_value(value) : "";
    if (!text_is(json_text(visit->screen, "kind"), "paper"))
        return;
    bool unknown = text_is(json_text(json_object_get(visit->screen, "options"), "reason"), "unknown");
    if (text_is(choice, "came") && unknown)
        settle(visit, true);
    else if ((text_is(choice, "missing") && unknown) || (text_is(choice, "again") && !unknown))
        print(visit);
    else if (text_is(choice, "without"))
        settle(visit, false);
}
