/* bad: plugins that loop, do not parse, reach too far or invent a price; packets no role may send. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "desk/nursery.h"
#include "test.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct table table;

static void check_fault(const char *service, const char *code)
{
    table_start_visit(&table, service);
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), code);
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
}

/* now() is a moment in Unix seconds. */
static void test_now(void)
{
    table_start_visit(&table, "test.clock");
    check(table_wait(&table, "number", "since"));
    int64_t now = clock_wall_ms() / 1000, told = json_integer_value(table_option(&table, "max"));
    check(told <= now && told > now - 60);
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

static void test_agency_down(void)
{
    table.agencies_down = true;
    table_start_visit(&table, "test.visit");
    while (strcmp(table_kind(&table), "fault")) {
        table_pump(&table, 20);
        if (strcmp(table_kind(&table), "fault"))
            table_go_on(&table);
    }
    check_text(json_text(table_option(&table, ""), "what"), "agency");
    check_text(table_key(&table), "fee");
    table.agencies_down = false;
    table_answer(&table, json_string("retry"));
    check(table_wait(&table, "done", NULL));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

static void expect_staff(const char *reason)
{
    for (int64_t until = clock_ms() + 8000; clock_ms() < until && strcmp(table.staff, reason) != 0;)
        table_pump(&table, 20);
    check_text(table.staff, reason);
    table.staff[0] = 0;
}

/* Money was taken for nothing, and the hall is away: whoever comes next is still told. */
static void test_paid_for_nothing(void)
{
    table.hall_down = true;
    check_fault("test.unsent", "FLW-05");
    check_fault("test.unsent", "FLW-05");
    table.staff[0] = 0;
    table.hall_down = false;
    table_kill(&table, "core");
    expect_staff("paid but not sent: 2, the last bill 820260513123456");
    check_fault("test.unsent", "FLW-05");
    expect_staff("paid but not sent: bill 820260513123456");
    table.code = "8202-KB/0513";
    check_fault("test.unsent", "FLW-05");
    expect_staff("paid but not sent: bill: see core's log");
    table.code = NULL;
    test_now(); /* meanwhile the hall's answer is in the store */
    table_kill(&table, "core");
    check(table_wait_home(&table));
    table_pump(&table, 200);
    check_text(table.staff, ""); /* the hall has taken the call */
}

/* Connects and says it; again when whoever really has this role came back in between and took the place. */
static int call_role(const char *role, const char *bytes, size_t n)
{
    int fd = wire_connect(wire_path(table.run, role));
    for (int i = 0; i < 50 && fd >= 0 && send(fd, bytes, n, MSG_NOSIGNAL) != (ssize_t)n; i++) {
        close(fd);
        fd = wire_connect(wire_path(table.run, role));
    }
    check(fd >= 0);
    return fd;
}

/* A peer that breaks the rules of its door is dropped; core and everybody else go on. */
static void check_dropped(const char *role, const char *bytes, size_t n)
{
    int fd = call_role(role, bytes, n);
    char any[8];
    struct timeval patience = {5, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while (recv(fd, any, sizeof any, 0) > 0)
        continue;
    check(send(fd, bytes, n, MSG_NOSIGNAL) < 0);
    close(fd);
}

static void test_garbage(void)
{
    static const char *const roles[] = {"ui.main", "ui.call", "flow", "deliver", "driver.card", "driver.printer"};
    static const char *const packets[] = {"{",
                                          "[]",
                                          "null",
                                          "{\"type\":\"core\"}",
                                          "{\"type\":\"hello\",\"program\":7,\"build\":\"\"}",
                                          "{\"type\":\"hello\",\"program\":\"x\",\"build\":\"another\"}",
                                          "[[[[[[[[[[[[1]]]]]]]]]]]]",
                                          "\xff\xfe\x00"};
    static char giant[PACKET_MAX + 1];
    memset(giant, ' ', sizeof giant);
    for (size_t r = 0; r < COUNT(roles); r++) {
        for (size_t p = 0; p < COUNT(packets); p++)
            check_dropped(roles[r], packets[p], strlen(packets[p]));
        check_dropped(roles[r], giant, sizeof giant);
    }
    struct chair *chairs[] = {&table.ui, &table.deliver, &table.card, &table.printer};
    for (size_t i = 0; i < COUNT(chairs); i++)
        table_sit(&table, chairs[i]);
}

/* Who asks and never reads is dropped when the queue is full, and may come back. */
static void test_deaf(void)
{
    struct chair *ui = &table.ui;
    json_t *ask = json_pack("{ss,ss,ss}", "type", "start", "service", "nobody.offers", "language", "id");
    int code = OK;
    for (int64_t until = clock_ms() + 20000; code != E_GONE && clock_ms() < until;) {
        code = wire_send(ui->fd, ask, NULL, 0);
        if (code == E_FULL)
            usleep(1000); /* core has not come to read yet */
    }
    check(code == E_GONE);
    json_decref(ask);
    json_decref(table.home);
    table.home = NULL;
    table_sit(&table, ui);
    check(table_wait_home(&table));
}

/* Paper that breaks its rules is asked once more, then the number stays on the screen. */
static void test_lying_paper(void)
{
    table.paper_lies = true;
    table_start_visit(&table, "test.visit");
    while (strcmp(table_kind(&table), "paper")) {
        table_pump(&table, 20);
        if (strcmp(table_kind(&table), "paper"))
            table_go_on(&table);
    }
    check_text(json_text(table_option(&table, ""), "code"), "PPR-01");
    table.paper_lies = false;
    table_answer(&table, json_string("again"));
    check(table_wait(&table, "done", NULL));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

/* A nursery whose every child says something no child may say: dropped, replaced a few times, then staff is called. */
static void test_lying_children(void)
{
    static const char *const lies[] = {
        "{\"type\":\"step\"}", "{\"type\":\"answer\",\"value\":1}", "[[[[[[[[[[1]]]]]]]]]]",
        ("{\"type\":\"step\",\"at\":7,\"class\":\"question\",\"kind\":\"text\",\"key\":\"x\","
         "\"options\":{},\"sig\":\"0\"}")};
    struct nursery nursery;
    nursery_open(&nursery, &table);
    table_start_visit(&table, "test.visit");
    for (size_t i = 0; i < COUNT(lies); i++) {
        check(nursery_wait(&nursery, (int)i + 1));
        nursery_say(&nursery, (int)i, lies[i]);
    }
    for (int i = 0; i < 400 && strcmp(table_kind(&table), "fault"); i++)
        nursery_pump(&nursery);
    check_text(table_kind(&table), "fault");
    check(nursery.n == COUNT(lies));
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
    nursery_close(&nursery);
    table_start(&table, "flow");
}

/* A child that goes on talking when it has answered is dropped; its visit goes on with another one. */
static void test_talking_child(void)
{
    static const char step[] = "{\"type\":\"step\",\"at\":0,\"class\":\"question\",\"kind\":\"text\",\"key\":\"x\","
                               "\"options\":{},\"sig\":\"0\"}";
    struct nursery nursery;
    nursery_open(&nursery, &table);
    table_start_visit(&table, "test.visit");
    check(nursery_wait(&nursery, 1));
    for (int i = 0; i < 20; i++)
        nursery_say(&nursery, 0, step);
    check(nursery_wait(&nursery, 2));
    nursery_say(&nursery, 1, step);
    for (int i = 0; i < 400 && strcmp(table_kind(&table), "text"); i++)
        nursery_pump(&nursery);
    check_text(table_kind(&table), "text");
    check(nursery.n == 2);
    check_text(nursery_hear(&nursery, 1, 1000, NULL), "begin");
    table_answer(&table, json_string("Siti"));
    check_text(nursery_hear(&nursery, 1, 4000, NULL), "answer");
    nursery_say(&nursery, 1, "{\"type\":\"end\"}");
    check(table_wait_closed(&table));
    nursery_close(&nursery);
    table_start(&table, "flow");
}

/* A child whose engine no longer counts its steps: core does. */
static void test_endless_child(void)
{
    struct nursery nursery;
    nursery_open(&nursery, &table);
    table_start_visit(&table, "test.visit");
    check(nursery_wait(&nursery, 1));
    check_text(nursery_hear(&nursery, 0, 4000, NULL), "begin");
    int at = 0;
    do
        nursery_say(&nursery, 0,
                    turn_text("{\"type\":\"step\",\"at\":%d,\"class\":\"fact\",\"kind\":\"now\",\"key\":\"now#%d\","
                              "\"options\":{},\"sig\":\"0\"}",
                              at, at));
    while (++at < 300 && strcmp(nursery_hear(&nursery, 0, 2000, NULL), "answer") == 0);
    check(at == 201);
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "FLW-02");
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
    nursery_close(&nursery);
    table_start(&table, "flow");
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    check_fault("test.loop", "FLW-03");
    check_fault("test.broken", "FLW-01");
    check_fault("test.greedy", "FLW-05");
    table_start_visit(&table, "test.price");
    check(table_wait(&table, "number", NULL));
    table_answer(&table, json_integer(1));
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "PAY-00");
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
    test_now();
    test_paid_for_nothing();
    test_agency_down();
    test_deaf();
    test_lying_paper();
    test_lying_children();
    test_talking_child();
    test_endless_child();
    test_garbage();
    table_start_visit(&table, "nobody.offers");
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", NULL));
    table_close(&table);
    return test_end();
}
