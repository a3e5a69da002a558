/* pick.c - one of many: the rows of an agency or a rule, and the countries. */
#include "screen/ui.h"

#include "domain/country.h"
#include "domain/typed.h"
#include "screen/many.h"
#include "screen/rows.h"
#include "screen/typing.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 160 };

/* What is already answered: core's word is {id, text}, a country's is its code. */
static const char *picked(const struct ui *ui)
{
    const json_t *was = json_object_get(ui->screen, "default");
    return json_is_string(was) ? json_string_value(was) : json_text(was, "id");
}

static void row_shown(const void *mine, int i, struct row *row)
{
    const struct ui *ui = mine;
    const struct many_row *one = &ui->many->rows[ui->many->shown[i]];
    row->id = turn_text("choice:%s", one->id);
    row->title = one->text;
    row->line = one->line;
    row->chosen = strcmp(picked(ui), one->id) == 0;
    row->foreign = true;
}

/* The list is made again when there is none: the step is new, or it is in another language. */
static void lay_many(struct ui *ui, struct plan *plan, struct many *(*list)(const struct ui *ui))
{
    if (!ui->many) {
        ui->many = list(ui);
        ui->finding = ui->many->n > ROWS_MANY && !*picked(ui);
    }
    struct area area = frame_open(ui, plan);
    rows_ask(ui, plan, &area, (struct rows_question){ui_word(ui, "title"), ui_word_or(ui, "hint", NULL), NULL, NULL});
    many_search(ui->many, ui->entry.text);
    rows_say(ui, plan, &area, ui->many->n_shown, ui->many->guessed);
    rows_put(ui, plan, &area,
             &(struct rows){.n = ui->many->n_shown,
                            .seen = *ui->entry.text ? -1 : many_place(ui->many, picked(ui)),
                            .lines = ui->many->lines,
                            .row = row_shown,
                            .mine = ui});
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_many(struct ui *ui, const char *id)
{
    if (!rows_tap(ui, id) && strncmp(id, "choice:", 7) == 0)
        ui_answer(ui, json_string(id + 7));
}

static void begin_many(struct ui *ui)
{
    ui->page = -1; /* where the answer of before stands */
}

/* pick */

static void row_given(const void *mine, int i, struct many_row *row)
{
    const json_t *one = json_array_get(mine, (size_t)i);
    row->id = json_text(one, "id");
    row->text = json_text(one, "text");
    row->line = *json_text(one, "line") ? json_text(one, "line") : NULL;
}

static struct many *rows_given(const struct ui *ui)
{
    const json_t *from = json_object_get(ui_options(ui), "from");
    return many_new((int)json_array_size(from), row_given, from);
}

static void lay_pick(struct ui *ui, struct plan *plan)
{
    lay_many(ui, plan, rows_given);
}

/* country: by its name in the language of the visit, found also by the other name and the code. */

struct named {
    const struct country *country;
    const char *name, *other;
};

/* In the order of the letters, an accent or a hyphen not counting. */
static int compare(const void *a, const void *b)
{
    char first[NAME], second[NAME];
    typed_fold(((const struct named *)a)->name, first);
    typed_fold(((const struct named *)b)->name, second);
    return strcmp(first, second);
}

static void row_country(const void *mine, int i, struct many_row *row)
{
    const struct named *one = (const struct named *)mine + i;
    row->id = one->country->code;
    row->text = one->name;
    row->also = turn_text("%s %s", one->other, one->country->code);
}

static struct many *all_countries(const struct ui *ui)
{
    struct named *all = turn_alloc(countries_count * sizeof *all);
    for (size_t i = 0; i < countries_count; i++) {
        const char *name = country_name(&countries[i], ui->language);
        bool english = name == countries[i].english;
        all[i] = (struct named){&countries[i], name, english ? countries[i].indonesian : countries[i].english};
    }
    qsort(all, countries_count, sizeof *all, compare);
    return many_new((int)countries_count, row_country, all);
}

static void lay_country(struct ui *ui, struct plan *plan)
{
    lay_many(ui, plan, all_countries);
}

const struct page page_pick = {.kind = "pick", .form = true, .begin = begin_many, .lay = lay_pick, .tap = tap_many};
const struct page page_country = {
    .kind = "country", .form = true, .begin = begin_many, .lay = lay_country, .tap = tap_many};
