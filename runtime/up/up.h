/* up.h - `anjungan up`: makes the run folder of a kiosk and runs the whole kiosk in it until it is told to end. */
#ifndef UP_UP_H
#define UP_UP_H

#include "up/crew.h"
#include "up/options.h"
#include "up/workshop.h"

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

/* From the words behind `up`; the word that is not to be understood, or NULL. */
const char *up_options_take(struct up_options *options, const struct words *words);

/* Returns when the kiosk has ended (SIGTERM, SIGINT, `down`): OK, or what kept it from starting. */
int up_run(const struct up_options *options);

#endif
