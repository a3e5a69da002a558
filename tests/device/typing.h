/* typing.h - keys of an input device: into the end of it that takes events. */
#ifndef DEVICE_TYPING_H
#define DEVICE_TYPING_H

#include "test.h"

#include "proof/keyboard.h"

#include <linux/input.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

static inline void put_event(int keys, unsigned type, unsigned code, int value)
{
    const struct input_event event = {.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
    check(write(keys, &event, sizeof event) == sizeof event);
}

static inline void press(int keys, unsigned code, int down)
{
    put_event(keys, EV_MSC, MSC_SCAN, (int)code);
    put_event(keys, EV_KEY, code, down);
    put_event(keys, EV_SYN, SYN_REPORT, 0);
}

static inline void type(int keys, const char *text)
{
    for (; *text; text++) {
        bool shift = false;
        unsigned code = keyboard_find(*text, &shift);
        if (shift)
            press(keys, KEY_RIGHTSHIFT, 1);
        press(keys, code, 1);
        press(keys, code, 0);
        if (shift)
            press(keys, KEY_RIGHTSHIFT, 0);
    }
}

#endif
