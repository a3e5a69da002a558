/* program.c - see program.h. */
#define _GNU_SOURCE
#include "bench/program.h"

#include "base/clock.h"
#include "bench/stats.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANDED = 3, PEACE_MS = 5000, CANNOT_EXEC = 127 };

static int output = STDERR_FILENO;

void program_log(int fd)
{
    output = fd;
}

/* SIGTERM and not SIGKILL when we end: what it started itself wants to end too. */
_Noreturn static void become(const char *const *arguments, int socket)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (socket >= 0) {
        char own[16];
        snprintf(own, sizeof own, "%d", getpid());
        setenv("LISTEN_FDS", "1", 1);
        setenv("LISTEN_PID", own, 1);
        if (socket == HANDED)
            fcntl(HANDED, F_SETFD, 0);
        else
            dup2(socket, HANDED);
    }
    dup2(output, STDOUT_FILENO);
    int usual = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, HANDED + 1);
    dup2(output, STDERR_FILENO);
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    dup2(usual, STDERR_FILENO);
    fail_errno("cannot start %s", arguments[0]);
    _exit(CANNOT_EXEC);
}

int program_start(struct program *program, const char *const *arguments, int socket)
{
    *program = (struct program){.started = stats_now()};
    pid_t pid = fork();
    if (pid == 0)
        become(arguments, socket);
    if (pid < 0)
        return fail_errno("start %s", arguments[0]);
    program->pid = pid;
    return OK;
}

bool program_runs(struct program *program)
{
    if (program->pid && waitpid(program->pid, NULL, WNOHANG) != 0)
        program->pid = 0;
    return program->pid != 0;
}

void program_stop(struct program *program)
{
    int64_t until = clock_ms() + PEACE_MS;
    if (!program->pid)
        return;
    kill(program->pid, SIGTERM);
    while (program_runs(program) && clock_ms() < until)
        usleep(1000);
    if (!program->pid)
        return;
    kill(program->pid, SIGKILL);
    waitpid(program->pid, NULL, 0);
    program->pid = 0;
}
