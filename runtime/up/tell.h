/* tell.h - one line said to a running kiosk, as people type it, and its answer as they read it. */
#ifndef UP_TELL_H
#define UP_TELL_H

#include "up/options.h"

/* Print what is answered; negative when that is an error, or nobody is there. `sim help` becomes a list. */
int tell_simulator(const char *run, const struct words *words);
int tell_supervisor(const char *run, const struct words *words);

/* The programs of the kiosk, a line each. */
int tell_status(const char *run);

#endif
