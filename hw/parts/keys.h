/* keys.h - what a device that types has typed: events of KD_HID as characters of a US keyboard, which is what scanners
 * and magnetic readers are set to when they leave the factory. Compiled into each driver that needs it. */
#ifndef PARTS_KEYS_H
#define PARTS_KEYS_H

#include "kiosk_driver.h"

/* What a key makes, besides its character. */
enum { KEYS_NOTHING = 0, KEYS_END = '\n', KEYS_SPOILT = -1 };

struct keys {
    uint8_t shift, caps; /* held: a bit each side; on */
};

/* One event of KD_EVENT bytes: a character from space to '~', a tab, KEYS_END for Enter, KEYS_NOTHING, or KEYS_SPOILT:
 * what is being typed is not whole any more (the kernel dropped something, or a key makes no character). */
int keys_take(struct keys *keys, const uint8_t *event);

#endif
