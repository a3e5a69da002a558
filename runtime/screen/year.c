/* year.c - a year: four digits in their places. */
#include "screen/typing.h"

#include <string.h>

enum { DIGITS = 4, YEAR_MIN = 1900, YEAR_MAX = 2100 };

static void begin_year(struct ui *ui)
{
    const json_t *was = json_object_get(ui->screen, "default");
    if (json_is_integer(was))
        entry_set(&ui->entry, turn_text("%lld", (long long)json_integer_value(was)));
}

static int64_t first(const struct ui *ui)
{
    return json_number(ui_options(ui), "min", YEAR_MIN);
}

static int64_t last(const struct ui *ui)
{
    return json_number(ui_options(ui), "max", YEAR_MAX);
}

static bool is_ready(const struct ui *ui, int64_t *year)
{
    return strlen(ui->entry.text) == DIGITS && entry_number(ui->entry.text, first(ui), last(ui), year);
}

static void lay_year(struct ui *ui, struct plan *plan)
{
    static const int groups[] = {DIGITS, 0};
    int64_t year;
    bool ready = is_ready(ui, &year), whole = strlen(ui->entry.text) == DIGITS;
    struct box work = frame_head(ui, plan);
    widget_cells(plan, typing_field(&work), ui->entry.text, groups);
    json_t *with = json_pack("{s:I s:I}", "min", (json_int_t)first(ui), "max", (json_int_t)last(ui));
    typing_remark(plan, &work,
                  ready   ? NOTICE_GOOD
                  : whole ? NOTICE_CARE
                          : NOTICE_PLAIN,
                  ui_text_with(ui, "ui.year.between", with));
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, ready);
}

static void tap_year(struct ui *ui, const char *id)
{
    int64_t year;
    entry_tap(&ui->entry, id, DIGITS, true);
    if (strcmp(id, "next") == 0 && is_ready(ui, &year))
        ui_answer(ui, json_integer(year));
}

const struct page page_year = {.kind = "year", .form = true, .begin = begin_year, .lay = lay_year, .tap = tap_year};
