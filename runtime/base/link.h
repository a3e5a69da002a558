/* link.h - a program's connection to core: connects, says hello, and comes back when core does. */
#ifndef BASE_LINK_H
#define BASE_LINK_H

#include "base/loop.h"
#include "base/wire.h"

struct link {
    /* set by the owner */
    struct loop *loop;
    const char *path;           /* wire_path(), kept by the owner */
    const char *program;        /* for hello */
    const struct door *door;    /* what core may say */
    void (*opened)(void *mine); /* after hello went out; may be NULL */
    void (*packet)(void *mine, struct packet *packet);
    void (*lost)(void *mine); /* never from inside a call to the link, and not after link_close(); may be NULL */
    void *mine;
    /* kept by link */
    struct watch watch;
    struct timer again, gone;
    int64_t pause;
    bool standing;
};

/* The first attempt is made at once; further ones after 50 ms, doubling to 1 s, for ever. */
void link_open(struct link *link);
void link_close(struct link *link);

/* E_GONE while core is away: whoever sends decides what that means (usually nothing: core asks again). */
int link_send(struct link *link, const json_t *body, const int *fds, int n_fds);

/* The same, and drops the reference to body. */
int link_put(struct link *link, json_t *body);

/* The hello packet every program begins with. */
json_t *link_hello(const char *program);

#endif
