/* lamp.c - see lamp.h. */
#include "sim/lamp.h"

static void obey(struct lamp *lamp, unsigned byte)
{
    unsigned how = byte >> 4, parts = byte & 15;
    if ((how != 1 && how != 2 && how != 4) || parts == 0) {
        lamp->strange++;
        return;
    }
    for (int part = 0; part < LAMP_PARTS; part++)
        if (parts >> part & 1)
            lamp->is[part] = how == 1 ? LAMP_ON : how == 4 ? LAMP_FLASHES : LAMP_OFF;
}

void lamp_take(struct lamp *lamp, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        obey(lamp, bytes[i]);
}

const char *lamp_word(const struct lamp *lamp, int part)
{
    static const char *const words[] = {"off", "on", "flashes"};
    return words[lamp->is[part]];
}
