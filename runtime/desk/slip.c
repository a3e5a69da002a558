/* slip.c - a list on paper to take home (sheet.h). Who goes on without has it on the screen, in a code for the phone.
 */
#include "desk/desk.h"
#include "desk/sheet.h"

#include <string.h>

enum { QR_MAX = 300, QR_REST = 12 }; /* more would be too fine for a phone before a screen; rest: "... +9999" */

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

/* The list as a code: it works without any network. What has no room is left out from the end, and counted. */
static char *as_code(const char *title, const json_t *list)
{
    char *code = turn_text("%s", title);
    size_t n = json_array_size(list);
    for (size_t i = 0; i < n; i++) {
        char *more = turn_text("%s\n- %s", code, json_string_value(json_array_get(list, i)));
        if (strlen(more) + (i + 1 < n ? QR_REST : 0) > QR_MAX)
            return turn_text("%s\n... +%zu", code, n - i);
        code = more;
    }
    return code;
}

static json_t *instead(const struct visit *visit)
{
    json_t *list = items(visit, "list");
    return json_pack("{ss,ss,so}", "title", sheet_title(visit), "qr", as_code(sheet_title(visit), list), "list", list);
}

static void print(struct visit *visit);
static void on_ended(struct visit *visit, const char *reason, const char *code);

static const struct printing slip_printing = {"printer", "slip", sheet_leaves, on_ended};
static const struct sheet slip = {&slip_printing, print, instead, NULL};

static void on_ended(struct visit *visit, const char *reason, const char *code)
{
    sheet_ended(visit, &slip, reason, code);
}

static void print(struct visit *visit)
{
    json_t *data = print_data(visit);
    const char *last = visit_text(visit, "note");
    json_object_set_new(data, "title",
                        json_string(catalog_text(visit->bundle.parsed, visit->service, visit->row.language, "title")));
    json_object_set_new(data, "list",
                        json_pack("{ss,so,so}", "title", sheet_title(visit), "items", items(visit, "list"), "have",
                                  items(visit, "have")));
    json_object_set_new(data, "notes", last ? json_pack("[s]", last) : json_array());
    print_page(visit, data, "", &slip_printing);
}

void slip_start(struct visit *visit)
{
    sheet_start(visit, &slip);
}

void slip_answer(struct visit *visit, const json_t *value)
{
    sheet_answer(visit, &slip, value);
}
