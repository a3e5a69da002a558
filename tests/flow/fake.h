/* fake.h - core's side of the flow socket, for tests: the real anjungan-flow, an in-memory journal. */
#ifndef TESTS_FLOW_FAKE_H
#define TESTS_FLOW_FAKE_H

#include "base/wire.h"

#include <sys/types.h>

struct fake {
    char run[64];
    int listener;
    int socket; /* to the nursery */
    pid_t pid;
    int64_t last; /* number of the newest child */
};

struct kid {
    int64_t number;
    int socket;
    pid_t pid;
};

/* A run folder, the nursery, its hello. */
void fake_start(struct fake *core);
void fake_stop(struct fake *core);

/* Lets the nursery go and takes its next call. */
void fake_lose(struct fake *core);
void fake_accept(struct fake *core);

void fake_send(struct fake *core, json_t *body);

/* The nursery's next packet, NULL when none comes in time. */
json_t *fake_hear(struct fake *core, int ms);

struct kid fake_fork(struct fake *core, const char *work);

/* Closes the kid's socket and waits until the nursery has reported its end. Returns "why number". */
const char *fake_end(struct fake *core, struct kid *kid);

/* Waits for the report without closing anything; "" when it does not come. */
const char *fake_gone(struct fake *core, const struct kid *kid, int ms);

void kid_send(const struct kid *kid, json_t *body, const int *fds, int n_fds);
void kid_begin(const struct kid *kid, const char *source, const json_t *journal, const json_t *input);
void kid_begin_bytes(const struct kid *kid, const char *source, size_t n, const json_t *journal, const json_t *input);
json_t *kid_hear(const struct kid *kid, int ms);

/* A file below the source tree, to be freed. */
char *fake_read(const char *path, size_t *n);

#endif
