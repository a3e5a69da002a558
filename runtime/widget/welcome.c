/* welcome.c - home's own head: whose house this is, and what it asks. A band above, or the left side in landscape. */
#include "widget/widgets.h"

enum { NOTICE_ROOM = 84, LOW_LINE = 72, SIDE_MARGIN = 56 };

/* A small sign at the right end; the result is where it begins. */
static int put_notice(struct plan *plan, int end, int y, const char *text)
{
    struct look look = {FONT_BOLD, T_CAPTION, C_ON_SIGNAL};
    int high = plan_size(plan, T_CAPTION) * 2, wide = text_width(plan->draw, plan_ink(plan, look), text);
    struct box box = {end - wide - 96, y - high / 2, wide + 96, high};
    plan->spoken = SPOKEN_LAST;
    plan_card(plan, box, high / 2, C_SIGNAL, C_SIGNAL, 0);
    plan_icon(plan, (struct box){box.x + 22, y - 18, 36, 36}, C_ON_SIGNAL, "construction");
    plan_line_of(plan, look, (struct box){box.x + 68, box.y, wide + 2, high}, LEFT, text);
    plan->spoken = SPOKEN_NOW;
    return box.x;
}

/* "Sugeng rawuh" in its own script, then in Latin letters where there is room for them, a little smaller
 * perhaps. */
static void put_greeting(struct plan *plan, int x, int y, int end, struct welcome welcome)
{
    struct look javanese = {FONT_JAVANESE, T_LABEL, C_SIGNAL}, latin = {FONT_REGULAR, T_BODY, C_ON_DEEP2};
    int wide = text_width(plan->draw, plan_ink(plan, javanese), welcome.script);
    plan->spoken = SPOKEN_AT_FOCUS; /* the same words in letters no voice reads */
    plan_line_of(plan, javanese, (struct box){x, y, wide + 2, NOTICE_ROOM}, LEFT, welcome.script);
    plan->spoken = SPOKEN_LAST;
    x += wide + (wide ? GAP : 0);
    if (text_width(plan->draw, plan_ink(plan, latin), welcome.greeting) * 3 / 4 <= end - x)
        plan_line_of(plan, latin, (struct box){x, y, end - x, NOTICE_ROOM}, LEFT, welcome.greeting);
    plan->spoken = SPOKEN_NOW;
}

/* In place of the greeting; whoever listens has just heard it. */
static void put_speech(struct plan *plan, struct box box, enum colour colour, const char *text)
{
    plan->spoken = SPOKEN_AT_FOCUS;
    plan_icon(plan, (struct box){box.x, box.y + (box.h - 52) / 2, 52, 52}, colour, "headset");
    box_take_left(&box, 72);
    plan_label(plan, (struct look){FONT_SEMIBOLD, T_BODY, colour}, box, LEFT, text);
    plan->spoken = SPOKEN_NOW;
}

/* What stands below the question. */
static void put_below(struct plan *plan, int x, int y, int end, struct welcome welcome)
{
    if (welcome.speech)
        put_speech(plan, (struct box){x, y, end - x, NOTICE_ROOM}, C_SIGNAL, welcome.speech);
    else
        put_greeting(plan, x, y, end, welcome);
}

static void put_identity(struct plan *plan, int x, int width, struct header header)
{
    plan->spoken = SPOKEN_LAST;
    plan_mark(plan, (struct box){x, 54, 84, 84}, C_ON_DEEP, C_DEEP);
    widget_names(plan, (struct box){x + 108, 44, width - 108, 104}, header, T_BODY, T_SMALL);
    plan->spoken = SPOKEN_NOW;
}

void widget_identity(struct plan *plan, struct header header)
{
    int right = plan_width(plan) - MARGIN;
    put_identity(plan, MARGIN, 588, header);
    plan->spoken = SPOKEN_LAST;
    plan_digits(plan, (struct look){FONT_BOLD, T_CLOCK, C_ON_DEEP}, (struct box){right - 260, 40, 260, 72}, RIGHT,
                header.clock);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, C_ON_DEEP2}, (struct box){right - 380, 108, 380, 44},
                 RIGHT, header.below);
    plan->spoken = SPOKEN_NOW;
}

static void put_band(struct plan *plan, struct welcome welcome)
{
    int width = plan_width(plan), right = width - MARGIN;
    plan_fill(plan, (struct box){0, 0, width, WELCOME_HEIGHT}, C_DEEP);
    plan_kawung(plan, (struct box){480, 0, width - 480, WELCOME_HEIGHT}, 0, 100);
    plan_fill(plan, (struct box){0, WELCOME_HEIGHT - 2, width, 2}, C_DEEP);
    widget_identity(plan, welcome.header);
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_HERO, C_ON_DEEP}, (struct box){MARGIN, 188, right - MARGIN, 104},
                 LEFT, welcome.question);
    const char *notice = welcome.header.notice;
    int end = notice ? put_notice(plan, right, 288 + NOTICE_ROOM / 2, notice) - GAP : right;
    put_below(plan, MARGIN, 288, end, welcome);
}

/* Smaller where the buttons need its room. */
static int put_question(struct plan *plan, struct box box, const char *text)
{
    struct ink ink = plan_ink(plan, (struct look){FONT_EXTRABOLD, T_HERO, C_ON_DEEP});
    while (ink.size > PLAN_LEAST && text_height(plan->draw, ink, box.w, text) > box.h)
        ink.size -= 2;
    return plan_paragraph_in(plan, ink, box, text);
}

/* The whole left side down to the access bar. */
static void put_side(struct plan *plan, struct welcome welcome)
{
    int x = SIDE_MARGIN, width = WELCOME_SIDE - 2 * SIDE_MARGIN;
    struct box side = {0, 0, WELCOME_SIDE, plan_height(plan) - BAR_HEIGHT};
    plan_fill(plan, side, C_DEEP);
    plan_kawung(plan, side, 12, 50);
    put_identity(plan, x, width, welcome.header);
    int y = welcome.header.notice ? 244 : 200;
    if (welcome.header.notice)
        put_notice(plan, x + width, 192, welcome.header.notice);
    y += put_question(plan, (struct box){x, y, width, welcome.foot - GAP - y}, welcome.question);
    if (welcome.low)
        plan_paragraph(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, WELCOME_SIDE + MARGIN, 84,
                       plan_width(plan) - WELCOME_SIDE - 2 * MARGIN, welcome.low);
    else if (y + 12 + NOTICE_ROOM + GAP <= welcome.foot)
        put_below(plan, x, y + 12, x + width, welcome);
}

/* Whoever sits looks up to read and nothing else: the question stands where the fingers are. */
static void put_low(struct plan *plan, struct welcome welcome)
{
    int width = plan_width(plan), line = welcome.speech ? LOW_LINE : 0, height = WELCOME_LOW - 170 - line;
    widget_low_header(plan, (struct box){0, 0, width, height}, welcome.header.title, welcome.low);
    if (welcome.header.notice)
        put_notice(plan, width - MARGIN, height - 60, welcome.header.notice);
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_HERO, C_INK},
                 (struct box){MARGIN, height + 30, width - 2 * MARGIN, 110}, LEFT, welcome.question);
    if (welcome.speech)
        put_speech(plan, (struct box){MARGIN, height + 140, width - 2 * MARGIN, line}, C_ACCENT, welcome.speech);
}

void widget_welcome(struct plan *plan, struct welcome welcome)
{
    if (plan_width(plan) > plan_height(plan))
        put_side(plan, welcome);
    else if (welcome.low)
        put_low(plan, welcome);
    else
        put_band(plan, welcome);
}
