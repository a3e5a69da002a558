/* keyboard.c - the one keyboard: QWERTY for text, three by four for digits. Order never changes. */
#include "widget/widgets.h"

#include <string.h>

/* Between TALL and FLAT: as on a portrait page, and as where the height is dear. */
enum { TRAY_OUT = 24, TRAY_PAD = 12, KEY_GAP = 10, KEY_TALL = 108, KEY_FLAT = 96, ROWS = 4, HIGH_PAGE = 1400 };

static int key_height(const struct plan *plan)
{
    return plan_height(plan) < HIGH_PAGE ? KEY_FLAT : KEY_TALL;
}

struct key {
    const char *id, *text, *icon;
    bool quiet; /* a key that is no letter */
    bool on;
};

static void put_key(struct plan *plan, struct box box, struct key key)
{
    bool pressed = plan_target(plan, box, true, key.id);
    plan_key(plan);
    plan_state(plan, key.on ? STATE_ON : STATE_NONE);
    int radius = plan->theme->radius_small;
    plan_card(plan, box, radius, C_SHADE, C_SHADE, 0);
    struct box top = {box.x, box.y, box.w, box.h - 4};
    bool contrast = plan->theme->colours[C_SURFACE] == plan->theme->colours[C_GROUND];
    plan_card(plan, contrast ? box_inset(box, 3) : top, radius,
              key.on      ? C_SIGNAL
              : key.quiet ? C_SOFT
                          : C_SURFACE,
              C_SHADE, 0);
    if (pressed)
        top = plan_press(plan, top);
    enum colour colour = key.on ? C_ON_SIGNAL : key.quiet ? C_ACCENT : C_INK;
    struct look letter = {FONT_SEMIBOLD, T_KEY, colour}, word = {FONT_SEMIBOLD, T_SMALL, colour};
    if (key.icon && key.text) {
        plan_icon(plan, (struct box){top.x + top.w / 2 - 24, top.y + top.h / 2 - 40, 48, 44}, colour, key.icon);
        plan_line_of(plan, word, (struct box){top.x + 4, top.y + top.h / 2 + 4, top.w - 8, 44}, CENTRE, key.text);
    } else if (key.icon)
        plan_icon(plan, (struct box){top.x + top.w / 2 - 26, top.y + (top.h - 52) / 2, 52, 52}, colour, key.icon);
    else
        plan_line_of(plan, strlen(key.text) > 3 ? word : letter, top, CENTRE, key.text);
}

/* Four rows at the end of the box, a little wider than what stands above; the result is where the first row goes. */
static struct box put_tray(struct plan *plan, struct box *box)
{
    int high = key_height(plan);
    struct box tray = box_take_bottom(box, ROWS * high + (ROWS - 1) * KEY_GAP + 2 * TRAY_PAD);
    tray.x -= TRAY_OUT, tray.w += 2 * TRAY_OUT;
    plan_card(plan, tray, 24, C_TRAY, C_TRAY, 0);
    tray = box_inset(tray, TRAY_PAD);
    tray.h = high;
    return tray;
}

/* Letters in the columns of the top row, from that column on in halves; each names itself. */
static int put_letters(struct plan *plan, struct box row, int halves, const char *letters)
{
    int x = row.x;
    for (int i = halves; *letters; letters++, i += 2) {
        x = row.x + i * (row.w + KEY_GAP) / 20;
        int end = row.x + (i + 2) * (row.w + KEY_GAP) / 20 - KEY_GAP;
        put_key(plan, (struct box){x, row.y, end - x, row.h},
                (struct key){.id = turn_text("key:%c", *letters), .text = turn_text("%c", *letters)});
        x = end + KEY_GAP;
    }
    return x;
}

/* The bottom row: the other layer, the space, and two signs. */
static void put_last_row(struct plan *plan, struct box row, bool symbols, const char *space)
{
    int layer = 158, side = 104, x = row.x + layer + KEY_GAP, end = row.x + row.w;
    int wide = row.w - layer - 2 * side - 3 * KEY_GAP;
    const char *signs = symbols ? "%#" : "-.";
    put_key(plan, (struct box){row.x, row.y, layer, row.h},
            (struct key){.id = "key:123", .text = symbols ? "ABC" : "123", .quiet = true});
    put_key(plan, (struct box){x, row.y, wide, row.h}, (struct key){.id = "key:space", .text = space});
    for (int i = 0; i < 2; i++)
        put_key(plan, (struct box){end - (2 - i) * side - (1 - i) * KEY_GAP, row.y, side, row.h},
                (struct key){.id = turn_text("key:%c", signs[i]), .text = turn_text("%c", signs[i])});
}

void widget_keyboard(struct plan *plan, struct box *box, bool symbols, bool with_shift, bool shift, const char *space,
                     const char *remove)
{
    static const char *const rows[2][3] = {{"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"},
                                           {"1234567890", "-/:()&+@_", "\",.?!;="}};
    struct box row = put_tray(plan, box);
    int step = row.h + KEY_GAP;
    put_letters(plan, row, 0, rows[symbols][0]);
    row.y += step;
    put_letters(plan, row, 1, rows[symbols][1]);
    row.y += step;
    if (with_shift && !symbols)
        put_key(plan, (struct box){row.x, row.y, (row.w + KEY_GAP) / 10 - KEY_GAP, row.h},
                (struct key){.id = "key:shift", .icon = "keyboard_capslock", .quiet = true, .on = shift});
    else
        put_letters(plan, row, 0, "'");
    int x = put_letters(plan, row, 2, rows[symbols][2]);
    put_key(plan, (struct box){x, row.y, row.x + row.w - x, row.h},
            (struct key){.id = "key:delete", .text = remove, .icon = "backspace", .quiet = true});
    row.y += step;
    put_last_row(plan, row, symbols, space);
}

void widget_pad(struct plan *plan, struct box *box, const char *remove)
{
    struct box row = put_tray(plan, box);
    int wide = (row.w - 2 * KEY_GAP) / 3;
    for (int i = 0; i < 3 * ROWS; i++) {
        struct box key = {row.x + i % 3 * (wide + KEY_GAP), row.y + i / 3 * (row.h + KEY_GAP), wide, row.h};
        int digit = i == 10 ? 0 : i + 1;
        if (i == 11)
            put_key(plan, key, (struct key){.id = "pad:delete", .text = remove, .icon = "backspace", .quiet = true});
        else if (i != 9)
            put_key(plan, key, (struct key){.id = turn_text("pad:%d", digit), .text = turn_text("%d", digit)});
    }
}
