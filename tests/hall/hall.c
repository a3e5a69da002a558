/* hall: leases, the life of a number, calls and recalls, the board and its events, staff, the phone's page, refusals.
 */
#define _GNU_SOURCE
#include "web/harness.h"
#include "base/clock.h"
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct rig rig;
static char today[11];
static int letters;

static int status_of(struct reply reply)
{
    int status = reply.status;
    reply_free(&reply);
    return status;
}

static int64_t lease(const char *kiosk, const char *queue, int after)
{
    struct reply r = http_post(rig.hall_port, "/v1/leases", rig_device,
                               turn_text("{\"kiosk\":\"%s\",\"queue\":\"%s\",\"after\":%d}", kiosk, queue, after));
    int64_t first = json_number(r.json, "first", -1);
    check(r.status == 200 && json_number(r.json, "last", -1) == first + 9);
    check_text(json_text(r.json, "day"), today);
    reply_free(&r);
    return first;
}

static int say_as(const char *id, const char *kiosk, const char *number, const char *state)
{
    return status_of(http_post(
        rig.hall_port, "/v1/letters", rig_device,
        turn_text(
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"id.anjungan.number.%s\",\"data\":{\"number\":\"%s\","
            "\"queue\":\"%c\",\"day\":\"%s\",\"kiosk\":\"%s\",\"case\":\"LKR-07-2605-00001\"}}",
            id, state, number, number[0] == 'X' ? 'D' : number[0], today, kiosk)));
}

static int tell(const char *number, const char *state)
{
    return say_as(turn_text("letter-%d", ++letters), "07", number, state);
}

static char *call(const char *path, const char *body, const char *member)
{
    struct reply r = http_post(rig.hall_port, path, rig_officer, body);
    char *text = turn_text("%s", r.status == 200 ? json_text(r.json, member) : turn_text("%d", r.status));
    reply_free(&r);
    return text;
}

static json_t *board(void)
{
    struct reply r = http_get(rig.hall_port, "/v1/board", "");
    json_t *board = json_incref(r.json);
    check(r.status == 200);
    reply_free(&r);
    return board;
}

static int64_t waiting(const char *letter)
{
    json_t *b = board();
    int64_t n = json_number(json_object_get(b, "waiting"), letter, -1);
    json_decref(b);
    return n;
}

static void test_leases(void)
{
    check(lease("07", "D", 0) == 1);
    check(lease("07", "D", 0) == 1);
    check(lease("08", "D", 0) == 11);
    check(lease("07", "D", 10) == 21);
    check(lease("07", "D", 10) == 21);
    check(lease("07", "A", 0) == 1);
    check(lease("09", "A", 70) == 71); /* a hall that forgot does not start from one */
    check(status_of(http_post(rig.hall_port, "/v1/leases", "", "{}")) == 401);
    check(status_of(http_post(rig.hall_port, "/v1/leases", rig_officer, "{}")) == 401);
    check(status_of(http_post(rig.hall_port, "/v1/leases", rig_device, "{}")) == 400);
    check(status_of(http_post(rig.hall_port, "/v1/leases", rig_device,
                              "{\"kiosk\":\"07\",\"queue\":\"Z\",\"after\":0}")) == 404);
    check(status_of(http_post(rig.hall_port, "/v1/leases", rig_device,
                              "{\"kiosk\":\"07\",\"queue\":\"D\",\"after\":-1}")) == 400);
    check(status_of(http_post(rig.hall_port, "/v1/leases", rig_device, "{\"kiosk\":\"07\",\"queue\":\"D\"}")) == 400);
}

static void test_numbers(void)
{
    check(tell("D001", "reserved") == 200 && waiting("D") == 0);
    check(say_as("once", "07", "D001", "confirmed") == 200 && waiting("D") == 1);
    check(say_as("once", "07", "D001", "confirmed") == 200 && waiting("D") == 1);
    check(tell("D001", "void") == 409 && tell("D001", "reserved") == 409 && waiting("D") == 1);
    check(tell("D002", "reserved") == 200 && tell("D002", "void") == 200);
    check(tell("D002", "confirmed") == 409 && waiting("D") == 1);
    check(tell("D003", "confirmed") == 200 && waiting("D") == 2); /* its reservation was never heard of */
    check(tell("D011", "reserved") == 409);                       /* leased to kiosk 08 */
    check(tell("D500", "confirmed") == 409);                      /* leased to nobody */
    check(say_as("x1", "08", "D003", "void") == 409);
    check(say_as("x2", "08", "D011", "confirmed") == 200);
    check(tell("X001", "confirmed") == 200 && waiting("D") == 4); /* the kiosk's own series */
    check(say_as("x3", "08", "X001", "confirmed") == 409);
    check(tell("D1", "reserved") == 400 && tell("D<b>", "reserved") == 400 && tell("D001", "eaten") == 400);
    check(tell("Z001", "reserved") == 404);
    check(status_of(http_post(rig.hall_port, "/v1/letters", "", "{}")) == 401);
}

