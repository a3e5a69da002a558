/* program.h - programs that a measure starts and ends. */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

#include "base/base.h"

#include <sys/types.h>

struct program {
    pid_t pid;      /* 0: none runs */
    double started; /* stats_now() just before the fork */
};

/* Where programs write what they have to say; until then, where this process does. */
void program_log(int fd);

/* `arguments` begins with the path (or a name, looked up in PATH) and ends with NULL. `socket` becomes its descriptor 3
 * as a supervisor hands it over (-1: none). It ends when this process does. */
int program_start(struct program *program, const char *const *arguments, int socket);

/* SIGTERM, and SIGKILL when it still runs after 5 s. */
void program_stop(struct program *program);

/* True while it runs. */
bool program_runs(struct program *program);

#endif
