/* proc: the kernel's figures of a child that sleeps, computes and takes memory on command. */
#define _GNU_SOURCE
#include "bench/proc.h"
#include "bench/stats.h"
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SLEEPS = 20, MEGABYTES = 32, BUSY_MS = 60 };

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void compute(void)
{
    for (double began = cpu_now(); cpu_now() - began < BUSY_MS;)
        ;
}

/* One letter a command; answers when it is done. */
_Noreturn static void obey(int commands, int answers)
{
    char command, *taken = NULL;
    while (read(commands, &command, 1) == 1) {
        if (command == 's')
            for (int i = 0; i < SLEEPS; i++)
                usleep(1000);
        if (command == 'c')
            compute();
        if (command == 'm')
            taken = memset(malloc((size_t)MEGABYTES << 20), 7, (size_t)MEGABYTES << 20);
        if (write(answers, &command, 1) != 1)
            break;
    }
    _exit(taken && *taken != 7);
}

static struct proc_use use_after(int commands, int answers, pid_t pid, char command)
{
    struct proc_use use;
    check(write(commands, &command, 1) == 1 && read(answers, &command, 1) == 1);
    check(proc_use(pid, &use) == OK);
    return use;
}

static void test_child(void)
{
    int to[2], from[2];
    check(pipe(to) == 0 && pipe(from) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(to[1]);
        obey(to[0], from[1]);
    }
    struct proc_memory small, large;
    struct proc_use start = use_after(to[1], from[0], pid, '-'), slept = use_after(to[1], from[0], pid, 's');
    struct proc_use computed = use_after(to[1], from[0], pid, 'c');
    check(slept.sleeps - start.sleeps >= SLEEPS && slept.sleeps - start.sleeps < 2 * SLEEPS);
    check(computed.cpu - slept.cpu >= BUSY_MS);
    check(proc_memory(pid, &small) == OK);
    use_after(to[1], from[0], pid, 'm');
    check(proc_memory(pid, &large) == OK);
    check(large.pss - small.pss >= MEGABYTES - 1 && large.rss - small.rss >= MEGABYTES - 1);
    check(large.pss <= large.rss);
    close(to[1]);
    check(waitpid(pid, NULL, 0) == pid);
    check(proc_use(pid, &start) == E_GONE);
    check(proc_memory(pid, &small) == E_GONE);
    close(to[0]);
    close(from[0]);
    close(from[1]);
}

static void test_machine(void)
{
    double busy = proc_busy(), own = proc_own();
    compute();
    check(busy > 0 && proc_busy() >= busy);
    check(proc_own() - own >= BUSY_MS / 2);
}

int main(void)
{
    test_child();
    test_machine();
    turn_end();
    return test_end();
}
