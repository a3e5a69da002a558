/* plug.h - the socket a simulated device is reached by: one caller at a time, as real devices have it.
 *
 * A second caller waits in the backlog until the first has left. The device may refuse bytes: then nothing more is read
 * from its caller until plug_resume(), and the caller's side fills up, as on a printer that stands still. */
#ifndef SIM_PLUG_H
#define SIM_PLUG_H

#include "base/loop.h"

struct plug {
    /* set by the owner */
    struct loop *loop;
    size_t (*take)(void *mine, const uint8_t *bytes, size_t n); /* how many it took */
    void (*came)(void *mine);                                   /* may be NULL */
    void *mine;
    /* kept by plug */
    struct watch listener, caller;
    bool pulled;
    uint8_t held[2048]; /* read from the caller, not taken yet */
    size_t n_held;
};

/* listener: a listening TCP socket, from now on the plug's; -1: there is no such device here. */
void plug_open(struct plug *plug, int listener);
void plug_close(struct plug *plug);

/* Drops the caller hard; while it is pulled every further one is dropped at once. */
void plug_pull(struct plug *plug);
void plug_put(struct plug *plug);

bool plug_called(const struct plug *plug);
void plug_send(struct plug *plug, const void *bytes, size_t n);
void plug_resume(struct plug *plug);

#endif
