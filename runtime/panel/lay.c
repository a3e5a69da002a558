/* lay.c - the panel's page: a band with its name, a card for each device, and what became of the last commands.
 *
 * Cards are set one after the other into the shortest column; the last of each is as high as it takes for all columns
 * to end together. What the page is higher than they need goes into the buttons, and then to the commands. */
#include "base/words.h"
#include "panel/board.h"
#include "panel/says.h"
#include "panel/sights.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
    CARD_WIDTH = 600,
    MARGIN = 28,
    GAP = 20,
    PAD = 24,
    BAND = 120,
    LOG = 228,
    BUTTON = 64,
    BUTTON_MOST = 92,
    BETWEEN = 12,
    COLUMNS = 4
};

/* --- the columns -----------------------------------------------------------------------------------------------------
 */

struct shape {
    int columns, button;   /* how many; how high a button is */
    int heights[COLUMNS];  /* of what stands in each */
    int column_of[GROUPS]; /* of each card */
};

static int rows_of(enum group group)
{
    int n = 0;
    for (int i = 0; i < n_buttons; i++)
        n += buttons[i].group == group;
    return (n + groups[group].across - 1) / groups[group].across;
}

static int card_height(enum group group, int button)
{
    return 2 * PAD + SIGHT_HEIGHT + rows_of(group) * (button + BETWEEN) + BETWEEN;
}

/* As they stand on the page: large ones first, so that the columns come out alike. */
static const enum group order[GROUPS] = {PRINTER, KEYPAD, CARD, DOCUMENTS, CAMERA, STRIPE, SCANNER, LAMP, PEOPLE};

static struct shape shape_of(int columns, int button)
{
    struct shape shape = {.columns = columns, .button = button};
    for (int i = 0; i < GROUPS; i++) {
        int shortest = 0;
        for (int c = 1; c < columns; c++)
            if (shape.heights[c] < shape.heights[shortest])
                shortest = c;
        shape.column_of[order[i]] = shortest;
        shape.heights[shortest] += card_height(order[i], button) + GAP;
    }
    return shape;
}

static int highest(const struct shape *shape)
{
    int most = 0;
    for (int c = 0; c < shape->columns; c++)
        most = shape->heights[c] > most ? shape->heights[c] : most;
    return most;
}

static int needed_height(const struct shape *shape)
{
    return BAND + MARGIN + highest(shape) + LOG + MARGIN;
}

static int needed_width(int columns)
{
    return 2 * MARGIN + columns * CARD_WIDTH + (columns - 1) * GAP;
}

/* How large everything is with so many columns: pixels of a unit. */
static double scale_of(int columns, int width, int height)
{
    struct shape shape = shape_of(columns, BUTTON);
    double across = (double)width / needed_width(columns), down = (double)height / needed_height(&shape);
    return across < down ? across : down;
}

static int best_columns(int width, int height)
{
    int best = 1;
    for (int columns = 2; columns <= COLUMNS; columns++)
        if (scale_of(columns, width, height) > scale_of(best, width, height))
            best = columns;
    return best;
}

int board_width(int width, int height)
{
    return (int)(width / scale_of(best_columns(width, height), width, height));
}

void board_fit(int *width, int *height)
{
    enum { PLENTY = 62 }; /* hundredths: at more pixels a unit nothing is read better */
    int columns = best_columns(*width, *height);
    struct shape shape = shape_of(columns, BUTTON);
    double scale = scale_of(columns, *width, *height);
    scale = scale * 100 > PLENTY ? PLENTY / 100. : scale;
    *width = (int)(needed_width(columns) * scale);
    *height = (int)(needed_height(&shape) * scale);
}

/* The highest buttons with which all of it still stands on the page. */
static struct shape shape_for(const struct plan *plan)
{
    int columns = best_columns(plan_width(plan), plan_height(plan));
    struct shape shape = shape_of(columns, BUTTON);
    for (int button = BUTTON + 2; button <= BUTTON_MOST; button += 2) {
        struct shape higher = shape_of(columns, button);
        if (needed_height(&higher) > plan_height(plan))
            break;
        shape = higher;
    }
    return shape;
}

