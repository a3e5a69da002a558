/* aside.c - the right column of the wall and its bottom line: the house, what to have ready, who still waits. See
 * wall.h. */
#define _GNU_SOURCE
#include "wall/wall.h"

#include <string.h>

enum { LEFT_SIDE = 1300, RIGHT_SIDE = 1882, EDGE = 1260, BAND = 158, LINE_TOP = 996, HEIGHT = 1080, ROW = 8 };

static const struct box column = {EDGE, 0, 660, LINE_TOP};

/* "Rabu, 14 Mei 2026"; without the weekday where that is too long. */
static const char *date_that_fits(const struct wall *wall, const struct plan *plan, struct day day, int wide)
{
    struct sign small = {FONT_REGULAR, STEP_SMALL, C_ON_DEEP2};
    const char *date = words_day(wall->language, day, true);
    return sign_width(plan, small, date) <= wide ? date : words_day(wall->language, day, false);
}

/* The name takes as many lines as it needs; the date gives way to the longest ones. */
static void lay_names(const struct wall *wall, struct plan *plan, struct box box)
{
    struct sign name = {FONT_BOLD, STEP_SMALL, C_ON_BAR}, date = {FONT_REGULAR, STEP_SMALL, C_ON_DEEP2};
    struct moment now = clock_local(clock_wall_ms() / 1000);
    struct box few = {box.x, box.y, box.w, 100};
    int high = sign_height(plan, name, few, wall->site);
    if (high < 0) {
        sign_paragraph(plan, name, (struct box){box.x, box.y + 14, box.w, box.h - 28}, wall->site);
        return;
    }
    few.y += (box.h - high - 40) / 2;
    sign_paragraph(plan, name, few, wall->site);
    sign_line(plan, date, (struct box){box.x, few.y + high, box.w, 40}, LEFT,
              date_that_fits(wall, plan, now.day, box.w));
}

static void lay_house(const struct wall *wall, struct plan *plan)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    struct box mark = {LEFT_SIDE, 45, 68, 68}, clock = {RIGHT_SIDE - 184, 36, 184, 86};
    int x = mark.x + mark.w + 16;
    plan_fill(plan, (struct box){EDGE, 0, column.w, BAND}, C_BAR);
    plan_mark(plan, mark, C_ON_BAR, C_BAR);
    lay_names(wall, plan, (struct box){x, 0, clock.x - 12 - x, BAND});
    sign_digits(plan, (struct sign){FONT_BOLD, STEP_TITLE, C_ON_BAR}, clock, RIGHT,
                words_time(wall->language, now.hour, now.minute));
}

/* What to have ready: true of every service, so it may stand there all day. */
static void lay_notice(const struct wall *wall, struct plan *plan, struct box box)
{
    static const char *const items[][2] = {
        {"badge", "notice.one"}, {"description", "notice.two"}, {"confirmation_number", "notice.three"}};
    int wide = RIGHT_SIDE - LEFT_SIDE, pitch = box.h > 560 ? 84 : 68, top = box.h > 560 ? 40 : 20;
    plan_fill(plan, box, C_BRAND);
    sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_LABEL, C_ON_BRAND},
              (struct box){LEFT_SIDE, box.y + top, wide, 56}, LEFT, wall_word(wall, "notice.over"));
    sign_paragraph(plan, (struct sign){FONT_EXTRABOLD, STEP_TITLE, C_ON_BRAND},
                   (struct box){LEFT_SIDE, box.y + top + 58, wide, 150}, wall_word(wall, "notice.title"));
    int y = box.y + box.h - (box.h > 560 ? 38 : 22) - (int)COUNT(items) * pitch;
    for (size_t i = 0; i < COUNT(items); i++, y += pitch) {
        plan_icon(plan, (struct box){LEFT_SIDE, y + (pitch - 60) / 2, 60, 60}, C_ON_BRAND, items[i][0]);
        sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_LINE, C_ON_BRAND},
                  (struct box){LEFT_SIDE + 92, y, wide - 92, pitch}, LEFT, wall_word(wall, items[i][1]));
    }
}

