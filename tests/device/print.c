/* print: the real anjungan-driver with the real escpos.so against the real anjungan-sim, over loopback.
 *
 * For every mishap: exactly one done, and what it says is what the simulated printer has on its paper. */
#define _GNU_SOURCE
#include "page.h"

#include <sys/mman.h>

static struct rig rig;
static struct rig_core core;
static pid_t sim;

struct truth {
    int slips, torn;
    int64_t rows, strange;
    bool last_is_page;
};

static struct truth look(void)
{
    json_t *status = rig_ask(&rig, "status"), *slips = rig_ask(&rig, "slips");
    const json_t *p = json_object_get(status, "printer"), *last = json_array_get(slips, json_array_size(slips) - 1);
    struct truth now = {.slips = (int)json_number(p, "slips", -1),
                        .torn = (int)json_number(p, "torn", -1),
                        .rows = json_number(p, "rows", -1),
                        .strange = json_number(p, "strange", -1),
                        .last_is_page = json_truth(last, "whole") && strcmp(json_text(last, "dots"), page_hash) == 0};
    json_decref(status);
    json_decref(slips);
    return now;
}

/* Prints a page and holds the done against the paper. */
static void print_truly(const char *what)
{
    struct truth before = look();
    if (!core_await(&core, ask_for_print(&core, 15000))) {
        fprintf(stderr, "%s: no done\n", what);
        test_failures++;
        return;
    }
    struct truth after = look();
    bool slip = after.slips == before.slips + 1 && after.rows == 0 && after.last_is_page;
    bool bare = after.slips == before.slips && after.rows == before.rows && after.torn == before.torn;
    bool is_true = strcmp(core.effect, "done") == 0 ? slip : strcmp(core.effect, "none") == 0 ? bare : true;
    test_checks++;
    if (is_true && after.strange == 0)
        return;
    fprintf(stderr, "%s: said %s %s; slips %d to %d, rows %d, torn %d, strange %d\n", what, core.result, core.effect,
            before.slips, after.slips, (int)after.rows, after.torn, (int)after.strange);
    test_failures++;
}

static void expect(const char *what, const char *result, const char *effect)
{
    print_truly(what);
    check_text(core.result, result);
    check_text(core.effect, effect);
}

/* Nobody is as fast as this test: what a printer that stands still got too much has been taken back by then. */
static void wait_until_forgotten(void)
{
    int64_t until = clock_ms() + RIG_PATIENCE, waiting = 1;
    while (waiting > 0 && clock_ms() < until) {
        json_t *status = rig_ask(&rig, "status");
        waiting = json_number(json_object_get(status, "printer"), "waiting", 0);
        json_decref(status);
        turn_end();
    }
    check(waiting == 0);
}

/* After a mishap somebody puts it right, and the next page comes out, alone. */
static void repair(const char *const *commands)
{
    wait_until_forgotten();
    for (; *commands; commands++)
        rig_do(&rig, *commands);
    core_expect_status(&core, "online", "full");
    expect("after the repair", "ok", "done");
}

#define REPAIR(...) repair((const char *const[]){__VA_ARGS__, NULL})

static void test_paper(void)
{
    rig_do(&rig, "paper out");
    core_expect_status(&core, "offline", "out");
    expect("no paper", "empty", "none");
    REPAIR("paper in");
    rig_do(&rig, "paper low");
    core_expect_status(&core, "online", "low");
    expect("little paper", "ok", "done");
    rig_do(&rig, "paper in");
    core_expect_status(&core, "online", "full");
    for (int band = 0; band <= ROWS / BAND; band++) {
        rig_do(&rig, turn_text("paper out after %d", 6 + band * BAND_BYTES));
        print_truly(turn_text("paper out at band %d", band));
        check_text(core.result, "empty");
        check_text(core.effect, "unknown");
        REPAIR("paper in");
    }
}

/* The cut and the question behind it are the last 7 bytes: before, inside and behind them. */
static void test_last_byte(void)
{
    int total = 2 + 3 + ROWS / BAND * BAND_BYTES + 4 + 3;
    for (int at = total - 8; at <= total; at++) {
        rig_do(&rig, turn_text("paper out after %d", at));
        print_truly(turn_text("paper out after %d of %d", at, total));
        check(strcmp(core.effect, "none") != 0);
        rig_do(&rig, "paper out");
        core_expect_status(&core, "offline", "out");
        REPAIR("paper in");
    }
}

static void test_cover(void)
{
    rig_do(&rig, "cover open");
    core_expect_status(&core, "offline", "unknown");
    check_text(core.detail, "cover");
    expect("cover open", "jam", "none");
    check_text(json_text(core.attr, "reason"), "cover");
    REPAIR("cover close");
    rig_do(&rig, turn_text("cover open after %d", 2 * BAND_BYTES));
    expect("cover opened in the middle", "jam", "unknown");
    REPAIR("cover close");
}

static void test_silence(void)
{
    rig_do(&rig, "printer silent on");
    expect("silent", "timeout", "none");
    check_text(json_text(core.attr, "reason"), "silent");
    core_expect_status(&core, "offline", "unknown");
    REPAIR("printer silent off", "printer reset");
    rig_do(&rig, turn_text("printer silent on after %d", 2 * BAND_BYTES));
    expect("silent from the middle", "timeout", "unknown");
    core_expect_status(&core, "offline", "unknown");
    REPAIR("printer reset");
}

