/* nursery: children come, are locked, are stopped and reported; nothing survives core; nothing polls. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "base/memfile.h"
#include "fake.h"
#include "peek.h"
#include "test.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static struct fake core;

static void has_limit(pid_t pid, const char *name, const char *value)
{
    const char *line = peek_line(pid, "limits", name);
    check(strstr(line, value) != NULL);
}

static void serves(void)
{
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    kid_begin(&kid, "ask.text \"name\"", rows, NULL);
    json_t *said = kid_hear(&kid, 5000);
    check_text(json_text(said, "key"), "name");
    json_decref(said);
    json_decref(rows);
    check_text(fake_end(&core, &kid), "exit 0");
}

static void test_lock(void)
{
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array(), *said;
    kid_begin(&kid, "ask.text \"name\"", rows, NULL);
    said = kid_hear(&kid, 5000);
    check(strstr(peek_line(kid.pid, "status", "NoNewPrivs"), "1") != NULL);
    has_limit(kid.pid, "Max cpu time", "5 ");
    has_limit(kid.pid, "Max file size", " 0 ");
    has_limit(kid.pid, "Max processes", " 0 ");
    has_limit(kid.pid, "Max core file size", " 0 ");
    has_limit(kid.pid, "Max open files", "12 ");
    if (!guard_sanitized()) {
        check(strstr(peek_line(kid.pid, "status", "Seccomp:"), "2") != NULL);
        has_limit(kid.pid, "Max address space", "201326592");
    }
    if (geteuid() == 0) {
        check(peek_has_descriptor(kid.pid, 3));
        for (int fd = 4; fd < 20; fd++) {
            for (int i = 0; i < 100 && peek_has_descriptor(kid.pid, fd); i++)
                usleep(5000); /* the memory files of `begin` are closed right after the step went out */
            check(!peek_has_descriptor(kid.pid, fd));
        }
    }
    json_decref(said);
    json_decref(rows);
    check_text(fake_end(&core, &kid), "exit 0");
}

static void test_stops(void)
{
    struct kid loop = fake_fork(&core, "visit"), kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    kid_begin(&loop, "while true do end", rows, NULL);
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)loop.number, "ms", 200));
    check_text(fake_gone(&core, &loop, 100), "");
    check_text(fake_gone(&core, &loop, 3000), "deadline 9");
    close(loop.socket);
    serves();
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)kid.number, "ms", 100));
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)kid.number, "ms", 0));
    check_text(fake_gone(&core, &kid, 300), "");
    kill(kid.pid, SIGTERM);
    check_text(fake_gone(&core, &kid, 3000), "signal 15");
    close(kid.socket);
    kid = fake_fork(&core, "visit");
    fake_send(&core, json_pack("{ss,sI}", "type", "drop", "child", (json_int_t)kid.number));
    check_text(fake_gone(&core, &kid, 3000), "dropped 9");
    close(kid.socket);
    json_decref(rows);
}

/* By the nursery, ever. */
static long bytes_read(void)
{
    const char *line = peek_line(core.pid, "io", "rchar: ");
    return *line ? strtol(line + strlen("rchar: "), NULL, 10) : 0;
}

/* What a child says beyond its share is not even read. */
static void test_log_flood(void)
{
    long before = bytes_read();
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)kid.number, "ms", 300));
    kid_begin(&kid, "local s = ('x'):rep(190) while true do log(s) end", rows, NULL);
    check_text(fake_gone(&core, &kid, 5000), "deadline 9");
    check(bytes_read() - before < 32 << 10);
    close(kid.socket);
    json_decref(rows);
    serves();
}

static void test_refusals(void)
{
    struct kid kid = fake_fork(&core, "visit"), none = {.number = 900};
    fake_send(&core, json_pack("{ss,si,ss}", "type", "fork", "child", 900, "work", "cook"));
    check_text(fake_gone(&core, &none, 3000), "refused 0");
    fake_send(&core, json_pack("{ss,sI,ss}", "type", "fork", "child", (json_int_t)kid.number, "work", "visit"));
    check_text(fake_gone(&core, &kid, 3000), "refused 0");
    fake_send(&core, json_pack("{ss,si}", "type", "drop", "child", 901));
    check_text(fake_end(&core, &kid), "exit 0");
    struct kid many[40];
    for (int i = 0; i < 32; i++)
        many[i] = fake_fork(&core, "visit");
    fake_send(&core, json_pack("{ss,si,ss}", "type", "fork", "child", 900, "work", "visit"));
    check_text(fake_gone(&core, &none, 3000), "refused 0");
    for (int i = 0; i < 32; i++)
        check_text(fake_end(&core, &many[i]), "exit 0");
    serves();
}