static int64_t count_waiting(const struct wall *wall, char letter)
{
    int64_t n = json_number(json_object_get(wall->state, "waiting"), (char[]){letter, 0}, 0);
    return n < 0 ? 0 : n > 999 ? 999 : n;
}

/* All counts are written on one step, so the longest decides. */
static bool is_narrow(const struct wall *wall, const char *letters, int n, int wide)
{
    bool narrow = wide < 96;
    for (int i = 0; i < n; i++)
        narrow |= count_waiting(wall, letters[i]) > 99;
    return narrow;
}

static void lay_count(const struct wall *wall, struct plan *plan, struct box box, char letter, bool narrow)
{
    int wide = narrow ? 66 : 74, high = box.h > 130 ? 66 : 60;
    sign_badge(plan, (struct box){box.x + (box.w - wide) / 2, box.y, wide, high}, letter, (char[]){letter, 0}, true);
    sign_digits(plan, (struct sign){FONT_BOLD, narrow ? STEP_LINE : STEP_TITLE, C_ON_DEEP},
                (struct box){box.x + 2, box.y + high + 4, box.w - 4, high - 6}, CENTRE,
                turn_text("%d", (int)count_waiting(wall, letter)));
}

/* One row of up to eight queues, or two that are equally long. */
static void lay_waiting(const struct wall *wall, struct plan *plan, struct box box)
{
    char letters[WALL_QUEUES];
    int n = wall_letters(wall, letters), row = n > ROW ? (n + 1) / 2 : n, high = n > ROW ? 122 : 142;
    int wide = (RIGHT_SIDE + 12 - LEFT_SIDE) / (row > 6 ? row : 6);
    bool narrow = is_narrow(wall, letters, n, wide);
    plan_fill(plan, box, C_DEEP);
    sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_LABEL, C_ON_DEEP2},
              (struct box){LEFT_SIDE, box.y + 18, RIGHT_SIDE - LEFT_SIDE, 56}, LEFT,
              wall_is_old(wall) ? wall_word_at(wall, "waited", wall->heard) : wall_word(wall, "waiting"));
    for (int i = 0; i < n; i++)
        lay_count(wall, plan, (struct box){LEFT_SIDE - 6 + i % row * wide, box.y + 80 + i / row * high, wide, high},
                  letters[i], narrow);
}

static void lay_line(const struct wall *wall, struct plan *plan)
{
    bool old = wall_is_old(wall);
    enum colour ink = old ? C_ON_CARE : C_ON_BAR;
    plan_fill(plan, (struct box){0, LINE_TOP, plan_width(plan), plan_height(plan) - LINE_TOP}, old ? C_CARE : C_BAR);
    plan_icon(plan, (struct box){62, LINE_TOP + 19, 46, 46}, ink, old ? "sync_problem" : "info_outline");
    sign_line(plan, (struct sign){old ? FONT_SEMIBOLD : FONT_REGULAR, STEP_LABEL, ink},
              (struct box){129, LINE_TOP, RIGHT_SIDE - 129, HEIGHT - LINE_TOP}, LEFT,
              old ? wall_word_at(wall, "old.text", wall->heard) : wall_word(wall, "missed"));
}

void aside_lay(const struct wall *wall, struct plan *plan)
{
    char letters[WALL_QUEUES];
    int n = wall->state ? wall_letters(wall, letters) : 0, waiting = n > ROW ? 336 : n > 0 ? 236 : 0;
    lay_house(wall, plan);
    lay_notice(wall, plan, (struct box){EDGE, BAND, column.w, LINE_TOP - waiting - BAND});
    if (n > 0)
        lay_waiting(wall, plan, (struct box){EDGE, LINE_TOP - waiting, column.w, waiting});
    lay_line(wall, plan);
}
