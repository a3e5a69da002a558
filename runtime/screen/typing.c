/* typing.c - questions that are answered with keys: text, number, NIK and phone. */
#define _GNU_SOURCE
#include "screen/ui.h"
#include "screen/typing.h"

#include "domain/nik.h"
#include "domain/phone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_TALL = 140, FIELD_FLAT = 116, FLAT_WORK = 800, DIGIT_CELLS = 20 };

static int64_t option(const struct ui *ui, const char *name, int64_t otherwise)
{
    return json_number(ui_options(ui), name, otherwise);
}

struct box typing_field(struct box *work)
{
    bool flat = work->h < FLAT_WORK;
    box_take_top(work, 8);
    struct box field = box_take_top(work, flat ? FIELD_FLAT : FIELD_TALL);
    box_take_top(work, flat ? 20 : GAP + 4);
    return field;
}

void typing_remark(struct plan *plan, struct box *work, enum notice_style style, const char *text)
{
    box_take_top(work, widget_remark(plan, *work, style, text) + 12);
}

void typing_say(struct plan *plan, struct area *area, enum notice_style style, const char *text)
{
    if (!area->wide)
        typing_remark(plan, &area->work, style, text);
    else if (widget_notice_height(plan, area->ask.w, NULL, text) <= area->ask.h)
        frame_notice(plan, area, (struct notice){style, NULL, NULL, text});
}

void typing_next(struct ui *ui, struct plan *plan, struct box left, bool ready)
{
    plan_left(plan, left);
    frame_nav(ui, plan, "next", ui_text(ui, "ui.next"), "arrow_forward", ready);
}

void typing_keyboard(const struct ui *ui, struct plan *plan, struct box *work, bool upper)
{
    const struct entry *entry = &ui->entry;
    bool first = !*entry->text || entry->text[strlen(entry->text) - 1] == ' ';
    widget_keyboard(plan, work, entry->symbols, !upper, first != entry->shift, ui_text(ui, "ui.keys.space"),
                    ui_text(ui, "ui.keys.delete"));
}

void typing_pad(const struct ui *ui, struct plan *plan, struct box *work)
{
    widget_pad(plan, work, ui_text(ui, "ui.keys.delete"));
}

static void begin_text(struct ui *ui)
{
    const char *was = json_string_value(json_object_get(ui->screen, "default"));
    entry_set(&ui->entry, was ? was : "");
}

/* text */

/* So many digits in groups of four, to be compared with those on a card. */
static void put_cells(struct ui *ui, struct plan *plan, struct box box, int digits)
{
    int groups[DIGIT_CELLS / 4 + 2] = {0};
    for (int i = 0; i * 4 < digits; i++)
        groups[i] = digits - i * 4 < 4 ? digits - i * 4 : 4;
    widget_cells(plan, box, ui->entry.text, groups);
}

/* A number that is no amount: that of a card. */
static void lay_digits(struct ui *ui, struct plan *plan, struct box work)
{
    int most = (int)option(ui, "max", 60), least = (int)option(ui, "min", 1), left = least - entry_letters(&ui->entry);
    if (most == least && most <= DIGIT_CELLS)
        put_cells(ui, plan, typing_field(&work), most);
    else
        widget_field(plan, typing_field(&work),
                     (struct input){.text = ui->entry.text, .clear = "clear", .wrong = ui_refused(ui)});
    if (left > 0)
        typing_remark(plan, &work, NOTICE_PLAIN, ui_text_with(ui, "ui.nik.left", json_pack("{s:i}", "n", left)));
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, left <= 0);
}

