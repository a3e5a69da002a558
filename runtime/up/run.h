/* run.h - for the author of a service: `anjungan run` shows it while it is being written, `anjungan shot` takes
 * pictures of all its screens. */
#ifndef UP_RUN_H
#define UP_RUN_H

#include "up/options.h"

struct run_options {
    const char *run;     /* the run folder; NULL: one for this time only */
    const char *folder;  /* of the plugin */
    const char *service; /* which one of it; NULL: the first */
    bool hidden;         /* on a display that nobody sees, with probes: for robots */
    const char *out;     /* of run_shots(): the folder of the pictures */
    bool large;          /* at the largest text size too */
};

/* From the words behind the command; false when they are not to be understood. */
bool run_options_take(struct run_options *options, const struct words *words);

/* Returns when the window's panel was closed, or Ctrl-C pressed. */
int run_service(const struct run_options *options);

/* Pictures and their sheet. Returns when they are there. */
int run_shots(const struct run_options *options);

#endif
