/* typed.c - see typed.h. */
#include "typed.h"

void typed_take(struct kd_dev *dev, struct kd_bytes events, void (*answer)(struct kd_dev *dev, struct kd_bytes line))
{
    struct typed *me = dev->state;
    for (size_t at = 0; at + KD_EVENT <= events.n; at += KD_EVENT) {
        int made = keys_take(&me->keys, events.at + at);
        if (made == KEYS_END)
            code_end(dev, answer);
        else if (made == KEYS_SPOILT)
            code_spoil(dev);
        else if (made != KEYS_NOTHING)
            code_take(dev, (uint8_t)made);
    }
    code_wait(dev);
}
