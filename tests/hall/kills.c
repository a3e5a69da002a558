/* kills: the hall is killed twenty times in the middle of work. What it answered is there afterwards, and no number is
 * leased or called twice. */
#define _GNU_SOURCE
#include "web/harness.h"
#include "base/clock.h"
#include "test.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLS = 20, NUMBERS = 4000 };

static struct rig rig;
static char today[11];
static bool leased[NUMBERS], confirmed[NUMBERS], called[NUMBERS];
static int letters, answered;

/* Asks until there is an answer, as deliver does; the hall may be dead just now. */
static struct reply ask(const char *path, const char *headers, const char *body)
{
    for (;;) {
        struct reply r = http_post(rig.hall_port, path, headers, body);
        if (r.status != 0)
            return r;
        reply_free(&r);
    }
}

/* A supervisor in a process of its own: the hall it started is killed at some moment and started again. */
static void supervise(int talk)
{
    char byte = 'x';
    for (int i = 0; i < KILLS; i++) {
        rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
        sleep_ms(60 + (i * 37) % 60);
        if (rig_stop(&rig.hall, SIGKILL) != 128 + SIGKILL)
            _exit(1);
    }
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    if (write(talk, &byte, 1) != 1 || read(talk, &byte, 1) != 1)
        _exit(2);
    _exit(rig_stop(&rig.hall, SIGTERM));
}

static int take_lease(int after)
{
    struct reply r = ask("/v1/leases", rig_device, turn_text("{\"kiosk\":\"07\",\"queue\":\"D\",\"after\":%d}", after));
    int first = (int)json_number(r.json, "first", 0), last = (int)json_number(r.json, "last", 0);
    check(r.status == 200 && first == after + 1 && last < NUMBERS);
    for (int n = first; n <= last; n++) {
        check(!leased[n]);
        leased[n] = true;
    }
    reply_free(&r);
    return last;
}

static void confirm(int number)
{
    struct reply r = ask("/v1/letters", rig_device,
                         turn_text("{\"id\":\"letter-%d\",\"type\":\"id.anjungan.number.confirmed\",\"data\":"
                                   "{\"number\":\"D%03d\",\"queue\":\"D\",\"day\":\"%s\",\"kiosk\":\"07\"}}",
                                   ++letters, number, today));
    check(r.status == 200);
    confirmed[number] = true;
    reply_free(&r);
}

/* A call whose answer was lost has happened; the next one goes on behind it. */
static void call_next(void)
{
    struct reply r = http_post(rig.hall_port, "/v1/calls", rig_officer, "{\"counter\":\"D1\"}");
    int number;
    if (r.status == 200 && sscanf(json_text(r.json, "number"), "D%d", &number) == 1) {
        check(confirmed[number] && !called[number]);
        called[number] = true;
        answered++;
    }
    reply_free(&r);
}

static void work(int until)
{
    struct pollfd done = {.fd = until, .events = POLLIN};
    int last = take_lease(0), next = 1;
    while (poll(&done, 1, 0) == 0) {
        if (next > last)
            last = take_lease(last);
        confirm(next++);
        if (next % 2)
            call_next();
        turn_end();
    }
    while (next <= last)
        confirm(next++);
}

/* What is left in line, and what was called but never answered, make up the rest. */
static void check_nothing_lost(void)
{
    int n = 0, unheard = 0;
    struct reply r = http_get(rig.hall_port, "/v1/board", "");
    int64_t seq = json_number(r.json, "seq", 0), waiting = json_number(json_object_get(r.json, "waiting"), "D", -1);
    reply_free(&r);
    for (int i = 0; i < NUMBERS; i++)
        n += confirmed[i];
    unheard = (int)seq - answered;
    check(waiting == n - seq);
    check(unheard >= 0 && unheard <= KILLS);
    printf("%d confirmed, %d called, %d calls unheard\n", n, answered, unheard);
}

int main(void)
{
    int talk[2], status = -1;
    rig_open(&rig);
    day_write(clock_local(clock_wall_ms() / 1000).day, today);
    check(socketpair(AF_UNIX, SOCK_STREAM, 0, talk) == 0);
    pid_t pid = fork();
    if (pid == 0)
        supervise(talk[1]);
    work(talk[0]);
    check_nothing_lost();
    check(write(talk[0], "x", 1) == 1 && waitpid(pid, &status, 0) == pid && status == 0);
    rig_close(&rig);
    return test_end();
}
