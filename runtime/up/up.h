/* up.h - `anjungan up`: makes the run folder of a kiosk and runs the whole kiosk in it until it is told to end. */
#ifndef UP_UP_H
#define UP_UP_H

#include "up/workshop.h"
#include "up/crew.h"

enum { UP_SETS = 64, UP_WITHOUT = 24 };

struct up_options {
    const char *run;           /* the run folder; need not exist */
    const char *display;       /* ":5" for the screens, or NULL: as in the environment */
    bool demo;                 /* for a robot: screens tell what can be touched, speech goes to a file */
    const char *sets[UP_SETS]; /* path=value */
    int n_sets;
    const char *without[UP_WITHOUT]; /* programs that are not started */
    int n_without;
    const struct workshop *workshop; /* a service that is being written; NULL: a kiosk in service */
    const struct job *leader;        /* the kiosk is there for this program and ends with it; or NULL */
};

/* Returns when the kiosk has ended (SIGTERM, SIGINT, `down`): OK, or what kept it from starting. */
int up_run(const struct up_options *options);

#endif