static void raw_ends(const void *bytes, size_t n)
{
    struct kid kid = fake_fork(&core, "visit");
    check(send(kid.socket, bytes, n, 0) == (ssize_t)n);
    check_text(fake_gone(&core, &kid, 3000), "exit 2");
    close(kid.socket);
}

static void begin_ends(const char *source, const char *journal, bool sealed)
{
    struct kid kid = fake_fork(&core, "visit");
    int fds[2] = {memfile_make("main.lua", source, strlen(source)), memfile_make("journal", journal, strlen(journal))};
    if (!sealed) {
        close(fds[0]);
        fds[0] = memfd_create("main.lua", MFD_CLOEXEC | MFD_ALLOW_SEALING);
        check(write(fds[0], source, strlen(source)) == (ssize_t)strlen(source));
    }
    kid_send(&kid, json_pack("{ss,ss}", "type", "begin", "service", "x"), fds, 2);
    check_text(fake_gone(&core, &kid, 3000), "exit 2");
    close(kid.socket);
    close(fds[0]);
    close(fds[1]);
}

static void test_malformed(void)
{
    static char big[70000];
    memset(big, '[', sizeof big);
    raw_ends("", 0 + 1);
    raw_ends("{", 1);
    raw_ends("[[[[[[[[[[[[[[[[", 16);
    raw_ends(big, 65537);
    raw_ends("{\"type\":\"answer\",\"value\":1}", 27); /* no step is open */
    raw_ends("{\"type\":\"begin\",\"service\":\"x\"}", 30);
    raw_ends("{\"type\":\"answer\",\"more\":1}", 26);
    begin_ends("", "{}", true);
    begin_ends("", "[", true);
    begin_ends("ask.text \"name\"", "[]", false);
    char *long_source = make(70000);
    memset(long_source, ' ', 69999);
    begin_ends(long_source, "[]", true);
    free(long_source);
    serves();
}

static void test_core_lost(void)
{
    struct kid a = fake_fork(&core, "visit"), b = fake_fork(&core, "parse");
    fake_lose(&core);
    fake_accept(&core);
    for (int i = 0; i < 100 && (kill(a.pid, 0) == 0 || kill(b.pid, 0) == 0); i++)
        usleep(10000);
    check(kill(a.pid, 0) < 0 && errno == ESRCH);
    check(kill(b.pid, 0) < 0 && errno == ESRCH);
    check_text(fake_gone(&core, &a, 100), "");
    close(a.socket);
    close(b.socket);
    serves();
    check(send(core.socket, "{\"type\":\"hello\"}", 16, 0) == 16); /* no such thing here: the nursery hangs up */
    struct packet packet;
    char byte;
    check(recv(core.socket, &byte, 1, 0) <= 0 || wire_receive(core.socket, &door_nursery_to_core, &packet) == E_GONE);
    close(core.socket);
    fake_accept(&core);
    serves();
}

static void test_children_die_with_it(void)
{
    struct kid kid = fake_fork(&core, "visit");
    kill(core.pid, SIGKILL);
    for (int i = 0; i < 100 && kill(kid.pid, 0) == 0 && !strstr(peek_line(kid.pid, "status", "State:"), "Z"); i++)
        usleep(10000);
    check(kill(kid.pid, 0) < 0 || strstr(peek_line(kid.pid, "status", "State:"), "Z"));
    close(kid.socket);
}

static void test_no_polling(void)
{
    struct kid kid = fake_fork(&core, "visit");
    char before[256];
    usleep(100000);
    snprintf(before, sizeof before, "%s", peek_line(core.pid, "status", "voluntary_ctxt_switches"));
    usleep(400000);
    check_text(peek_line(core.pid, "status", "voluntary_ctxt_switches"), before);
    check_text(fake_end(&core, &kid), "exit 0");
}

int main(void)
{
    fake_start(&core);
    serves();
    test_lock();
    test_stops();
    if (geteuid() == 0)
        test_log_flood();
    test_refusals();
    test_malformed();
    test_core_lost();
    test_no_polling();
    fake_stop(&core);
    fake_start(&core);
    test_children_die_with_it();
    turn_end();
    return test_end();
}
