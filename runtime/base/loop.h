/* loop.h - one thread waits for everything: descriptors and times.
 *
 * A turn is: wait, call the watches that are ready, call the timers that are due, then `settle`. Whatever must be safe
 * before others hear of it - a database commit, say - happens in settle, once a turn, before any reply leaves. Watches
 * and timers belong to the caller; the loop only links them. Nothing wakes when nothing happens: there is no tick. */
#ifndef BASE_LOOP_H
#define BASE_LOOP_H

#include "base/base.h"

struct watch {
    int fd;
    void (*ready)(void *mine, bool readable, bool writable);
    void *mine;
};

struct timer {
    void (*due)(void *mine);
    void *mine;
    int64_t at; /* 0 when not set */
    struct timer *next;
};

struct loop;

/* settle may be NULL. */
struct loop *loop_new(void (*settle)(void *mine), void *mine);
void loop_free(struct loop *loop);

/* Watch for reading, and for writing too when asked. Calling it again changes what is watched for. */
int loop_watch(struct loop *loop, struct watch *watch, bool also_writable);

/* The watch may be freed after this: it is not called again, also not later in this turn. */
void loop_unwatch(struct loop *loop, struct watch *watch);

/* Call timer->due once, ms from now; setting it again moves it. */
void loop_after(struct loop *loop, struct timer *timer, int64_t ms);
void loop_forget(struct loop *loop, struct timer *timer);

/* Runs until loop_stop() and returns its result, or E_IO. SIGTERM and SIGINT stop it with OK. */
int loop_run(struct loop *loop);
void loop_stop(struct loop *loop, int result);

#endif