static void test_calls(void)
{
    check_text(call("/v1/calls", "{\"counter\":\"D1\"}", "number"), "D001");
    check_text(call("/v1/calls/recall", "{\"counter\":\"D1\"}", "number"), "D001");
    check_text(call("/v1/calls/recall", "{\"counter\":\"D2\"}", "number"), "404");
    check_text(call("/v1/calls", "{\"counter\":\"D2\"}", "case"), "LKR-07-2605-00001");
    check_text(call("/v1/calls", "{\"counter\":\"B9\",\"queue\":\"D\"}", "number"), "D011");
    check_text(call("/v1/calls", "{\"counter\":\"D1\"}", "place"), "Ruang D");
    check_text(call("/v1/calls", "{\"counter\":\"D1\"}", "number"), "404");
    check_text(call("/v1/calls", "{\"counter\":\"A1\"}", "number"), "404");
    check_text(call("/v1/calls", "{\"counter\":\"Z1\"}", "number"), "404");
    check_text(call("/v1/calls", "{\"counter\":\"d1\"}", "number"), "400");
    check_text(call("/v1/calls", "{\"counter\":7}", "number"), "400");
    check(status_of(http_post(rig.hall_port, "/v1/calls", rig_device, "{\"counter\":\"D1\"}")) == 401);
    json_t *b = board(), *current = json_object_get(b, "current");
    check(json_number(b, "seq", -1) == 5);
    check_text(json_text(b, "day"), today);
    check_text(json_text(current, "number"), "X001");
    check_text(json_text(current, "letter"), "D");
    check_text(json_text(current, "counter"), "D1");
    check_text(json_text(current, "name"), "Kepolisian");
    check(!json_truth(current, "recall") && !json_object_get(current, "case"));
    check(json_array_size(json_object_get(b, "recent")) == 3);
    check_text(json_text(json_array_get(json_object_get(b, "recent"), 0), "number"), "D011");
    check_text(json_text(json_array_get(json_object_get(b, "recent"), 2), "number"), "D001");
    check_text(json_text(json_at(b, "queues.A"), "place"), "Ruang A");
    json_decref(b);
}

/* Two counters at once, one number each: every number is called once. */
static void test_two_counters(void)
{
    int called[31] = {0}, pipes[2];
    pid_t counters[2];
    char line[16];
    for (int i = 21; i <= 30; i++)
        check(tell(turn_text("D%03d", i), "confirmed") == 200);
    check(pipe(pipes) == 0);
    for (int c = 1; c <= 2; c++) {
        counters[c - 1] = fork();
        if (counters[c - 1] != 0)
            continue;
        for (int i = 0; i < 8; i++)
            dprintf(pipes[1], "%-15s", call("/v1/calls", turn_text("{\"counter\":\"D%d\"}", c), "number"));
        _exit(0);
    }
    close(pipes[1]);
    int misses = 0;
    for (int n; read(pipes[0], line, 15) == 15;)
        if (sscanf(line, "D%d", &n) == 1 && n <= 30)
            called[n]++;
        else
            misses++;
    for (int i = 21; i <= 30; i++)
        check(called[i] == 1);
    check(misses == 6);
    close(pipes[0]);
    for (int c = 0; c < 2; c++)
        check(waitpid(counters[c], NULL, 0) == counters[c]);
}

static void expect_board(struct listener *listener, int64_t seq, const char *number, bool recall)
{
    json_t *b = listener_next(listener, 3000), *current = json_object_get(b, "current");
    check(json_number(b, "seq", -1) == seq);
    check_text(json_text(current, "number"), number);
    check(json_truth(current, "recall") == recall);
    json_decref(b);
}

static void test_events(void)
{
    struct listener wall;
    json_t *b = board();
    int64_t seq = json_number(b, "seq", -1);
    char *last = turn_text("%s", json_text(json_object_get(b, "current"), "number"));
    json_decref(b);
    listener_open(&wall, rig.hall_port, "/v1/events");
    expect_board(&wall, seq, last, false);
    check(tell("A001", "confirmed") == 200 && tell("A002", "confirmed") == 200);
    expect_board(&wall, seq, last, false);
    expect_board(&wall, seq, last, false);
    check_text(call("/v1/calls", "{\"counter\":\"A1\"}", "number"), "A001");
    check_text(call("/v1/calls/recall", "{\"counter\":\"A1\"}", "number"), "A001");
    check_text(call("/v1/calls", "{\"counter\":\"A2\"}", "number"), "A002");
    expect_board(&wall, seq + 1, "A001", false);
    expect_board(&wall, seq + 2, "A001", true);
    expect_board(&wall, seq + 3, "A002", false);
    listener_close(&wall);
}

