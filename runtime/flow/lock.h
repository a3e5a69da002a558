/* lock.h - what a child does to itself before it reads a byte of somebody else's code or data.
 *
 * One citizen's script, or one agency's files, are all a child ever meets; whatever they make it do ends at these
 * walls: memory, time and files are limited, and the kernel kills the process at any call that is not in a short list.
 * Nothing here needs a privilege. */
#ifndef FLOW_LOCK_H
#define FLOW_LOCK_H

#include "base/base.h"

enum lock {
    LOCK_VISIT, /* reads memory files */
    LOCK_PARSE, /* and makes one */
};

enum {
    LOCK_SOCKET = 3, /* where the child's socket is put; 0 and 1 lead nowhere, 2 is the log */
    LOCK_MEMORY = 192 << 20,
    LOCK_CPU_S = 5,
    LOCK_USER = 61102, /* of the nursery (up/users.h), and of its children even where the nursery is root */
};

/* Leaves root for good, where that is allowed, and every capability; negative when root remains. An ordinary user stays
 * who they are. */
int lock_leave_root(void);

/* As root: lets that user have the file or folder. */
void lock_give(const char *path);

/* Moves socket and log to their places and closes everything else. Ends the process when it cannot be done. */
void lock_descriptors(int socket, int log);

/* Ends the process when it cannot be locked. */
void lock_process(enum lock what);

/* True when the kernel has Landlock; the walls stand without it too. */
bool lock_has_landlock(void);

#endif
