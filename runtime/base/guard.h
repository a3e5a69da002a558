/* guard.h - what every program does to itself before it touches anything foreign. */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include "base/base.h"

/* No new privileges, no core file, not readable by others through /proc (sanitizer builds stay readable: their leak
 * check needs it). Every main() begins with it. */
void guard_start(void);

/* Dies with its parent (the nursery's children, the programs of `anjungan up`). */
void guard_with_parent(void);

/* True in a sanitizer build, where address-space limits and the seccomp kill cannot be used. */
bool guard_sanitized(void);

/* Listening sockets handed over by the supervisor in the LISTEN_FDS protocol: the first is descriptor 3. Returns how
 * many, marks them close-on-exec and forgets the variables. */
int guard_listen_fds(void);

#endif
