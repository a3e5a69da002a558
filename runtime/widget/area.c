/* area.c - see area.h. */
#include "widget/area.h"

#include "widget/widgets.h"

enum {
    SIDE = 660,
    SIDE_HEAD = 148,
    SIDE_FOOT = 132,
    WIDE_NAV = 152,
    WIDE_TOP = 36,
    ABOVE_NAV = 30,
    LOW_HEADER = 268,
    MOST_ASKED = 40
};

static struct area area_tall(int width, int height, bool low)
{
    int head = low ? LOW_HEADER : HEADER_HEIGHT, nav = height - BAR_HEIGHT - NAV_HEIGHT, top = head + GAP;
    struct area area = {.head = {0, 0, width, head}, .nav = {0, nav, width, NAV_HEIGHT}};
    area.ask = area.work = (struct box){MARGIN, top, width - 2 * MARGIN, nav - ABOVE_NAV - top};
    area.ask.h = height * MOST_ASKED / 100;
    return area;
}

static struct area area_wide(int width, int height)
{
    int end = height - BAR_HEIGHT, nav = end - WIDE_NAV, x = SIDE + MARGIN;
    return (struct area){.wide = true,
                         .head = {0, 0, SIDE, end},
                         .ask = {MARGIN, SIDE_HEAD, SIDE - 2 * MARGIN, end - SIDE_HEAD - SIDE_FOOT},
                         .work = {x, WIDE_TOP, width - x - MARGIN, nav - ABOVE_NAV - WIDE_TOP},
                         .nav = {SIDE, nav, width - SIDE, WIDE_NAV}};
}

struct area area_of(const struct plan *plan)
{
    int width = plan_width(plan), height = plan_height(plan);
    return width > height ? area_wide(width, height) : area_tall(width, height, plan->low);
}

void area_give_nav(struct area *area)
{
    area->work.h += area->nav.h - MARGIN + ABOVE_NAV;
}
