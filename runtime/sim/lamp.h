/* lamp.h - the simulated signal lamp: the bytes of hw/lamp/lamp.c, seen from the lamp. */
#ifndef SIM_LAMP_H
#define SIM_LAMP_H

#include "base/base.h"

enum { LAMP_RED, LAMP_YELLOW, LAMP_GREEN, LAMP_BUZZER, LAMP_PARTS };

enum lamp_is { LAMP_OFF, LAMP_ON, LAMP_FLASHES };

struct lamp {
    enum lamp_is is[LAMP_PARTS];
    int strange; /* bytes that mean nothing */
};

void lamp_take(struct lamp *lamp, const uint8_t *bytes, size_t n);

/* "off", "on", "flashes". */
const char *lamp_word(const struct lamp *lamp, int part);

#endif
