/* chair.h - core's chair beside the flow nursery: the real locked children, without a kiosk.
 *
 * Scripts and data files of strangers are read by such a child and by nobody else, here as in a kiosk. The nursery gets
 * a run folder of its own that is gone as soon as it has connected, and dies with this process. */
#ifndef KIT_CHAIR_H
#define KIT_CHAIR_H

#include "base/wire.h"
#include "domain/rulebook.h"

#include <sys/types.h>

struct chair {
    int socket; /* to the nursery */
    pid_t pid;
    int64_t last; /* number of the newest child */
    struct rulebook rulebook;
};

struct kid {
    int64_t number;
    int socket;
};

/* Starts anjungan-flow from that folder of programs. */
int chair_open(struct chair *chair, const char *programs);
void chair_close(struct chair *chair);

/* A child for `visit` or `parse`. Without a nursery nothing works: its loss ends this process. */
struct kid kid_fork(struct chair *chair, const char *work);
void kid_drop(struct chair *chair, struct kid *kid);

/* Drops the reference to body; the descriptors are closed. */
void kid_say(const struct kid *kid, json_t *body, int *fds, int n_fds);

/* What it says next, checked against the door; false when it died instead. The caller owns packet. */
bool kid_hear(const struct kid *kid, const struct door *door, struct packet *packet);

#endif
