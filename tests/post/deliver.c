/* deliver: letters and looks against the real office and hall, which fail on order in every way; the breaker; core that
 * leaves in the middle; nothing of a citizen in the process afterwards. */
#define _GNU_SOURCE
#include "post/core.h"

#include "base/clock.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>

static struct rig rig;
static const char inside[] =
    "{\"case\":\"LKR-07-2605-00001\",\"service\":\"polri.skck\",\"version\":\"1.0\",\"language\":\"id\","
    "\"letter\":{\"nik\":\"3302046902000001\"}}";

static char *letter(const char *agency, const char *id)
{
    char *bytes = letter_make(&rig, agency, id, inside), *kept = turn_text("%s", bytes);
    free(bytes);
    return kept;
}

static void expect_delivered(const char *id, const char *receipt)
{
    json_t *p = core_next("delivered", 5000);
    check_text(json_text(p, "id"), id);
    check_text(json_text(p, "receipt"), receipt);
    json_decref(p);
}

static void expect_undelivered(const char *id, int status, const char *why)
{
    json_t *p = core_next("undelivered", 8000);
    check_text(json_text(p, "id"), id);
    check(json_number(p, "status", -1) == status);
    check_text(json_text(p, "why"), why);
    json_decref(p);
}

static void order(const char *agency, const char *mode, int times, int ms)
{
    struct reply r =
        http_post(rig.office_port, "/v1/faults", "",
                  turn_text("{\"agency\":\"%s\",\"mode\":\"%s\",\"times\":%d,\"ms\":%d}", agency, mode, times, ms));
    check(r.status == 200);
    reply_free(&r);
}

static void test_letters(void)
{
    core_letter("polri", "id-1", letter("polri", "id-1"));
    expect_delivered("id-1", "POLRI-000001");
    core_letter("polri", "id-1", letter("polri", "id-1"));
    expect_undelivered("id-1", 409, "409: another letter has this id"); /* sealed anew: other bytes */
    core_letter("nobody", "id-2", "{}");
    expect_undelivered("id-2", 0, "site.conf has no address for this agency");
    core_letter("polri", "id 3\r\nX: y", "{}");
    expect_undelivered("id 3\r\nX: y", 0, "the id is not one");
    core_letter("polri", "id-4", "{}");
    expect_undelivered("id-4", 400, "400: not a letter of our kiosk");
}

/* All that an agency can do wrong, and the right end: the same letter, once more, gets its receipt. */
static void test_faults(void)
{
    char *five = letter("polri", "id-5");
    order("polri", "500", 1, 0);
    core_letter("polri", "id-5", five);
    expect_undelivered("id-5", 500, "500: ordered fault");
    order("polri", "html", 1, 0);
    core_letter("polri", "id-5", five);
    expect_undelivered("id-5", 200, "answered something that is not JSON");
    order("polri", "drop", 1, 0);
    core_letter("polri", "id-5", five);
    expect_undelivered("id-5", 0, "the connection broke off");
    order("polri", "truncate", 1, 0);
    core_letter("polri", "id-5", five);
    expect_undelivered("id-5", 0, "the answer was cut off");
    core_letter("polri", "id-5", five);
    expect_delivered("id-5", "POLRI-000002");
    order("polri", "slow", 1, 300);
    core_letter("polri", "id-5", five);
    expect_delivered("id-5", "POLRI-000002");
}

/* While four letters wait for their answers the fifth has not left yet; all arrive. */
static void test_four_in_flight(void)
{
    int64_t before = clock_ms();
    order("dukcapil", "slow", 5, 400);
    for (int i = 0; i < 5; i++)
        core_letter("dukcapil", turn_text("d-%d", i), letter("dukcapil", turn_text("d-%d", i)));
    for (int i = 0; i < 5; i++) {
        json_t *p = core_next("delivered", 5000);
        check(p != NULL);
        json_decref(p);
    }
    check(clock_ms() - before >= 800 && clock_ms() - before < 2000);
}

static json_t *expect_looked(int id, bool ok)
{
    json_t *p = core_next("looked", 8000);
    check(json_number(p, "id", -1) == id && json_truth(p, "ok") == ok);
    return p;
}

static void expect_failed(int id, int status, const char *why)
{
    json_t *p = expect_looked(id, false);
    check(json_number(p, "status", -1) == status);
    check_text(json_text(p, "why"), why);
    json_decref(p);
}