static void lay_letters(struct ui *ui, struct plan *plan, struct box work)
{
    int most = (int)option(ui, "max", 60), least = (int)option(ui, "min", 1), has = entry_letters(&ui->entry);
    bool upper = json_truth(ui_options(ui), "upper");
    char text[ENTRY_MAX + 1];
    bool ready = entry_text(&ui->entry, least, text);
    widget_field(plan, typing_field(&work),
                 (struct input){.text = ui->entry.text, .clear = "clear", .wrong = ui_refused(ui)});
    if (!ready)
        typing_remark(plan, &work, NOTICE_PLAIN, ui_text_with(ui, "ui.text.least", json_pack("{s:i}", "n", least)));
    else if (has >= most)
        typing_remark(plan, &work, NOTICE_CARE, ui_text(ui, "ui.text.full"));
    else
        typing_remark(plan, &work, NOTICE_GOOD, ui_text_with(ui, "ui.text.left", json_pack("{s:i}", "n", most - has)));
    typing_keyboard(ui, plan, &work, upper);
    typing_next(ui, plan, work, ready);
    explicit_bzero(text, sizeof text);
}

void typing_text_lay(struct ui *ui, struct plan *plan, struct box work)
{
    if (json_truth(ui_options(ui), "digits"))
        lay_digits(ui, plan, work);
    else
        lay_letters(ui, plan, work);
}

json_t *typing_text_tap(struct ui *ui, const char *id)
{
    char text[ENTRY_MAX + 1];
    json_t *answer = NULL;
    bool typed = entry_tap(&ui->entry, id, (int)option(ui, "max", 60), json_truth(ui_options(ui), "upper"));
    if (!typed && strcmp(id, "next") == 0 && entry_text(&ui->entry, (int)option(ui, "min", 1), text))
        answer = json_string(text);
    explicit_bzero(text, sizeof text);
    return answer;
}

static void lay_text(struct ui *ui, struct plan *plan)
{
    typing_text_lay(ui, plan, frame_head(ui, plan));
}

static void tap_text(struct ui *ui, const char *id)
{
    json_t *answer = typing_text_tap(ui, id);
    if (answer)
        ui_answer(ui, answer);
}

/* number */

static void begin_number(struct ui *ui)
{
    const json_t *was = json_object_get(ui->screen, "default");
    entry_set(&ui->entry, json_is_integer(was) ? turn_text("%lld", (long long)json_integer_value(was)) : "");
}

static bool number_ready(const struct ui *ui, int64_t *to)
{
    return entry_number(ui->entry.text, option(ui, "min", 0), option(ui, "max", 999999999999), to);
}

static const char *number_limits(const struct ui *ui)
{
    json_t *with = json_pack("{s:I s:I}", "min", (json_int_t)option(ui, "min", 0), "max",
                             (json_int_t)option(ui, "max", 999999999999));
    bool bounded = json_object_get(ui_options(ui), "max") != NULL;
    return ui_text_with(ui, bounded ? "ui.number.between" : "ui.number.least", with);
}

static void lay_number(struct ui *ui, struct plan *plan)
{
    int64_t number;
    bool ready = number_ready(ui, &number);
    const char *unit = json_text(ui_options(ui), "unit"), *typed = ui->entry.text;
    const char *text = *typed ? words_number(ui->language, strtoll(typed, NULL, 10)) : "";
    if (*unit)
        unit = ui_word_or(ui, turn_text("unit.%s", unit), unit);
    struct box work = frame_head(ui, plan);
    widget_field(plan, typing_field(&work),
                 (struct input){.text = *text && *unit ? turn_text("%s %s", text, unit) : text,
                                .clear = "clear",
                                .wrong = ui_refused(ui)});
    typing_remark(plan, &work, ready ? NOTICE_GOOD : *typed ? NOTICE_CARE : NOTICE_PLAIN, number_limits(ui));
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, ready);
}

static void tap_number(struct ui *ui, const char *id)
{
    int64_t number;
    entry_tap(&ui->entry, id, ENTRY_NUMBER, true);
    if (strcmp(id, "next") == 0 && number_ready(ui, &number))
        ui_answer(ui, json_integer(number));
}

/* nik */

static const char *nik_warning(int warnings)
{
    return warnings == NIK_DATE     ? "ui.nik.date"
           : warnings == NIK_REGION ? "ui.nik.region"
           : warnings == NIK_SERIAL ? "ui.nik.serial"
                                    : "ui.nik.odd";
}