static void check_page(const char *number, int status, const char *text)
{
    struct reply r = http_get(rig.hall_port, turn_text("/n/%s/%s", today, number), "");
    check(r.status == status && r.body && strstr(r.body, text));
    check(r.body && !strstr(r.body, "LKR-07") && !strstr(r.body, "letter-"));
    reply_free(&r);
}

static void test_page(void)
{
    check(tell("A003", "confirmed") == 200 && tell("A004", "confirmed") == 200 && tell("A005", "reserved") == 200);
    check_page("A001", 200, "Sudah dipanggil ke loket A1.");
    check_page("A003", 200, "Giliran berikutnya.");
    check_page("A004", 200, "1 orang di depan Anda.");
    check_page("A004", 200, "Dukcapil &amp; KK");
    check_page("A005", 200, "Sedang dicetak.");
    check_page("D002", 200, "Nomor ini tidak berlaku.");
    check_page("A999", 404, "tidak dikenal");
    check_page("%3Cscript%3E", 404, "tidak dikenal");
}

/* The same for a kiosk: the code of a slip is read at another one. */
static void check_look(const char *day, const char *number, const char *state, const char *counter, int64_t ahead)
{
    struct reply r = http_post(rig.hall_port, "/v1/look/number", rig_device,
                               turn_text("{\"day\":\"%s\",\"number\":\"%s\"}", day, number));
    check(r.status == 200);
    check_text(json_text(r.json, "state"), state);
    check_text(json_text(r.json, "counter"), counter);
    check(json_truth(r.json, "called") == (*counter != 0) && json_number(r.json, "ahead", -1) == ahead);
    check(json_text(r.json, "queue")[0] == number[0]);
    reply_free(&r);
}

static void test_look(void)
{
    static const char unknown[] = "{\"day\":\"2026-01-01\",\"number\":\"A001\"}";
    check_look(today, "A001", "confirmed", "A1", 0);
    check_look(today, "A004", "confirmed", "", 1);
    check_look(today, "A005", "reserved", "", 0);
    check_look(today, "D002", "void", "", 0);
    check(status_of(http_post(rig.hall_port, "/v1/look/number", rig_device, unknown)) == 404);
    check(status_of(http_post(rig.hall_port, "/v1/look/number", rig_device, "{\"day\":\"x\"}")) == 400);
    check(status_of(http_post(rig.hall_port, "/v1/look/number", rig_officer, unknown)) == 401);
}

static void test_staff(void)
{
    static const char please[] = "{\"kiosk\":\"07\",\"reason\":\"paper\"}";
    struct reply r = http_post(rig.hall_port, "/v1/staff", rig_device, please);
    char *receipt = turn_text("%s", json_text(r.json, "receipt"));
    check(r.status == 200 && *receipt);
    reply_free(&r);
    r = http_post(rig.hall_port, "/v1/staff", rig_device, please);
    check_text(json_text(r.json, "receipt"), receipt);
    reply_free(&r);
    check(status_of(http_get(rig.hall_port, "/v1/staff", rig_device)) == 401);
    r = http_get(rig.hall_port, "/v1/staff", rig_officer);
    check(json_array_size(json_object_get(r.json, "open")) == 1);
    check_text(json_text(json_array_get(json_object_get(r.json, "open"), 0), "reason"), "paper");
    reply_free(&r);
    char *done = turn_text("{\"receipt\":\"%s\"}", receipt);
    check(status_of(http_post(rig.hall_port, "/v1/staff/done", rig_officer, done)) == 200);
    check(status_of(http_post(rig.hall_port, "/v1/staff/done", rig_officer, done)) == 404);
    r = http_get(rig.hall_port, "/v1/staff", rig_officer);
    check(json_array_size(json_object_get(r.json, "open")) == 0);
    reply_free(&r);
}

/* A new day: the numbers and the board begin anew, seq goes on. */
static void test_tomorrow(void)
{
    char *yesterday = turn_text("%s", today);
    json_t *b = board();
    int64_t seq = json_number(b, "seq", -1);
    json_decref(b);
    check(rig_stop(&rig.hall, SIGTERM) == 0);
    setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)(clock_wall_ms() / 1000 + 86400)), 1);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    unsetenv("ANJUNGAN_CLOCK");
    day_write(clock_local(clock_wall_ms() / 1000 + 86400).day, today);
    check_look(yesterday, "A004", "over", "", 1);
    check(lease("07", "D", 0) == 1);
    b = board();
    check(json_number(b, "seq", -1) == seq && json_is_null(json_object_get(b, "current")));
    check(json_array_size(json_object_get(b, "recent")) == 0 &&
          json_number(json_object_get(b, "waiting"), "A", -1) == 0);
    json_decref(b);
}

int main(void)
{
    rig_open(&rig);
    day_write(clock_local(clock_wall_ms() / 1000).day, today);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    test_leases();
    test_numbers();
    test_calls();
    test_two_counters();
    test_events();
    test_page();
    test_look();
    test_staff();
    test_tomorrow();
    rig_close(&rig);
    return test_end();
}