static void test_looks(void)
{
    core_look(1, "dukcapil", "dukcapil.person", "{\"nik\":\"3302046902000001\"}", 3000);
    json_t *p = expect_looked(1, true);
    check_text(json_text(json_object_get(p, "value"), "name"), "Sari Wulandari");
    json_decref(p);
    core_look(2, "dukcapil", "dukcapil.person", "{\"nik\":\"9902046902000001\"}", 3000);
    expect_failed(2, 404, "404: not known");
    core_look(3, "dukcapil", "../letters", "{}", 3000);
    expect_failed(3, 0, "there is no such question");
    core_look(4, "hall", "calls", "{}", 3000);
    expect_failed(4, 0, "there is no such question");
    core_look(5, "hall", "leases", "{\"kiosk\":\"07\",\"queue\":\"D\",\"after\":0}", 3000);
    p = expect_looked(5, true);
    check(json_number(json_object_get(p, "value"), "last", -1) == 10);
    json_decref(p);
    core_look(6, "hall", "staff", "{\"kiosk\":\"07\",\"reason\":\"citizen\"}", 3000);
    json_decref(expect_looked(6, true));
    order("dukcapil", "slow", 2, 2000);
    core_look(7, "dukcapil", "dukcapil.person", "{\"nik\":\"3302046902000001\"}", 150);
    expect_failed(7, 0, "no answer in time");
    core_look(8, "dukcapil", "dukcapil.person", "{\"nik\":\"3302046902000001\"}", 5000);
    json_t *forget = json_pack("{ss,si}", "type", "forget", "id", 8);
    check(wire_send(core_peer, forget, NULL, 0) == OK);
    json_decref(forget);
    check(core_next("", 2500) == NULL);
}

static void test_bills(void)
{
    core_look(20, "biller", "bill", "{\"id\":\"v1/3\",\"service\":\"pnbp.skck\",\"amount\":30000}", 3000);
    json_t *p = expect_looked(20, true);
    char *code = turn_text("%s", json_text(json_object_get(p, "value"), "code"));
    json_decref(p);
    core_look(21, "biller", "bill.state", turn_text("{\"code\":\"%s\"}", code), 3000);
    p = expect_looked(21, true);
    check_text(json_text(json_object_get(p, "value"), "state"), "open");
    json_decref(p);
    core_look(22, "biller", "bill.state", "{\"code\":\"../../v1/faults\"}", 3000);
    expect_failed(22, 0, "there is no such question");
}

static void test_numbers(void)
{
    static const char envelope[] =
        "{\"specversion\":\"1.0\",\"id\":\"n-1\",\"type\":\"id.anjungan.number.%s\",\"data\":{\"number\":\"D001\","
        "\"queue\":\"D\",\"day\":\"%s\",\"kiosk\":\"07\"}}";
    char day[11];
    day_write(clock_local(clock_wall_ms() / 1000).day, day);
    core_letter("hall", "n-1", turn_text(envelope, "reserved", day));
    expect_delivered("n-1", "hall-000001");
}

/* Five failures in a row, then answers at once for five seconds, then it tries again. */
static void test_breaker(void)
{
    order("polri", "503", 5, 0);
    for (int i = 30; i < 35; i++) {
        core_look(i, "polri", "polri.jkn", "{\"nik\":\"3302046902000001\"}", 3000);
        expect_failed(i, 503, "503: ordered fault");
    }
    core_look(35, "polri", "polri.jkn", "{\"nik\":\"3302046902000001\"}", 3000);
    expect_failed(35, 0, "the agency failed too often just now");
    core_letter("polri", "id-9", letter("polri", "id-9"));
    expect_undelivered("id-9", 0, "the agency failed too often just now");
    core_look(36, "dukcapil", "dukcapil.person", "{\"nik\":\"3302046902000001\"}", 3000);
    json_decref(expect_looked(36, true));
    sleep_ms(5100);
    core_letter("polri", "id-9", letter("polri", "id-9"));
    expect_delivered("id-9", "POLRI-000008");
}

/* Core dies while a letter is under way; the new core sends it again and gets the one receipt. */
static void test_core_restarts(void)
{
    char *again = letter("polri", "id-10");
    order("polri", "slow", 1, 500);
    core_letter("polri", "id-10", again);
    sleep_ms(100);
    core_close();
    core_accept();
    json_decref(core_next("hall", 1000)); /* how things stand, first */
    core_letter("polri", "id-10", again);
    expect_delivered("id-10", "POLRI-000009");
}

