/* launch.h - one program started: its user, its environment, its log, the sockets handed to it. */
#ifndef UP_LAUNCH_H
#define UP_LAUNCH_H

#include "up/crew.h"

/* Returns a pidfd, readable when the program has ended, and its pid. A program that cannot be executed ends at once
 * with code 127 and a line in its log. */
int launch(const struct job *job, const struct folder *folder, pid_t *pid);

#endif
