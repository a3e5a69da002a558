/* keypad_words.c - the tactile keypad. */
#include "sim/sim.h"

#include <string.h>

static const char *press(struct sim *sim, struct deed deed)
{
    return keypad_press(&sim->keypad, deed.text);
}

static const char *type(struct sim *sim, struct deed deed)
{
    return keypad_type(&sim->keypad, deed.text);
}

static const char *garbage(struct sim *sim, struct deed deed)
{
    (void)deed;
    return keypad_burst(&sim->keypad);
}

static const char *cable(struct sim *sim, struct deed deed)
{
    sim->keypad.pulled = !deed.what;
    return "ok";
}

static const struct command commands[] = {
    {"keypad press", TEXT, "next, previous, select, back, delete, again, speech, quieter, louder, staff or a digit",
     press, 0},
    {"keypad type", TEXT, "digits, one after the other", type, 0},
    {"keypad garbage", ALONE, "all keys at once, as somebody who leans on it", garbage, 0},
    {"keypad unplug", ALONE, "its cable", cable, false},
    {"keypad plug", ALONE, "the cable again", cable, true},
};

static json_t *status(const struct sim *sim)
{
    const struct keypad *keypad = &sim->keypad;
    return json_pack("{sb,sb,ss}", "there", (int)keypad->there, "power", (int)!keypad->pulled, "last", keypad->last);
}

const struct device_class keypad_class = {"keypad", commands, COUNT(commands), status};
