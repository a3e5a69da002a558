/* watchdog.c - see watchdog.h. In the handler only what is safe in a signal: writing and leaving. */
#define _GNU_SOURCE
#include "device/watchdog.h"

#include "base/guard.h"

#include "kiosk_driver.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { SANITIZED_FACTOR = 10 };

static char driver_name[40];
static const char *volatile callback;
static struct itimerval limit;

static void put(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return; /* nobody to tell */
}

static void on_alarm(int signal)
{
    (void)signal;
    put("<2>driver ");
    put(driver_name);
    put(": does not return from ");
    put(callback ? callback : "a callback");
    put("; ended\n");
    _exit(WATCHDOG_EXIT);
}

void watchdog_open(const char *driver)
{
    struct sigaction action = {.sa_handler = on_alarm};
    int ms = guard_sanitized() ? KD_CALLBACK_MS * SANITIZED_FACTOR : KD_CALLBACK_MS;
    snprintf(driver_name, sizeof driver_name, "%s", driver);
    limit.it_value = (struct timeval){.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    must(sigaction(SIGALRM, &action, NULL) == 0);
}

void watchdog_start(const char *what)
{
    callback = what;
    setitimer(ITIMER_REAL, &limit, NULL);
}

void watchdog_stop(void)
{
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
}
