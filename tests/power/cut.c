/* cut: the power goes at every moment of a day's work; what core acknowledged is there, and nothing is half there.
 *
 * One run of the real store is recorded; thousands of states that a power cut could have left are built from it and
 * opened by the real store. The same with syncs switched off must be caught losing: a test that cannot fail proves
 * nothing. */
#define _GNU_SOURCE
#include "crash.h"
#include "test.h"
#include "visits.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VISITS = 7, STATES = 6000 / HURRY, CONTROL_STATES = 300 / HURRY, SEED = 20260513 };

static void record(struct visits *visits, const char *after_open)
{
    disk_forget();
    disk.recording = true;
    visits->settled = 0;
    visits->undisturbed = true;
    must(visits_run(visits, VISITS, after_open) == OK);
    disk.recording = false;
    visits_clear(visits);
}

/* In a child: a store that cannot be read may end its process. */
static bool judge(struct visits *visits, int settled, bool quiet)
{
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        if (quiet)
            dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
        _exit(visits_judge(visits, settled) ? 0 : 1);
    }
    int status;
    must(waitpid(child, &status, 0) == child);
    return status == 0;
}

/* Spreads the states over the moments of the trace; returns how many break a promise. */
static int count_broken(struct visits *visits, int states, bool quiet)
{
    struct crash crash;
    int done = 0, broken = 0;
    crash_start(&crash, SEED);
    for (size_t i = 0; i < disk.n_events; i++) {
        crash_step(&crash, i);
        for (int due = (int)((i + 1) * (size_t)states / disk.n_events); done < due; done++) {
            crash_write(&crash, visits->path);
            broken += !judge(visits, (int)crash.marked, quiet);
            visits_clear(visits);
        }
    }
    crash_end(&crash);
    return broken;
}

static int try(const char *after_open, int states)
{
    struct visits *visits = visits_new();
    record(visits, after_open);
    int broken = count_broken(visits, states, after_open != NULL);
    printf("%s: %zu events, %d commits, %d states, %d broken\n", after_open ? after_open : "as it is", disk.n_events,
           visits->settled, states, broken);
    visits_free(visits);
    return broken;
}

int main(int argc, char **argv)
{
    int states = argc > 1 ? atoi(argv[1]) : STATES;
    disk_start();
    check(try(NULL, states) == 0);
    check(try("PRAGMA synchronous=NORMAL", CONTROL_STATES) > 0);
    check(try("PRAGMA synchronous=OFF", CONTROL_STATES) > 0);
    disk_forget();
    return test_end();
}
