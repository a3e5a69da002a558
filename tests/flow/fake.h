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

/* A file below the source tree, as text to be freed. */
char *fake_read(const char *path);
char *fake_read_bytes(const char *path, size_t *n);

/* {manifest, rules, words} of plugins/NAME through a real parser child. */
json_t *fake_parse(struct fake *core, const char *plugin);

/* A visit: what core's journal does with steps and answers. */
struct visit {
    struct fake *core;
    struct kid kid;
    char *source;
    json_t *input;
    json_t *journal;
    json_t *said; /* the child's last packet */
    json_t *step; /* the open step */
};

void visit_start(struct visit *v, struct fake *core, const char *source, json_t *input);
void visit_end(struct visit *v);

/* Answers the open step; the value is taken. */
void visit_answer(struct visit *v, json_t *value);

/* Begins again with the first n rows, in the same child. */
void visit_again(struct visit *v, size_t n);

/* Kills the child and begins in another with the journal as it is. */
void visit_kill(struct visit *v);

const char *visit_type(const struct visit *v);
const char *visit_key(const struct visit *v);
bool visit_is_at(const struct visit *v, const char *key);

#endif
