/* typed.h - lines that arrive as keys: code.h behind keys.h. Compiled into each driver that needs it. */
#ifndef PARTS_TYPED_H
#define PARTS_TYPED_H

#include "code.h"
#include "keys.h"

/* The state of such a driver. */
struct typed {
    struct code code;
    struct keys keys;
};

/* Events of KD_HID; Enter ends a line, which `answer` gets as code_end() says. */
void typed_take(struct kd_dev *dev, struct kd_bytes events, void (*answer)(struct kd_dev *dev, struct kd_bytes line));

#endif
