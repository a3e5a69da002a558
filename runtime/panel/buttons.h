/* buttons.h - everything the panel can do, as one table: each button is a line that could be typed after `anjungan`. */
#ifndef PANEL_BUTTONS_H
#define PANEL_BUTTONS_H

#include "base/json.h"

enum group { PRINTER, DOCUMENTS, CARD, STRIPE, SCANNER, CAMERA, LAMP, KEYPAD, PEOPLE, GROUPS };

/* What a card of the panel stands for: a device as the simulator's status names it, or people. */
struct group_of {
    const char *name;
    const char *icon; /* where no picture of it is drawn */
    int across;       /* buttons in a row */
};

struct button {
    enum group group;
    const char *label;          /* its word is panel.button.LABEL; a digit is its own */
    const char *command, *undo; /* undo: while it is on; NULL: the same again */
    const char *member, *value; /* it is on while the device says so; NULL: it never is */
    bool fault;                 /* being on is trouble */
    const char *icon;           /* instead of the label, where that is short of room; or NULL */
    int person;                 /* 1 ...: the label is that name */
};

extern const struct group_of groups[GROUPS];
extern const struct button buttons[];
extern const int n_buttons;

/* "on", "3", "true": does the device say so? "+": a number above 0. */
bool button_says(const json_t *device, const char *member, const char *value);

bool button_is_on(const struct button *button, const json_t *status);

#endif