/* --- the band --------------------------------------------------------------------------------------------------------
 */

static void lay_languages(const struct board *board, struct plan *plan, struct box band)
{
    enum { WIDE = 76, HIGH = 60 };
    int x = band.x + band.w - MARGIN - board->n_languages * (WIDE + BETWEEN) + BETWEEN;
    for (int i = 0; i < board->n_languages; i++, x += WIDE + BETWEEN) {
        const char *name = board->languages[i];
        struct box box = {x, band.y + (band.h - HIGH) / 2, WIDE, HIGH};
        bool on = strcmp(name, board->language) == 0,
             pressed = plan_target(plan, box, true, turn_text("language:%s", name));
        plan_card(plan, box, 12, on ? C_ON_DEEP : C_DEEP, on ? C_ON_DEEP : C_ON_DEEP2, 2);
        if (pressed)
            box = plan_press(plan, box);
        plan_line_of(plan, (struct look){FONT_BOLD, T_CAPTION, on ? C_DEEP : C_ON_DEEP}, box, CENTRE,
                     turn_text("%c%c", toupper(name[0]), toupper(name[1])));
    }
}

static void lay_band(const struct board *board, struct plan *plan, struct box band)
{
    enum { MARK = 68 };
    plan_fill(plan, band, C_DEEP);
    plan_kawung(plan, band, 0, 60);
    struct box mark = {band.x + MARGIN, band.y + (band.h - MARK) / 2, MARK, MARK};
    plan_card(plan, mark, 14, C_ON_DEEP, C_ON_DEEP, 0);
    plan_mark(plan, box_inset(mark, 10), C_ON_DEEP, C_DEEP);
    int x = mark.x + MARK + 22, wide = band.w - x - MARGIN - board->n_languages * 88 - 20;
    plan_line_of(plan, (struct look){FONT_BOLD, T_LABEL, C_ON_DEEP}, (struct box){x, band.y + 18, wide, 46}, LEFT,
                 board_word(board, "title"));
    plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, C_ON_DEEP2}, (struct box){x, band.y + 64, wide, 36}, LEFT,
                 words_fill(board_word(board, "line"), board->language, board->site->settings));
    plan_foreign(plan);
    lay_languages(board, plan, band);
}

/* --- a card ----------------------------------------------------------------------------------------------------------
 */

/* What the device says, and what its words may name besides. */
static json_t *filling(const struct board *board, enum group group)
{
    const json_t *device = json_object_get(board->status, groups[group].name);
    json_t *with = device ? json_deep_copy(device) : json_object();
    const json_t *people = json_object_get(device, "people");
    size_t number = (size_t)json_number(device, "number", 0);
    const char *person = json_string_value(json_array_get(people, number - 1)), *shows = json_text(device, "shows");
    const char *last = json_text(device, "last");
    bool sounds = button_says(device, "buzzer", "on") || button_says(device, "buzzer", "flashes");
    json_object_set_new(with, "person", json_string(person ? person : ""));
    json_object_set_new(with, "sound", json_string(board_word(board, sounds ? "sound.on" : "sound.off")));
    json_object_set_new(with, "key",
                        json_string(!*last           ? "-"
                                    : isdigit(*last) ? last
                                                     : board_word(board, turn_text("button.%s", last))));
    json_object_set_new(with, "scene", json_string(*shows ? board_word(board, turn_text("scene.%s", shows)) : ""));
    return with;
}

