/* users.h - who each program is.
 *
 * As root every program of a kiosk runs as its own numeric user and group; none of them needs an account or a name on
 * the machine. As an ordinary user all of them run as that user. */
#ifndef UP_USERS_H
#define UP_USERS_H

#include "base/base.h"

#include <sys/types.h>

enum user {
    USER_SELF = -1, /* whoever started the kiosk */
    USER_CORE,
    USER_UI,
    USER_FLOW,
    USER_PAPER,
    USER_DELIVER,
    USER_DRIVER,
    USER_HALL,
    USER_OFFICE,
    USER_SIM,
};

/* The number serves as user and as group. */
uid_t user_id(enum user user);

/* Leaves root for good; only in a child that is about to exec. The screens also get the machine's groups for display,
 * sound and touch. */
int user_become(enum user user);

/* Whether that user could open (R_OK), run (X_OK) ... the path; asks the kernel, as that user, in a child. */
bool user_can(enum user user, const char *path, int mode);

#endif
