/* child.h - a locked process for one piece of foreign work. */
#ifndef FLOW_CHILD_H
#define FLOW_CHILD_H

#include "base/base.h"

/* True for `visit` and `parse`. */
bool child_knows(const char *work);

/* Locks the process and serves core until it closes the socket. Called in a fresh fork of the nursery, `parent`. */
_Noreturn void child_run(const char *work, int socket, int log, int parent);

#endif
