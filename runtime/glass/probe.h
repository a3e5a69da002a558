/* probe.h - what a robot may see of the screen: the targets and where they are, nothing of what is typed.
 *
 * Only with `demo = true` in site.conf. It cannot touch anything: the robot presses with real pointer events. */
#ifndef GLASS_PROBE_H
#define GLASS_PROBE_H

#include "base/site.h"
#include "glass/plan.h"

enum { PROBE_EYES = 4 };

struct probe {
    int listener;
    bool careful; /* for an author: flaws are told too */
    uint32_t event;
    int eyes[PROBE_EYES]; /* who looks; -1: free */
    int64_t serial;
    uint64_t seen; /* the last list sent */
    uint64_t told; /* and of which place it was */
};

/* Listens at RUN/run/probe/NAME and posts UPLINK_PROBE for who comes. Quietly nothing without `demo`. */
int probe_open(struct probe *probe, const struct site *site, const char *name, uint32_t event);

/* The descriptor of a new eye. */
void probe_add(struct probe *probe, int fd);

/* Before another place is painted: who takes a picture knows by it that it may be of two. */
void probe_turn(struct probe *probe, const struct plan *plan);

/* Once it is on the glass: sends the targets when they changed since the last time, or when somebody is new. */
void probe_show(struct probe *probe, const struct plan *plan);

#endif
