/* control.h - one line to a control socket, one line back: the simulator's and the supervisor's. */
#ifndef ROBOT_CONTROL_H
#define ROBOT_CONTROL_H

#include "base/base.h"

enum { CONTROL_LINE = 1024 };

/* OK when the answer is "ok" or begins with "ok "; `answer` (may be NULL) gets the line without its end. */
int control_send(const char *path, const char *line, char answer[CONTROL_LINE]);

#endif
