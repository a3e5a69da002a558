/* watchdog: what does not return ends the program, a turn has its time again after a callback, and who waits is not
 * watched. */
#define _GNU_SOURCE
#include "base/loop.h"
#include "base/watchdog.h"
#include "test.h"

#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHORT_MS = 20, CALLBACK_S = 10 };

/* Seconds until the program would be ended, rounded up; 0: never. */
static long left(void)
{
    struct itimerval now;
    getitimer(ITIMER_REAL, &now);
    return now.it_value.tv_sec + (now.it_value.tv_usec > 0);
}

/* A program that hangs in something of little time; its last words. */
static int end_of_hanging(char *words, size_t size)
{
    int ends[2], how;
    check(pipe(ends) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        watchdog_open("who");
        watchdog_turn(true);
        watchdog_start("what", SHORT_MS);
        for (;;)
            pause();
    }
    close(ends[1]);
    ssize_t n = read(ends[0], words, size - 1);
    words[n > 0 ? n : 0] = 0;
    for (ssize_t more = 1; more > 0 && n + 1 < (ssize_t)size; n += more) {
        more = read(ends[0], words + n, size - 1 - (size_t)n);
        words[n + (more > 0 ? more : 0)] = 0;
    }
    close(ends[0]);
    check(waitpid(pid, &how, 0) == pid);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void test_hanging(void)
{
    char words[256];
    check(end_of_hanging(words, sizeof words) == WATCHDOG_EXIT);
    check_text(words, "<2>who: does not return from what; ended\n");
}

static struct loop *loop;
static long in_turn;

static void on_due(void *mine)
{
    (void)mine;
    in_turn = left();
    watchdog_start("a callback", CALLBACK_S * 1000);
    check(left() > 0 && (left() < in_turn));
    watchdog_stop();
    check(left() >= in_turn);
    loop_stop(loop, OK);
}

static void turn_once(void)
{
    struct timer timer = {.due = on_due};
    in_turn = -1;
    loop = loop_new(NULL, NULL);
    loop_after(loop, &timer, 0);
    check(loop_run(loop) == OK);
    loop_free(loop);
    check(left() == 0);
}

int main(void)
{
    test_hanging();
    watchdog_turn(true);
    check(left() == 0); /* nobody wants it */
    watchdog_turn(false);
    watchdog_open("test");
    turn_once();
    check(in_turn >= CALLBACK_S);
    turn_end();
    return test_end();
}
