/* workshop.h - the kiosk for somebody who writes a service: that service, and everything it needs around it.
 *
 * RUN/plugins holds links: to the service's own folder, to those beside it that it calls, and to those that come with
 * the kiosk. Agencies and queues that only the service knows are added to the settings, simulated like the others. */
#ifndef UP_WORKSHOP_H
#define UP_WORKSHOP_H

#include "up/folder.h"
#include "up/tree.h"

struct workshop {
    char *folder; /* of the plugin, absolute */
    const char *id;
    char service[65]; /* what begins by itself */
    json_t *manifest; /* NULL while it cannot be read; core says why */
};

/* service may be NULL: the manifest's first one. */
int workshop_open(struct workshop *workshop, const char *folder, const char *service);
void workshop_close(struct workshop *workshop);

/* The links below the run folder, and what the settings need. */
int workshop_make(const struct workshop *workshop, const struct folder *folder, const struct tree *tree,
                  json_t *settings);

/* Takes all of it out of the settings again: a kiosk in service has no author. */
void workshop_clear(json_t *settings);

#endif
