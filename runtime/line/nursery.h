/* nursery.h - children of the flow nursery, as core sees them: fork one, talk to it, let it go.
 *
 * A child that is working has a deadline, which the nursery keeps; a child that waits for the citizen has none. */
#ifndef LINE_NURSERY_H
#define LINE_NURSERY_H

#include "line/line.h"

enum { CHILDREN = 4 };

struct child {
    int id; /* 0: free */
    const char *work;
    void (*ready)(void *mine); /* it runs: put the first packet */
    void (*said)(void *mine, struct packet *packet);
    void (*gone)(void *mine, const char *why); /* it is dead; the child is free again */
    void *mine;
    int owes; /* answers it has not given yet */
    struct line line;
    struct nursery *nursery;
};

struct nursery {
    struct role role;
    struct child children[CHILDREN];
    int last_id;
};

int nursery_open(struct nursery *nursery, struct lines *lines, const char *run);
void nursery_close(struct nursery *nursery);

/* work is "visit" or "parse". When the nursery is away the fork happens when it comes back. NULL when CHILDREN are
 * busy. */
struct child *child_fork(struct nursery *nursery, const char *work, const struct door *door);

/* Sends and starts its deadline; it ends with the next packet the child says. Takes body and fds. */
void child_put(struct child *child, json_t *body, const int *fds, int n_fds, int ms);

/* Kills it and frees the slot; gone is not called. NULL is fine. */
void child_drop(struct child *child);

#endif
