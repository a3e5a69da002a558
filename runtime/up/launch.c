/* launch.c - see launch.h.
 *
 * Between fork and exec the order matters: the log while still root, then the user, then the promise to die with the
 * supervisor (changing the user clears it). */
#define _GNU_SOURCE
#include "up/launch.h"

#include "base/guard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_SOCKET = 3, ABOVE_ALL = 64, LOG_MAX = 4 << 20, CANNOT_EXEC = 127 };

/* A log of more than 4 MiB makes room; the one before it is kept. */
static int log_open(const struct job *job, const struct folder *folder)
{
    const char *path = folder_path(folder, "log/%s.log", job->name);
    struct stat is;
    if (stat(path, &is) == 0 && is.st_size > LOG_MAX)
        rename(path, folder_path(folder, "log/%s.log.old", job->name));
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static void set_streams(const struct job *job, const struct folder *folder)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    if (job->loud || job->leads)
        return;
    int log = log_open(job, folder);
    if (log >= 0) {
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
    }
}

/* A socket may stand where another one has to go: all are lifted out of the way first. */
static void set_sockets(const struct job *job)
{
    int lifted[JOB_SOCKETS];
    for (int i = 0; i < job->n_sockets; i++)
        lifted[i] = fcntl(job->sockets[i], F_DUPFD_CLOEXEC, ABOVE_ALL);
    for (int i = 0; i < job->n_sockets; i++)
        dup2(lifted[i], FIRST_SOCKET + i);
    close_range((unsigned)(FIRST_SOCKET + job->n_sockets), ~0u, 0);
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    if (job->n_sockets == 0)
        return;
    setenv("LISTEN_FDS", turn_text("%d", job->n_sockets), 1);
    setenv("LISTEN_PID", turn_text("%d", getpid()), 1);
}

static void set_environment(const struct job *job, const struct folder *folder)
{
    if (folder->own_users) {
        const char *home = folder_path(folder, "state/%s", job->name);
        setenv("HOME", home, 1);
        setenv("XDG_RUNTIME_DIR", home, 1);
    }
    for (size_t i = 0; i < JOB_SETTINGS && job->settings[i]; i++)
        putenv((char *)(uintptr_t)job->settings[i]);
}

static void calm_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
}

_Noreturn static void become(const struct job *job, const struct folder *folder, pid_t parent)
{
    char *arguments[JOB_MORE + 5] = {(char *)(uintptr_t)job->program, (char[]){"--run"}, folder->run};
    int n = 3;
    if (job->argument)
        arguments[n++] = (char *)(uintptr_t)job->argument;
    for (size_t i = 0; i < JOB_MORE && job->more[i]; i++)
        arguments[n++] = (char *)(uintptr_t)job->more[i];
    setsid(); /* Ctrl-C at the terminal is for the supervisor, which ends the others in order */
    set_streams(job, folder);
    set_sockets(job);
    set_environment(job, folder);
    calm_signals();
    if (folder->own_users && user_become(job->user) < 0)
        _exit(CANNOT_EXEC);
    guard_with_parent();
    if (getppid() != parent)
        _exit(CANNOT_EXEC);
    execv(job->program, arguments);
    fail_errno("cannot start %s", job->program);
    _exit(CANNOT_EXEC);
}

int launch(const struct job *job, const struct folder *folder, pid_t *pid)
{
    pid_t parent = getpid();
    *pid = fork();
    if (*pid == 0)
        become(job, folder, parent);
    if (*pid < 0)
        return fail_errno("start %s", job->name);
    int fd = pidfd_open(*pid, 0);
    return fd < 0 ? fail_errno("watch over %s", job->name) : fd;
}
