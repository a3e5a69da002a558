/* seat.h - the real window as a process of its own, and this test in core's seat and at its probe. What
 * `screen/kiosk.h` is without a display. */
#ifndef TESTS_SCREEN_SEAT_H
#define TESTS_SCREEN_SEAT_H

#include "base/clock.h"
#include "base/guard.h"
#include "base/wire.h"
#include "robot/probe.h"
#include "screen/folder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum { SEAT_MS = 20000 };

static inline void seat_say(int core, json_t *body, int fd)
{
    must(wire_send(core, body, &fd, fd >= 0) == OK);
    json_decref(body);
}

/* The next packet of the window, NULL when there is none; the caller owns it. */
static inline json_t *seat_said(int core)
{
    struct packet packet;
    struct pollfd ready = {.fd = core, .events = POLLIN};
    if (poll(&ready, 1, SEAT_MS) != 1 || wire_receive(core, &door_ui_to_core, &packet) != OK)
        return NULL;
    return packet.body;
}

/* kiosk_describe() was called. What it writes goes to RUN/ui.log. */
static inline pid_t seat_start_window(void)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    int log = open(turn_text("%s/ui.log", kiosk_run), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    guard_with_parent();
    setenv("ANJUNGAN_CLOCK", KIOSK_CLOCK, 1);
    execl(BUILD "/bin/anjungan-ui", "anjungan-ui", "--run", kiosk_run, "main", (char *)NULL);
    _exit(127);
}

/* The window calls, and hears of home. */
static inline int seat_answer(int listener)
{
    poll(&(struct pollfd){.fd = listener, .events = POLLIN}, 1, SEAT_MS);
    int core = wire_accept(listener);
    must(core >= 0);
    close(listener);
    json_t *hello = seat_said(core);
    must(hello && strcmp(json_text(hello, "type"), "hello") == 0);
    json_decref(hello);
    seat_say(core, kiosk_read("kiosk/home.json"), -1);
    return core;
}

/* Until a target can be touched, or cannot be any more; false when it never comes. */
static inline bool seat_sees(struct probe *probe, const char *id, bool enabled)
{
    while (probe_look(probe, 0))
        ;
    for (int64_t until = clock_ms() + SEAT_MS; clock_ms() < until; probe_look(probe, 100))
        if (probe->now && probe_enabled(probe, id) == enabled)
            return true;
    fprintf(stderr, "%s\n", probe_describe(probe));
    return false;
}

#endif
