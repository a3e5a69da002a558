/* pin.c - a number that nobody else may know: covered as soon as it is typed, and never spoken.
 *
 * The pad keeps its order: who types by habit or by ear finds the digits where they always are. */
#include "screen/typing.h"

#include <string.h>

enum { DIGITS = 6 };

static int digits_of(const struct ui *ui)
{
    return (int)json_number(ui_options(ui), "digits", DIGITS);
}

static void lay_pin(struct ui *ui, struct plan *plan)
{
    int digits = digits_of(ui), left = digits - (int)strlen(ui->entry.text);
    struct box work = frame_head(ui, plan);
    widget_covered(plan, typing_field(&work), digits - left, digits, ui_refused(ui));
    typing_remark(
        plan, &work, left ? NOTICE_PLAIN : NOTICE_GOOD,
        ui_text_with(ui, left ? "ui.pin.left" : "ui.pin.whole", json_pack("{s:i}", "n", left ? left : digits)));
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, left == 0);
}

static void tap_pin(struct ui *ui, const char *id)
{
    entry_tap(&ui->entry, id, digits_of(ui), true);
    if (strcmp(id, "next") == 0 && (int)strlen(ui->entry.text) == digits_of(ui))
        ui_answer(ui, json_string(ui->entry.text));
}

const struct page page_pin = {.kind = "pin", .form = true, .covered = true, .lay = lay_pin, .tap = tap_pin};
