/* watchdog.c - see watchdog.h. In the handler only what is safe in a signal: writing and leaving.
 *
 * 30 s: a disk that writes slowly or a machine that computes much else are no reason to end. */
#define _GNU_SOURCE
#include "base/watchdog.h"

#include "base/guard.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { TURN_MS = 30000, SANITIZED_FACTOR = 10 };

static const char a_turn[] = "a turn";

static char who[40]; /* "": nothing is watched */
static const char *volatile what;
static bool in_turn;

static void put(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return; /* nobody to tell */
}

static void on_alarm(int signal)
{
    (void)signal;
    put("<2>");
    put(who);
    put(": does not return from ");
    put(what);
    put("; ended\n");
    _exit(WATCHDOG_EXIT);
}

/* 0: nothing. */
static void arm(int ms)
{
    struct itimerval limit = {.it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};
    setitimer(ITIMER_REAL, &limit, NULL);
}

static int limit_of(int ms)
{
    return guard_sanitized() ? ms * SANITIZED_FACTOR : ms;
}

void watchdog_open(const char *name)
{
    struct sigaction action = {.sa_handler = on_alarm};
    snprintf(who, sizeof who, "%s", name);
    must(sigaction(SIGALRM, &action, NULL) == 0);
}

void watchdog_turn(bool begins)
{
    in_turn = begins;
    what = a_turn;
    if (*who)
        arm(begins ? limit_of(TURN_MS) : 0);
}

void watchdog_start(const char *callback, int ms)
{
    what = callback;
    if (*who)
        arm(limit_of(ms));
}

void watchdog_stop(void)
{
    watchdog_turn(in_turn);
}
