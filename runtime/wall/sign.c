/* sign.c - see sign.h. */
#include "wall/sign.h"

static const int ladder[] = {STEP_CALL,  248,       208,       STEP_COUNTER, STEP_CALM, STEP_NUMBER, 72,
                             STEP_TITLE, STEP_NAME, STEP_LINE, STEP_LABEL,   32,        STEP_SMALL,  STEP_LEAST};

static struct ink ink_of(const struct plan *plan, struct sign sign)
{
    return (struct ink){sign.font, (int)sign.step, plan->theme->colours[sign.colour], false};
}

/* From one step to the next lower one; false on the lowest. */
static bool step_down(struct ink *ink)
{
    for (size_t i = 0; i < COUNT(ladder); i++)
        if (ladder[i] < ink->size) {
            ink->size = ladder[i];
            return true;
        }
    return false;
}

int sign_width(const struct plan *plan, struct sign sign, const char *text)
{
    return text_width(plan->draw, ink_of(plan, sign), text);
}

void sign_line(struct plan *plan, struct sign sign, struct box box, enum align align, const char *text)
{
    struct ink ink = ink_of(plan, sign);
    while (text_width(plan->draw, ink, text) > box.w && step_down(&ink))
        continue;
    plan_text(plan, ITEM_TEXT, ink, box, align, text);
}

void sign_digits(struct plan *plan, struct sign sign, struct box box, enum align align, const char *text)
{
    struct ink ink = ink_of(plan, sign);
    while (text_digits_width(plan->draw, ink, text) > box.w && step_down(&ink))
        continue;
    bool fits = text_digits_width(plan->draw, ink, text) <= box.w;
    plan_text(plan, fits ? ITEM_DIGITS : ITEM_TEXT, ink, box, align, text); /* only a line can be cut */
}

static bool fits(const struct plan *plan, struct ink ink, struct box box, const char *text)
{
    return text_widest(plan->draw, ink, box.w, text) <= box.w && text_height(plan->draw, ink, box.w, text) <= box.h;
}

static struct ink fitting_ink(const struct plan *plan, struct sign sign, struct box box, const char *text)
{
    struct ink ink = ink_of(plan, sign);
    while (!fits(plan, ink, box, text) && step_down(&ink))
        continue;
    return ink;
}

int sign_height(const struct plan *plan, struct sign sign, struct box box, const char *text)
{
    struct ink ink = fitting_ink(plan, sign, box, text);
    return fits(plan, ink, box, text) ? text_height(plan->draw, ink, box.w, text) : -1;
}

void sign_paragraph(struct plan *plan, struct sign sign, struct box box, const char *text)
{
    struct ink ink = fitting_ink(plan, sign, box, text);
    bool whole = fits(plan, ink, box, text); /* only a line can be cut */
    plan_text(plan, whole ? ITEM_PARAGRAPH : ITEM_TEXT, ink, box, LEFT, text);
}

void sign_badge(struct plan *plan, struct box box, char letter, const char *text, bool edge)
{
    uint32_t colour =
        letter >= 'A' && letter <= 'Z' ? plan->theme->letters[letter - 'A'] : plan->theme->colours[C_BRAND];
    int radius = box.h / 6;
    if (edge)
        plan_card(plan, box, radius, C_ON_DEEP2, C_ON_DEEP2, 0);
    plan_card(plan, box_inset(box, edge ? 3 : 0), edge ? radius - 3 : radius, C_BRAND, C_BRAND, 0);
    plan_recolour(plan, colour);
    enum step step = box.h > 80 ? STEP_TITLE : box.h > 55 ? STEP_LINE : box.h > 36 ? STEP_SMALL : STEP_LEAST;
    sign_line(plan, (struct sign){FONT_EXTRABOLD, step, C_ON_BRAND}, box_inset(box, box.h / 16), CENTRE, text);
}
