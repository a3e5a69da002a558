/* hidden.h - a display that nobody sees, for robots: Xvfb, as large as the citizen's screen. */
#ifndef UP_HIDDEN_H
#define UP_HIDDEN_H

#include "base/base.h"

#include <sys/types.h>

struct hidden {
    pid_t pid;
    char name[16]; /* ":7" */
};

int hidden_open(struct hidden *hidden);
void hidden_close(struct hidden *hidden);

#endif
