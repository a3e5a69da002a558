/* cell.c - see cell.h. */
#define _GNU_SOURCE
#include "proof/cell.h"

#include "base/guard.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 500, HANGS_MS = 2000, SLOW_FACTOR = 10, TRIES = 3, REFUSED = 3 };

struct cell *cell_new(void)
{
    struct cell *cell = mmap(NULL, sizeof *cell, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(cell != MAP_FAILED);
    return cell;
}

void cell_free(struct cell *cell)
{
    munmap(cell, sizeof *cell);
}

/* ---- inside */

static int64_t allowed_ms(void)
{
    return guard_sanitized() ? KD_CALLBACK_MS * SLOW_FACTOR : KD_CALLBACK_MS;
}

bool cell_play(struct cell *cell, const struct scene *scene, struct manner manner, struct proofs *proofs)
{
    struct stand *s = &cell->stand;
    for (int i = 0; i < TRIES; i++) {
        s->slowest = 0;
        cell->line = play(s, scene, manner, proofs);
        if (s->complaint[0] || s->slowest <= allowed_ms())
            return !s->complaint[0];
    }
    stand_complain(s, "a callback takes %lld ms; %d are allowed", (long long)s->slowest, KD_CALLBACK_MS);
    return false;
}

static void describe(struct cell *cell)
{
    const struct kd_driver *driver = &cell->stand.module.driver;
    snprintf(cell->name, sizeof cell->name, "%s", driver->name);
    snprintf(cell->device_class, sizeof cell->device_class, "%s", driver->device_class);
    cell->state_size = driver->state_size;
    cell->port = driver->ports[0];
    cell->has = stand_has(driver);
    for (cell->n_verbs = 0; cell->n_verbs < CELL_VERBS && driver->verbs[cell->n_verbs]; cell->n_verbs++)
        snprintf(cell->verbs[cell->n_verbs], sizeof cell->verbs[0], "%s", driver->verbs[cell->n_verbs]);
}

static _Noreturn void live(struct cell *cell, const char *driver, void (*work)(struct cell *, void *), void *mine)
{
    guard_with_parent();
    if (stand_open(&cell->stand, driver) < 0)
        _exit(REFUSED);
    describe(cell);
    work(cell, mine);
    cell->finished = true;
    _exit(0);
}

/* ---- outside */

/* Waits for its end; true when it had to be made: it was in the same callback for too long. */
static bool watch(const struct cell *cell, pid_t pid, int fd)
{
    uint64_t calls = 0;
    int ms = 0;
    struct pollfd end = {fd, POLLIN, 0};
    while (poll(&end, 1, LOOK_MS) == 0) {
        const volatile struct stand *s = &cell->stand;
        ms = s->callback && s->calls == calls ? ms + LOOK_MS : 0;
        calls = s->calls;
        if (ms < HANGS_MS * (guard_sanitized() ? SLOW_FACTOR : 1))
            continue;
        kill(pid, SIGKILL);
        return true;
    }
    return false;
}

static const char *verdict(const struct cell *cell, int status, bool hung)
{
    const struct stand *s = &cell->stand;
    const char *where = s->callback ? s->callback : "no callback";
    if (hung)
        return turn_text("%s() does not return: %d ms are allowed", where, KD_CALLBACK_MS);
    if (s->complaint[0])
        return turn_text("%s", s->complaint);
    if (WIFSIGNALED(status))
        return turn_text("it crashes in %s(): %s%s", where, strsignal(WTERMSIG(status)),
                         WTERMSIG(status) == SIGSEGV ? " (memory that is not its own, or a request's after its done)"
                                                     : "");
    if (WIFEXITED(status) && WEXITSTATUS(status) == REFUSED)
        return "the host refuses it: the line above says why";
    if (!cell->finished)
        return turn_text("it ends the process in %s() (with %d): the lines above may say why", where,
                         WEXITSTATUS(status));
    return NULL;
}

const char *cell_run(struct cell *cell, const char *driver, void (*work)(struct cell *cell, void *mine), void *mine)
{
    int status;
    cell->finished = false;
    cell->stand = (struct stand){0};
    fflush(NULL);
    pid_t pid = fork();
    must(pid >= 0);
    if (pid == 0)
        live(cell, driver, work, mine);
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    must(fd >= 0);
    bool hung = watch(cell, pid, fd);
    close(fd);
    must(waitpid(pid, &status, 0) == pid);
    cell->called |= cell->stand.called;
    return verdict(cell, status, hung);
}
