/* uplink.h - the one extra thread: it waits on core's socket and posts every packet to the window's events.
 *
 * It touches nothing else, so nothing else needs a lock. Sending is done by the window's thread and never blocks. */
#ifndef GLASS_UPLINK_H
#define GLASS_UPLINK_H

#include "base/wire.h"

#include <SDL.h>

/* SDL user events carry one of these as code; data1 is what it brings. */
enum uplink_news {
    UPLINK_PACKET,   /* data1: struct packet *, owned by who takes the event */
    UPLINK_STANDING, /* hello went out */
    UPLINK_LOST,
    UPLINK_PROBE, /* data2: a descriptor as intptr_t, somebody wants to see the targets (probe.h) */
};

struct uplink {
    char path[256], program[32];
    const struct door *door;
    uint32_t event;
    SDL_mutex *lock; /* of fd */
    int fd;          /* -1 while core is away */
    SDL_atomic_t closing;
    SDL_Thread *thread;
};

/* event: what SDL_RegisterEvents gave. Attempts follow each other after 50 ms, doubling to 1 s. */
int uplink_open(struct uplink *uplink, const char *path, const char *program, const struct door *door, uint32_t event);
void uplink_close(struct uplink *uplink);

/* Drops the reference to body. E_GONE while core is away. */
int uplink_send(struct uplink *uplink, json_t *body);

/* Posts one piece of news to the window; false when it could not be posted. */
bool uplink_post(uint32_t event, enum uplink_news news, void *one, intptr_t other);

#endif
