/* control.h - RUN/run/sim/control: where tests, the demo and the panel on the desk work the simulated devices.
 *
 * A stream socket. Each line is a command, each is answered by one line. `watch` is one more: from then on the caller
 * gets the status as a line, now and after every change. */
#ifndef SIM_CONTROL_H
#define SIM_CONTROL_H

#include "sim/sim.h"

enum { CONTROL_CALLERS = 8, CONTROL_LINE = 256 };

struct control;

struct control_caller {
    struct control *control;
    struct watch watch; /* fd is -1 when nobody is here */
    bool watching;
    char line[CONTROL_LINE];
    size_t n_line;
};

struct control {
    struct sim *sim;
    struct watch listener;
    struct control_caller callers[CONTROL_CALLERS];
    char *told; /* the status that was last told to the watching */
};

int control_open(struct control *control, struct sim *sim, const char *path);
void control_close(struct control *control);

/* Once a turn: tells those who watch, when something changed. */
void control_settle(struct control *control);

#endif
