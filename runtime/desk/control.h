/* control.h - what the operator asks of core: which letters are not delivered, and to send refused ones again.
 *
 * The socket is in a folder of the supervisor's group, so who started the kiosk may ask. What a letter says is never
 * told: core itself cannot read it. */
#ifndef DESK_CONTROL_H
#define DESK_CONTROL_H

#include "line/line.h"

struct desk;

struct control {
    struct desk *desk;
    struct role role;
};

int control_open(struct control *control, struct desk *desk);
void control_close(struct control *control);

#endif
