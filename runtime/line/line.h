/* line.h - the connections of core: who is connected in which role, and packets that leave only after the commit.
 *
 * Whatever core tells anybody is queued with line_put() and leaves in lines_flush(), which settle calls after the store
 * has committed: nobody ever hears of something that a power cut could take back. */
#ifndef LINE_LINE_H
#define LINE_LINE_H

#include "base/loop.h"
#include "base/wire.h"

struct queued;

struct lines {
    struct loop *loop;
    struct queued *first, **last;
};

/* One live connection. */
struct line {
    struct lines *lines;
    const struct door *door; /* what the other side may say */
    void (*said)(void *mine, struct packet *packet);
    void (*left)(void *mine); /* also when it broke the rules of the door */
    void *mine;
    struct watch watch;
    bool open;
};

void lines_start(struct lines *lines, struct loop *loop);

/* Sends what is queued, in order. A peer that does not read is dropped: its `left` is called. */
void lines_flush(struct lines *lines);
bool lines_waiting(const struct lines *lines);

/* Takes the descriptor. door, said, left and mine are set before. */
void line_open(struct lines *lines, struct line *line, int fd);

/* Also forgets what is queued for it. Does not call left. */
void line_close(struct line *line);

/* Takes body and descriptors, also when the line is closed. */
void line_put(struct line *line, json_t *body);
void line_put_with(struct line *line, json_t *body, const int *fds, int n_fds);

/* A role of messages.md: a path others connect to; one connection at a time, the newest. */
struct role {
    const char *name; /* "ui.main" */
    const struct door *door;
    void (*came)(void *mine); /* it said hello with our build; may be NULL */
    void (*said)(void *mine, struct packet *packet);
    void (*left)(void *mine); /* may be NULL */
    void *mine;
    /* kept by role */
    struct lines *lines;
    struct line line;
    struct watch listener;
    bool here;
};

/* Listens on RUN/run/NAME/core. */
int role_open(struct role *role, struct lines *lines, const char *run);
void role_close(struct role *role);

/* Hangs up on whoever is here; `left` is called. */
void role_drop(struct role *role);

/* Queues when somebody is here; takes body and fd either way. */
void role_put(struct role *role, json_t *body);
void role_put_with(struct role *role, json_t *body, int fd);

#endif
