/* hidden.h - a display that nobody sees, for robots: Xvfb, as large as the citizen's screen. */
#ifndef UP_HIDDEN_H
#define UP_HIDDEN_H

#include "base/base.h"

#include <sys/types.h>

struct hidden {
    pid_t pid;
    char name[16]; /* ":7" */
};

/* The number that Xvfb writes to the other end of a pipe (-displayfd) when clients may come; false when it does not. */
bool hidden_number(int pipe, char *to, size_t size);

int hidden_open(struct hidden *hidden);
void hidden_close(struct hidden *hidden);

#endif