/* Name, state and a detail, left of its picture. */
static void lay_head(const struct board *board, struct plan *plan, struct box head, enum group group)
{
    static const enum colour tones[] = {[GOOD] = C_GOOD, [CARE] = C_ON_CARE, [BAD] = C_BAD, [PLAIN] = C_INK2};
    static const enum colour discs[] = {[GOOD] = C_GOOD, [CARE] = C_SIGNAL, [BAD] = C_BAD, [PLAIN] = C_EDGE};
    const char *name = groups[group].name;
    struct says says = says_of(group, board->status);
    json_t *with = filling(board, group);
    struct box text = {head.x, head.y + 4, head.w - SIGHT_WIDTH - 12, 44};
    plan_line_of(plan, (struct look){FONT_BOLD, T_BODY, C_INK}, text, LEFT,
                 board_word(board, turn_text("device.%s", name)));
    text.y += 44;
    plan_disc(plan, text.x + 9, text.y + 20, 9, discs[says.tone]);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, tones[says.tone]},
                 (struct box){text.x + 30, text.y, text.w - 30, 40}, LEFT,
                 words_fill(board_word(board, turn_text("says.%s", says.key)), board->language, with));
    text.y += 40;
    if (board->status || group == PEOPLE) {
        plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, C_INK2}, text, LEFT,
                     words_fill(board_word(board, turn_text("detail.%s", name)), board->language, with));
        plan_foreign(plan);
    }
    json_decref(with);
    sight_lay(board, plan, (struct box){head.x + head.w - SIGHT_WIDTH, head.y, SIGHT_WIDTH, SIGHT_HEIGHT}, group);
}

/* "Siti" of "SITI RAHMAWATI". */
static const char *first_name(const struct board *board, int person)
{
    const json_t *people = json_object_get(json_object_get(board->status, "card"), "people");
    const char *name = json_string_value(json_array_get(people, (size_t)person - 1));
    if (!name)
        return turn_text("%d", person);
    char *first = turn_text("%.*s", (int)strcspn(name, " "), name);
    for (char *at = first + 1; *first && *at; at++)
        *at = (char)tolower(*at);
    return first;
}

static const char *label_of(const struct board *board, const struct button *button)
{
    if (button->person)
        return first_name(board, button->person);
    return isdigit(button->label[0]) ? button->label : board_word(board, turn_text("button.%s", button->label));
}

static void lay_button(const struct board *board, struct plan *plan, struct box box, const struct button *button)
{
    bool on = button_is_on(button, board->status), trouble = on && button->fault;
    bool pressed = plan_target(plan, box, true, button->command);
    enum colour ink = trouble ? C_BAD : on ? C_ON_BRAND : C_INK;
    plan_name(plan, label_of(board, button));
    plan_state(plan, on ? STATE_ON : STATE_OFF);
    plan_card(plan, box, board->theme.radius_small,
              trouble ? C_BAD_SOFT
              : on    ? C_BRAND
                      : C_TINT,
              trouble ? C_BAD
              : on    ? C_BRAND
                      : C_EDGE,
              trouble ? 4 : 2);
    if (strcmp(board->focus, button->command) == 0)
        plan_outline(plan, box, board->theme.radius_small, C_INK, 5);
    if (pressed)
        box = plan_press(plan, box);
    if (button->icon)
        plan_icon(plan, (struct box){box.x + (box.w - 40) / 2, box.y + (box.h - 40) / 2, 40, 40}, ink, button->icon);
    else
        plan_label(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, ink}, box_inset(box, 5), CENTRE,
                   label_of(board, button));
}

static void lay_buttons(const struct board *board, struct plan *plan, struct box room, enum group group, int high)
{
    int across = groups[group].across, wide = (room.w - (across - 1) * BETWEEN) / across, n = 0;
    for (int i = 0; i < n_buttons; i++) {
        if (buttons[i].group != group)
            continue;
        struct box box = {room.x + n % across * (wide + BETWEEN), room.y + n / across * (high + BETWEEN), wide, high};
        lay_button(board, plan, box, &buttons[i]);
        n++;
    }
}

static void lay_card(const struct board *board, struct plan *plan, struct box box, enum group group, int button)
{
    plan_card(plan, box, board->theme.radius, C_SURFACE, C_RULE, 2);
    struct box room = box_inset(box, PAD);
    lay_head(board, plan, box_take_top(&room, SIGHT_HEIGHT), group);
    box_take_top(&room, 2 * BETWEEN);
    lay_buttons(board, plan, room, group, button);
}

