/* stream: core gets every board and hears whether the hall stands; a hall that restarts is back in a moment, one that
 * stays away is old after ten seconds; a core that restarts is told how things are; and nothing wakes deliver
 * meanwhile. */
#define _GNU_SOURCE
#include "post/core.h"

#include "base/clock.h"

#include <signal.h>

static struct rig rig;

static int64_t expect_board(void)
{
    json_t *p = core_next("board", 5000);
    int64_t seq = json_number(json_object_get(p, "state"), "seq", -1);
    json_decref(p);
    return seq;
}

static void expect_hall(bool fresh, int ms)
{
    json_t *p = core_next("hall", ms);
    check(p && json_truth(p, "fresh") == fresh);
    json_decref(p);
}

static void post_to_hall(const char *path, const char *headers, const char *json)
{
    struct reply r = http_post(rig.hall_port, path, headers, json);
    check(r.status == 200);
    reply_free(&r);
}

static void confirm(int number)
{
    char day[11];
    day_write(clock_local(clock_wall_ms() / 1000).day, day);
    post_to_hall("/v1/letters", rig_device,
                 turn_text("{\"id\":\"s-%d\",\"type\":\"id.anjungan.number.confirmed\",\"data\":{\"number\":\"D%03d\","
                           "\"queue\":\"D\",\"day\":\"%s\",\"kiosk\":\"07\"}}",
                           number, number, day));
}

static long switches(pid_t pid)
{
    char line[128];
    long n = -1;
    FILE *f = fopen(turn_text("/proc/%d/status", pid), "r");
    while (f && fgets(line, sizeof line, f))
        sscanf(line, "voluntary_ctxt_switches: %ld", &n);
    if (f)
        fclose(f);
    return n;
}

static void test_every_change(void)
{
    post_to_hall("/v1/leases", rig_device, "{\"kiosk\":\"07\",\"queue\":\"D\",\"after\":0}");
    for (int i = 1; i <= 5; i++) {
        confirm(i);
        check(expect_board() == i - 1);
        post_to_hall("/v1/calls", rig_officer, "{\"counter\":\"D1\"}");
        check(expect_board() == i);
    }
}

static void test_idle(void)
{
    sleep_ms(300);
    long deliver = switches(rig.deliver), hall = switches(rig.hall);
    check(deliver > 0 && hall > 0);
    sleep_ms(2000);
    check(switches(rig.deliver) == deliver && switches(rig.hall) == hall);
}

static void test_hall_restarts(void)
{
    check(rig_stop(&rig.hall, SIGKILL) == 128 + SIGKILL);
    sleep_ms(300);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    check(expect_board() == 5); /* and nobody was told that it was away */
    check(core_next("", 300) == NULL);
}

static void test_hall_stays_away(void)
{
    int64_t before = clock_ms();
    check(rig_stop(&rig.hall, SIGTERM) == 0);
    expect_hall(false, 12000);
    check(clock_ms() - before >= 9500 && clock_ms() - before < 12000);
    core_close(); /* a new core hears how things stand */
    core_accept();
    check(expect_board() == 5);
    expect_hall(false, 1000);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    check(expect_board() == 5);
    expect_hall(true, 1000);
}

int main(void)
{
    rig_open(&rig);
    core_open(&rig);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    rig.deliver = rig_start(&rig, "anjungan-deliver", -1);
    core_accept();
    check(expect_board() == 0);
    expect_hall(true, 5000);
    test_every_change();
    test_idle();
    test_hall_restarts();
    test_hall_stays_away();
    rig_close(&rig);
    return test_end();
}