/* What the digits say, in words; never a refusal. */
static void put_nik_said(struct ui *ui, struct plan *plan, struct box *work)
{
    struct nik nik;
    if (!nik_read(ui->entry.text, clock_today(), &nik)) {
        int left = ENTRY_NIK - (int)strlen(ui->entry.text);
        typing_remark(plan, work, NOTICE_PLAIN, ui_text_with(ui, "ui.nik.left", json_pack("{s:i}", "n", left)));
        return;
    }
    if (nik.birth.year > 0) {
        const char *sex = ui_text(ui, nik.female ? "ui.nik.woman" : "ui.nik.man");
        json_t *with = json_pack("{s:s s:s}", "sex", sex, "day", words_day(ui->language, nik.birth, false));
        typing_remark(plan, work, NOTICE_GOOD, ui_text_with(ui, "ui.nik.born", with));
    }
    if (nik.warnings)
        typing_remark(plan, work, NOTICE_CARE, ui_text(ui, nik_warning(nik.warnings)));
}

void typing_nik_lay(struct ui *ui, struct plan *plan, struct box work)
{
    static const int groups[] = {6, 6, 4, 0};
    widget_cells(plan, typing_field(&work), ui->entry.text, groups);
    put_nik_said(ui, plan, &work);
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, strlen(ui->entry.text) == ENTRY_NIK);
}

bool typing_nik_tap(struct ui *ui, const char *id)
{
    entry_tap(&ui->entry, id, ENTRY_NIK, true);
    return strcmp(id, "next") == 0 && strlen(ui->entry.text) == ENTRY_NIK;
}

static void lay_nik(struct ui *ui, struct plan *plan)
{
    typing_nik_lay(ui, plan, frame_head(ui, plan));
}

static void tap_nik(struct ui *ui, const char *id)
{
    if (typing_nik_tap(ui, id))
        ui_answer(ui, json_string(ui->entry.text));
}

/* phone */

static void begin_phone(struct ui *ui)
{
    const char *was = json_string_value(json_object_get(ui->screen, "default"));
    if (was && strncmp(was, "+62", 3) == 0)
        entry_set(&ui->entry, turn_text("0%s", was + 3));
}

static void lay_phone(struct ui *ui, struct plan *plan)
{
    char stored[PHONE_TEXT], shown[PHONE_SHOWN];
    bool ready = phone_read(ui->entry.text, stored), typed = strlen(ui->entry.text) >= 10;
    phone_group(ui->entry.text, shown);
    struct box work = frame_head(ui, plan);
    widget_field(
        plan, typing_field(&work),
        (struct input){
            .text = shown, .hint = ui_text(ui, "ui.phone.example"), .clear = "clear", .wrong = ui_refused(ui)});
    typing_remark(plan, &work,
                  ready   ? NOTICE_GOOD
                  : typed ? NOTICE_CARE
                          : NOTICE_PLAIN,
                  ui_text(ui, ready   ? "ui.phone.good"
                              : typed ? "ui.phone.wrong"
                                      : "ui.phone.how"));
    typing_pad(ui, plan, &work);
    typing_next(ui, plan, work, ready);
    explicit_bzero(shown, sizeof shown);
}

static void tap_phone(struct ui *ui, const char *id)
{
    char stored[PHONE_TEXT];
    entry_tap(&ui->entry, id, ENTRY_PHONE - 1, true);
    if (strcmp(id, "next") == 0 && phone_read(ui->entry.text, stored))
        ui_answer(ui, json_string(stored));
}

const struct page page_text = {.kind = "text", .form = true, .begin = begin_text, .lay = lay_text, .tap = tap_text};
const struct page page_number = {
    .kind = "number", .form = true, .begin = begin_number, .lay = lay_number, .tap = tap_number};
const struct page page_nik = {.kind = "nik", .form = true, .begin = begin_text, .lay = lay_nik, .tap = tap_nik};
const struct page page_phone = {
    .kind = "phone", .form = true, .begin = begin_phone, .lay = lay_phone, .tap = tap_phone};
