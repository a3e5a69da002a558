/* keys.c - see keys.h. The numbers are those of linux/input-event-codes.h, written out because a driver includes
 * nothing of the system. */
#include "keys.h"

#include <string.h>

enum { EV_SYN = 0, EV_KEY = 1, SYN_DROPPED = 3, DOWN = 1, UP = 0 };

enum { ENTER = 28, CAPS = 58, NUM = 69, KEYPAD_ENTER = 96, LEFT_SHIFT = 42, RIGHT_SHIFT = 54 };

/* Keys that lie side by side have numbers in a row. */
static const struct {
    unsigned first;
    const char *plain, *shifted;
} rows[] = {{2, "1234567890-=", "!@#$%^&*()_+"},
            {15, "\tqwertyuiop[]", "\tQWERTYUIOP{}"},
            {30, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
            {43, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
            {55, "*", "*"},
            {57, " ", " "},
            {71, "789-456+1230.", "789-456+1230."},
            {98, "/", "/"}};

static int character(const struct keys *keys, unsigned code)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (code < rows[i].first || code >= rows[i].first + strlen(rows[i].plain))
            continue;
        char plain = rows[i].plain[code - rows[i].first], shifted = rows[i].shifted[code - rows[i].first];
        int letter = plain >= 'a' && plain <= 'z', caps = letter && keys->caps;
        return (keys->shift != 0) != caps ? shifted : plain;
    }
    return KEYS_SPOILT;
}

static void hold_shift(struct keys *keys, uint8_t side, int down)
{
    keys->shift = (uint8_t)(down ? keys->shift | side : keys->shift & ~side);
}

static int key(struct keys *keys, unsigned code, int down)
{
    if (code == LEFT_SHIFT || code == RIGHT_SHIFT) {
        hold_shift(keys, code == LEFT_SHIFT ? 1 : 2, down);
        return KEYS_NOTHING;
    }
    if (!down || code == NUM)
        return KEYS_NOTHING;
    if (code == CAPS) {
        keys->caps = !keys->caps;
        return KEYS_NOTHING;
    }
    return code == ENTER || code == KEYPAD_ENTER ? KEYS_END : character(keys, code);
}

static unsigned two(const uint8_t *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

int keys_take(struct keys *keys, const uint8_t *event)
{
    unsigned type = two(event), code = two(event + 2), value = two(event + 4);
    if (type == EV_SYN && code == SYN_DROPPED) {
        *keys = (struct keys){0};
        return KEYS_SPOILT;
    }
    return type == EV_KEY && (value == DOWN || value == UP) ? key(keys, code, value == DOWN) : KEYS_NOTHING;
}