/* The hall calls a number: its board comes to deliver, which stands still. */
static void change_board(void)
{
    struct listener *board = make(sizeof *board);
    listener_open(board, rig.hall_port, "/v1/events");
    json_decref(listener_next(board, 5000)); /* as it is */
    struct reply r =
        http_post(rig.hall_port, "/v1/leases", rig_device, "{\"kiosk\":\"07\",\"queue\":\"D\",\"after\":0}");
    check(r.status == 200);
    reply_free(&r);
    char day[11];
    day_write(clock_local(clock_wall_ms() / 1000).day, day);
    r = http_post(rig.hall_port, "/v1/letters", rig_device,
                  turn_text("{\"id\":\"b-1\",\"type\":\"id.anjungan.number.confirmed\",\"data\":{\"number\":\"D001\","
                            "\"queue\":\"D\",\"day\":\"%s\",\"kiosk\":\"07\"}}",
                            day));
    check(r.status == 200);
    reply_free(&r);
    json_t *changed = listener_next(board, 5000);
    check(changed != NULL);
    json_decref(changed);
    listener_close(board);
    free(board);
}

/* Core is gone when a piece of the hall's stream is told to it: what is under way then ends outside of libcurl's call.
 */
static void test_core_leaves_at_a_board(void)
{
    order("polri", "slow", 3, 3000);
    core_letter("polri", "id-20", letter("polri", "id-20"));
    core_letter("polri", "id-21", letter("polri", "id-21"));
    core_look(30, "dukcapil", "dukcapil.person", "{}", 5000);
    sleep_ms(100);
    kill(rig.deliver, SIGSTOP);
    check(waitpid(rig.deliver, NULL, WUNTRACED) == rig.deliver);
    change_board();
    core_close();
    kill(rig.deliver, SIGCONT);
    core_accept();
    json_decref(core_next("hall", 1000));
    core_letter("dukcapil", "id-22", letter("dukcapil", "id-22"));
    json_t *p = core_next("delivered", 8000);
    check_text(json_text(p, "id"), "id-22");
    json_decref(p);
}

/* Answers the next request to the office's port by hand. */
static void answer(const char *head, const char *body)
{
    struct pollfd ready = {.fd = rig.office_socket, .events = POLLIN};
    check(poll(&ready, 1, 5000) == 1);
    int fd = accept4(rig.office_socket, NULL, NULL, SOCK_CLOEXEC);
    char *text = turn_text("HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s", head, strlen(body), body);
    check(fd >= 0);
    http_send(fd, text, strlen(text));
    shutdown(fd, SHUT_WR);
    struct reply request = http_read(fd, 1000); /* until deliver closes */
    reply_free(&request);
    close(fd);
}

/* Servers that are none of ours: too much, elsewhere, too deep. Nobody at all. */
static void test_strange_servers(void)
{
    char *large = make(4000001);
    memset(large, ' ', 4000000);
    check(rig_stop(&rig.office, SIGTERM) == 0);
    core_look(40, "dukcapil", "dukcapil.person", "{}", 5000);
    answer("200 OK", large);
    expect_failed(40, 0, "the answer is too long");
    core_look(41, "dukcapil", "dukcapil.person", "{}", 5000);
    answer(turn_text("302 Found\r\nLocation: http://127.0.0.1:%d/v1/board", rig.hall_port), "");
    expect_failed(41, 302, "answered 302");
    core_look(42, "dukcapil", "dukcapil.person", "{}", 5000);
    answer("200 OK", "[[[[[[[[]]]]]]]]");
    expect_failed(42, 200, "answered something that is not JSON");
    close(rig.office_socket);
    rig.office_socket = -1;
    core_look(43, "dukcapil", "dukcapil.person", "{}", 5000);
    expect_failed(43, 0, "nobody answers there");
    free(large);
}

int main(void)
{
    rig_open(&rig);
    core_open(&rig);
    rig.hall = rig_start(&rig, "anjungan-hall", rig.hall_socket);
    rig.office = rig_start(&rig, "anjungan-office", rig.office_socket);
    rig.deliver = rig_start(&rig, "anjungan-deliver", -1);
    core_accept();
    json_decref(core_next("board", 5000));
    json_decref(core_next("hall", 5000));
    test_letters();
    test_faults();
    test_four_in_flight();
    test_looks();
    test_bills();
    test_numbers();
    test_breaker();
    test_core_restarts();
    test_core_leaves_at_a_board();
    test_strange_servers();
    rig_close(&rig);
    return test_end();
}
