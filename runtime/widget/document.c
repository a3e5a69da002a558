/* document.c - a document as a card: a sheet of paper with how it stands, what it is, and where else it can be had. It
 * is looked at, not touched. Where the texts need the room, the sheet goes. */
#include "widget/widgets.h"

enum { PAD = 40, APART = 32, CODE = 310, SHEET_MOST = 264, LINES = 5, MARK = 42, BETWEEN = 12 };

static const struct look of_title = {FONT_BOLD, T_LABEL, C_INK}, of_line = {FONT_REGULAR, T_BODY, C_INK2};

/* A head, lines of text, and in the lower corner how the document stands. */
static void put_sheet(struct plan *plan, struct box box, struct document document)
{
    int step = box.h / (LINES + 4), left = box.x + step, width = box.w - 2 * step, y = box.y + step;
    plan_card(plan, box, plan->theme->radius_small, C_SURFACE, C_EDGE, plan->theme->edge);
    plan_fill(plan, (struct box){left, y, width * 2 / 3, step * 2 / 3}, document.off ? C_RULE : C_ACCENT);
    for (int i = 0; i < LINES; i++)
        plan_fill(plan, (struct box){left, y + (i + 2) * step - step / 3, i % 3 == 2 ? width * 3 / 5 : width, step / 4},
                  C_RULE);
    if (!document.icon)
        return;
    struct tone tone = widget_tone(document.style);
    int x = box.x + box.w - MARK / 4, foot = box.y + box.h - MARK;
    plan_disc(plan, x, foot, MARK + 4, tone.text);
    plan_disc(plan, x, foot, MARK, tone.ground);
    plan_icon(plan, (struct box){x - MARK * 2 / 3, foot - MARK * 2 / 3, MARK * 4 / 3, MARK * 4 / 3}, tone.text,
              document.icon);
}

static int texts_height(struct plan *plan, int width, struct document document)
{
    return text_height(plan->draw, plan_ink(plan, of_title), width, document.title) + BETWEEN +
           text_height(plan->draw, plan_ink(plan, of_line), width, document.line);
}

void widget_document(struct plan *plan, struct box box, struct document document)
{
    plan_card(plan, box, plan->theme->radius_large, document.off ? C_OFF : C_SURFACE, document.off ? C_OFF : C_ACCENT,
              4);
    if (document.link) {
        struct box code = {box.x + box.w - GAP - CODE, box.y + 28, CODE, box.h - 40};
        widget_code(plan, code, document.link, document.scan);
        box.w = code.x - box.x;
    }
    box = box_inset(box, PAD);
    int high = box.h < SHEET_MOST ? box.h : SHEET_MOST, wide = high * 72 / 100, aside = wide + MARK + APART;
    if (texts_height(plan, box.w - aside, document) <= box.h) {
        put_sheet(plan, (struct box){box.x, box.y + (box.h - high) / 2, wide, high}, document);
        box_take_left(&box, aside);
    }
    int texts = texts_height(plan, box.w, document);
    box_take_top(&box, texts < box.h ? (box.h - texts) / 2 : 0);
    struct look title = of_title, line = of_line;
    if (document.off)
        title.colour = line.colour = C_ON_OFF;
    plan_say(plan, title, &box, document.title);
    box_take_top(&box, BETWEEN);
    int height = text_height(plan->draw, plan_ink(plan, line), box.w, document.line);
    box.h = height < box.h ? height : box.h;
    plan_label(plan, line, box, LEFT, document.line);
}