static void test_unplug(void)
{
    for (int band = 0; band <= ROWS / BAND; band++) {
        rig_do(&rig, turn_text("printer unplug after %d", 6 + band * BAND_BYTES));
        expect(turn_text("unplugged at band %d", band), "gone", "unknown");
        core_expect_status(&core, "noDevice", "unknown");
        expect("still unplugged", "gone", "none");
        REPAIR("printer plug");
    }
}

static void switch_off_and_on(void)
{
    rig_do(&rig, "printer reset");
    core_expect_status(&core, "noDevice", "unknown");
    core_expect_status(&core, "online", "full");
}

static void test_busy_and_cancel(void)
{
    rig_do(&rig, "printer silent on");
    int64_t first = ask_for_print(&core, 10000), second = ask_for_print(&core, 10000);
    core_expect(&core, second, "broken", "none");
    check_text(json_text(core.attr, "reason"), "busy");
    core_cancel(&core, 4711);
    core_cancel(&core, first);
    core_expect(&core, first, "cancelled", "none");
    switch_off_and_on();
    expect("after a cancel", "ok", "done");
    rig_do(&rig, "printer silent on");
    core_expect(&core, ask_for_print(&core, 200), "timeout", "none");
    switch_off_and_on();
}

static void refuse(const char *verb, json_t *attr, int ms, int fd)
{
    core_ask(&core, ++last_id, verb, attr, ms, fd);
    core_expect(&core, last_id, "broken", "none");
}

static void test_impossible(void)
{
    int fd = new_page(), open = memfd_create("open", MFD_CLOEXEC);
    refuse("dance", json_object(), 1000, -1);
    refuse("print", json_object(), 1000, -1);
    refuse("print", json_object(), 1000, fd);
    refuse("print", json_pack("{si,si}", "width", WIDTH, "height", ROWS + 1), 1000, fd);
    refuse("print", json_pack("{si,si}", "width", 640, "height", 1), 1000, fd);
    refuse("print", json_pack("{si,si}", "width", WIDTH, "height", ROWS), 0, fd);
    refuse("print", json_pack("{si,si,s[i]}", "width", WIDTH, "height", ROWS, "notes", 1), 1000, fd);
    refuse("print", json_pack("{si,si}", "width", WIDTH, "height", ROWS), 1000, open);
    close(fd);
    close(open);
    expect("after impossible requests", "ok", "done");
}

/* Whatever core says wrongly, the driver drops it, comes back and goes on. */
static void test_malformed(void)
{
    static const char *const nonsense[] = {
        "",
        "{",
        "[]",
        "{\"type\":\"request\"}",
        "{\"type\":\"done\",\"id\":1}",
        "{\"type\":\"request\",\"id\":\"1\",\"verb\":\"print\",\"attr\":{},\"ms\":1}"};
    for (size_t i = 0; i < COUNT(nonsense); i++) {
        check(send(core.fd, nonsense[i], strlen(nonsense[i]), 0) == (ssize_t)strlen(nonsense[i]));
        core_greet(&core);
        core.device[0] = '\0';
        core_expect_status(&core, "online", "full");
    }
    rig_do(&rig, "printer silent on");
    ask_for_print(&core, 10000);
    check(send(core.fd, "{", 1, 0) == 1);
    core_greet(&core); /* the old request is cancelled and nobody hears of it again */
    switch_off_and_on();
    expect("after nonsense", "ok", "done");
}

static void start_driver(void)
{
    core.pid = rig_run(&rig, "anjungan-driver", "printer", false);
    core.device[0] = '\0';
    core_greet(&core);
}

/* Core sees the end of the connection instead of a done, and that is `gone unknown`. */
static void test_killed(void)
{
    for (int band = 0; band <= 2; band++) {
        rig_do(&rig, turn_text("cover open after %d", 6 + band * BAND_BYTES));
        ask_for_print(&core, 15000);
        core_expect_status(&core, "offline", "unknown");
        kill(core.pid, SIGKILL);
        check(rig_wait(core.pid) == -SIGKILL);
        while (core_hear(&core))
            ;
        start_driver();
        core_expect_status(&core, "offline", "unknown");
        REPAIR("cover close");
    }
    ask_for_print(&core, 15000);
    kill(core.pid, SIGTERM); /* in good order: an open request is ended before it goes */
    check(core_await(&core, last_id));
    check(rig_wait(core.pid) == 0);
    start_driver();
    core_expect_status(&core, "online", "full");
    struct truth before = look();
    core_expect(&core, ask_for_print(&core, 15000), "ok", "done");
    check(look().slips >= before.slips + 1 && look().last_is_page);
}

static void test_files(void)
{
    check(access(rig_path(&rig, "state/sim/slip-1.escpos"), R_OK) == 0);
    check(access(rig_path(&rig, "state/sim/slip-1.png"), R_OK) == 0);
    char *bytes;
    size_t n;
    check(file_read_path(rig_path(&rig, "state/sim/slip-2.escpos"), 1 << 20, &bytes, &n) == OK);
    check(n == 2 + 3 + ROWS / BAND * BAND_BYTES + 4 && memcmp(bytes, "\x1b\x40\x1d\x61\x0e\x1dv0", 8) == 0);
    wipe_free(bytes, n);
}

int main(void)
{
    check(sodium_init() >= 0);
    signal(SIGPIPE, SIG_IGN);
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:%d\"; "
              "profile = { width = 576; band = 24; cut = true; }; }");
    sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_open(&core, &rig, "printer");
    core_expect_status(&core, "online", "full");
    expect("the first page", "ok", "done");
    expect("the second page", "ok", "done");
    test_files();
    test_paper();
    test_last_byte();
    test_cover();
    test_silence();
    test_unplug();
    test_busy_and_cancel();
    test_impossible();
    test_malformed();
    test_killed();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
