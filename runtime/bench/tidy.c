/* tidy.c - see tidy.h. Orphans of the work become children of this process (a subreaper), so that it can wait for them;
 * they were told to end by the death of their parent (program.c). */
#define _GNU_SOURCE
#include "bench/tidy.h"

#include "base/clock.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PEACE_MS = 15000, SIGNALLED = 128 };

static volatile pid_t worker;

static void pass_on(int number)
{
    if (worker > 0)
        kill(worker, number);
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *walk)
{
    (void)is, (void)kind, (void)walk;
    remove(path);
    return 0;
}

void tidy_remove(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int wait_for_work(void)
{
    int how;
    while (waitpid(worker, &how, 0) < 0)
        if (errno != EINTR)
            return fail_errno("wait");
    return WIFEXITED(how) ? WEXITSTATUS(how) : SIGNALLED + WTERMSIG(how);
}

/* The pids of what is still below us, from the kernel's own list. */
static void kill_children(void)
{
    int pid;
    FILE *list = fopen(turn_text("/proc/self/task/%d/children", getpid()), "re");
    while (list && fscanf(list, "%d", &pid) == 1)
        kill(pid, SIGKILL);
    if (list)
        fclose(list);
}

static void wait_for_orphans(void)
{
    int64_t until = clock_ms() + PEACE_MS;
    for (pid_t pid; (pid = waitpid(-1, NULL, WNOHANG)) >= 0 || errno == EINTR;) {
        if (pid > 0)
            continue;
        if (clock_ms() > until)
            kill_children();
        usleep(10000);
    }
}

int tidy_run(const char *parent, int (*work)(void *mine, const char *folder), void *mine)
{
    char *folder = make_text(turn_text("%s/anjungan-bench-XXXXXX", parent));
    if (!mkdtemp(folder) || chmod(folder, 0755) < 0)
        return fail_errno("a folder in %s", parent);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    fflush(NULL);
    worker = fork();
    if (worker == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
        setpgid(0, 0); /* Ctrl-C at the terminal is for the parent, which passes it on once */
        exit(work(mine, folder));
    }
    struct sigaction act = {.sa_handler = pass_on};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    int code = worker < 0 ? fail_errno("fork") : wait_for_work();
    wait_for_orphans();
    tidy_remove(folder);
    free(folder);
    return code;
}
