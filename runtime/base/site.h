/* site.h - how every program begins: its run folder, its name, the settings of the site.
 *
 * All sockets, state, secrets and logs of one kiosk live below one run folder (runtime/README.md shows it), so two
 * kiosks or forty tests on one machine never meet. */
#ifndef BASE_SITE_H
#define BASE_SITE_H

#include "base/json.h"

struct site {
    const char *run;  /* the run folder, absolute */
    const char *name; /* the argument after the options: "main", "printer" ...; "" when there is none */
    json_t *settings; /* RUN/site.conf */
};

/* main()'s first call: guard_start(), reads "--run FOLDER [NAME]" and FOLDER/site.conf. Ends the program with the usage
 * line when the arguments are wrong. */
void site_start(struct site *site, int argc, char **argv, const char *usage);
void site_free(struct site *site);

/* A path below the run folder, from a printf format: site_path(site, "state/hall/hall.db"). Turn memory. */
char *site_path(const struct site *site, const char *format, ...) LIKE_PRINTF(2);

/* The languages it speaks, the first being what a visit begins with. Borrowed. */
const json_t *site_languages(const struct site *site);

/* The row of a list of groups whose `name` member is value: site_row(site, "agencies", "id", "polri"). Borrowed or
 * NULL. */
const json_t *site_row(const struct site *site, const char *list, const char *member, const char *value);

#endif
