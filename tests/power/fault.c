/* fault: the n-th write, sync or allocation fails, for every n. Core may end; what it acknowledged may not.
 *
 * Each case is a child that works until something fails, as core would; the store it leaves is then opened without
 * faults and must hold the last acknowledged commit, or the one under way. */
#define _GNU_SOURCE
#include "disk.h"
#include "memory.h"
#include "test.h"
#include "visits.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VISITS = 3, MEMORY_ALL = 200, MEMORY_STEP = 53 };
enum ending { UNTOUCHED = 0, WENT_ON = 1, ENDED = 2 };

static bool loud; /* one case by hand: children may complain */

static _Noreturn void work(struct visits *visits)
{
    if (!loud)
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO); /* a child complains a lot, and should */
    bool good = visits_run(visits, VISITS, NULL) == OK;
    if (disk.faulted || memory.faulted)
        _exit(good ? WENT_ON : ENDED);
    _exit(good ? UNTOUCHED : 9);
}

/* True while there was still a call number n of this kind. */
static bool meet(struct visits *visits, enum disk_fault fault, int disk_at, int memory_at, int endings[3])
{
    visits->settled = 0;
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        disk.fault = fault;
        disk.fault_at = disk_at;
        memory.fault_at = memory_at;
        work(visits);
    }
    int status;
    must(waitpid(child, &status, 0) == child);
    bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    check(aborted || (WIFEXITED(status) && WEXITSTATUS(status) <= ENDED));
    int ending = aborted ? ENDED : WEXITSTATUS(status);
    endings[ending < 3 ? ending : ENDED]++;
    bool kept = visits_judge(visits, visits->settled);
    check(kept);
    if (!kept)
        fprintf(stderr, "fault %d at call %d, ending %d\n", fault, disk_at + memory_at, ending);
    visits_clear(visits);
    return ending != UNTOUCHED;
}

static void test_disk(struct visits *visits, enum disk_fault fault, const char *name)
{
    int n = 1, endings[3] = {0};
    while (meet(visits, fault, n, 0, endings))
        n += HURRY;
    check(n > 30 && endings[ENDED] > 5);
    printf("%s: %d calls, core ended %d times, went on %d times\n", name, n - HURRY, endings[ENDED], endings[WENT_ON]);
}

static void test_memory(struct visits *visits)
{
    int n = 1, cases = 1, endings[3] = {0};
    for (; meet(visits, FAULT_NONE, 0, n, endings); cases++)
        n += (n < MEMORY_ALL ? 1 : MEMORY_STEP) * HURRY;
    check(endings[ENDED] > 10);
    printf("memory: %d cases up to call %d, core ended %d times, went on %d times\n", cases, n, endings[ENDED],
           endings[WENT_ON]);
}

int main(int argc, char **argv)
{
    int one = argc > 1 ? atoi(argv[1]) : 0, endings[3] = {0};
    memory_start();
    disk_start();
    struct visits *visits = visits_new();
    visits->undisturbed = true;
    must(visits_run(visits, VISITS, NULL) == OK);
    visits->undisturbed = false;
    visits_clear(visits);
    if (one) {
        loud = true;
        meet(visits, FAULT_NONE, 0, one, endings);
    } else {
        test_disk(visits, FAULT_FULL, "disk full");
        test_disk(visits, FAULT_WRITE, "write error");
        test_disk(visits, FAULT_SHORT, "short write");
        test_disk(visits, FAULT_SYNC, "sync error");
        test_memory(visits);
    }
    visits_free(visits);
    return test_end();
}
