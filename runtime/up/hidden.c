/* hidden.c - see hidden.h. Xvfb picks the number of the display itself and writes it when clients may come. */
#define _GNU_SOURCE
#include "up/hidden.h"

#include "base/guard.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_MS = 10000, NUMBER = 3 };

static char *const arguments[] = {
    (char[]){"Xvfb"},         (char[]){"-displayfd"}, (char[]){"3"},   (char[]){"-screen"},  (char[]){"0"},
    (char[]){"1080x1920x24"}, (char[]){"-nolisten"},  (char[]){"tcp"}, (char[]){"-noreset"}, NULL};

_Noreturn static void become_display(int number)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid(); /* Ctrl-C is for `anjungan`, which ends it when the kiosk has ended */
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    dup2(number, NUMBER);
    guard_with_parent();
    execvp(arguments[0], arguments);
    _exit(127);
}

/* The number and a line end, which are two writes: a pipe that is closed in between would kill the server. Nothing when
 * it ended or is not there. */
bool hidden_number(int fd, char *to, size_t size)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    size_t n = 0;
    while (n + 1 < size && (n == 0 || to[n - 1] != '\n')) {
        ssize_t got = poll(&wait, 1, START_MS) > 0 ? read(fd, to + n, size - 1 - n) : 0;
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    to[n - 1] = 0;
    return n > 1;
}

int hidden_open(struct hidden *hidden)
{
    int ends[2];
    char number[8];
    *hidden = (struct hidden){0};
    if (pipe2(ends, O_CLOEXEC) < 0)
        return fail_errno("pipe");
    hidden->pid = fork();
    if (hidden->pid == 0)
        become_display(ends[1]);
    close(ends[1]);
    bool there = hidden->pid > 0 && hidden_number(ends[0], number, sizeof number);
    close(ends[0]);
    if (!there) {
        hidden_close(hidden);
        return fail(E_STATE, "no hidden display: Xvfb does not start; get it with: apt-get install xvfb");
    }
    snprintf(hidden->name, sizeof hidden->name, ":%s", number);
    return OK;
}

void hidden_close(struct hidden *hidden)
{
    if (hidden->pid <= 0)
        return;
    kill(hidden->pid, SIGTERM);
    waitpid(hidden->pid, NULL, 0);
    hidden->pid = 0;
}
