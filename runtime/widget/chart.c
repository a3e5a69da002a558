/* chart.c - a few figures as bars, each with its name before it and its number behind. */
#include "widget/widgets.h"

#include <string.h>

enum { BAR_TALL = 84, BAR_LOW = 56, LEAST_BAR = 8 };

static const struct look of_name = {FONT_REGULAR, T_BODY, C_INK}, of_number = {FONT_SEMIBOLD, T_BODY, C_INK};

static int widest(struct plan *plan, struct look look, const char *const *texts, int n, int most)
{
    int wide = 0;
    for (int i = 0; i < n; i++) {
        int is = text_width(plan->draw, plan_ink(plan, look), texts[i]) + 2;
        wide = is > wide ? is : wide;
    }
    return wide < most ? wide : most;
}

int widget_bars(struct plan *plan, struct box box, const struct bars *bars)
{
    int inner = box.w - 72, names = widest(plan, of_name, bars->names, bars->n, inner * 2 / 5);
    int numbers = widest(plan, of_number, bars->texts, bars->n, inner / 3), room = inner - names - numbers - 2 * GAP;
    int each = (box.h - 40) / bars->n, x = box.x + 36 + names + GAP;
    struct ink name = plan_ink_of_all(plan, of_name, names, bars->names, bars->n);
    int64_t most = 1;
    each = each > BAR_TALL ? BAR_TALL : each < BAR_LOW ? BAR_LOW : each;
    box.h = each * bars->n + 40;
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_RULE, 2);
    for (int i = 0; i < bars->n; i++)
        most = bars->values[i] > most ? bars->values[i] : most;
    for (int i = 0; i < bars->n; i++) {
        struct box row = {box.x + 36, box.y + 20 + i * each, names, each};
        int wide = (int)((double)bars->values[i] / (double)most * room);
        plan_text(plan, ITEM_TEXT, name, row, LEFT, bars->names[i]);
        plan_card(plan, (struct box){x, row.y + each / 5, wide < LEAST_BAR ? LEAST_BAR : wide, each * 3 / 5}, 6,
                  C_ACCENT, C_ACCENT, 0);
        plan_line_of(plan, of_number, (struct box){x + room + GAP, row.y, numbers, each}, RIGHT, bars->texts[i]);
    }
    return box.h;
}