static void lay_cards(const struct board *board, struct plan *plan, struct box room, const struct shape *shape)
{
    int wide = (room.w - (shape->columns - 1) * GAP) / shape->columns, tops[COLUMNS] = {0};
    for (int i = 0; i < GROUPS; i++) {
        enum group group = order[i];
        int c = shape->column_of[group], high = card_height(group, shape->button);
        bool last = tops[c] + high + GAP == shape->heights[c];
        struct box box = {room.x + c * (wide + GAP), room.y + tops[c], wide, last ? room.h - tops[c] : high};
        lay_card(board, plan, box, group, shape->button);
        tops[c] += high + GAP;
    }
}

/* --- the last commands -----------------------------------------------------------------------------------------------
 */

static enum colour colour_of(const struct told *told)
{
    static const enum colour colours[] = {[TOLD_RUNNING] = C_INK2, [TOLD_DONE] = C_GOOD, [TOLD_REFUSED] = C_BAD};
    return colours[told->how];
}

static const char *icon_of(const struct told *told)
{
    static const char *const icons[] = {
        [TOLD_RUNNING] = "hourglass_empty", [TOLD_DONE] = "check_circle", [TOLD_REFUSED] = "error"};
    return icons[told->how];
}

/* An older one, in one line. */
static void lay_older(struct plan *plan, struct box line, const struct told *told)
{
    plan_icon(plan, (struct box){line.x + 18, line.y + 5, 28, 28}, colour_of(told), icon_of(told));
    plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, told->how == TOLD_REFUSED ? C_BAD : C_INK2},
                 (struct box){line.x + 64, line.y, line.w - 64, line.h}, LEFT, turn_text("anjungan %s", told->line));
    plan_foreign(plan);
}

static void lay_newest(const struct board *board, struct plan *plan, struct box box, const struct told *told)
{
    bool refused = told->how == TOLD_REFUSED;
    plan_card(plan, box, board->theme.radius_small, refused ? C_BAD_SOFT : C_TINT, refused ? C_BAD : C_RULE, 2);
    plan_icon(plan, (struct box){box.x + 14, box.y + 12, 36, 36}, colour_of(told), icon_of(told));
    struct box text = {box.x + 64, box.y + 10, box.w - 80, box.h - 16};
    if (refused)
        plan_target(plan, (struct box){0}, false, turn_text("unseen:refused:%s", told->line));
    plan_line_of(plan, (struct look){FONT_BOLD, T_CAPTION, refused ? C_BAD : C_INK}, box_take_top(&text, 40), LEFT,
                 turn_text("anjungan %s", told->line));
    const char *answer = told->how == TOLD_RUNNING         ? board_word(board, "running")
                         : strcmp(told->answer, "ok") == 0 ? board_word(board, "done")
                                                           : told->answer;
    plan_paragraph_in(plan, plan_ink(plan, (struct look){FONT_REGULAR, T_CAPTION, refused ? C_BAD : C_INK2}), text,
                      answer);
    plan_foreign(plan);
}

static void lay_log(const struct board *board, struct plan *plan, struct box box)
{
    enum { NEWEST = 124, OLDER = 38 };
    plan_card(plan, box, board->theme.radius, C_SURFACE, C_RULE, 2);
    struct box room = box_inset(box, 12);
    const struct told *log = board->log;
    if (!*log[0].line) {
        plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, C_INK2}, room, CENTRE, board_word(board, "idle"));
        return;
    }
    lay_newest(board, plan, box_take_top(&room, NEWEST), &log[0]);
    box_take_top(&room, 4);
    for (int i = 1; i < BOARD_LOG && *log[i].line && room.h >= OLDER; i++)
        lay_older(plan, box_take_top(&room, OLDER), &log[i]);
}

void board_lay(struct board *board, struct plan *plan)
{
    plan->theme = &board->theme;
    plan->kind = "panel";
    plan->key = "";
    struct box page = {0, 0, plan_width(plan), plan_height(plan)};
    struct shape shape = shape_for(plan);
    plan_fill(plan, page, C_GROUND);
    lay_band(board, plan, box_take_top(&page, BAND));
    page = box_inset(page, MARGIN);
    lay_cards(board, plan, box_take_top(&page, highest(&shape) - GAP), &shape);
    box_take_top(&page, GAP);
    lay_log(board, plan, page);
}
