/* promises: what the host does with a driver that breaks its own. Core always knows where it stands: one done, or the
 * end of the connection, which is `gone unknown`; and the next process is there to serve. */
#define _GNU_SOURCE
#include "rig.h"

#include "base/guard.h"
#include "device/module.h"
#include "base/watchdog.h"

static struct rig rig;
static struct rig_core core;

static int port = -1;

/* Callers of a process that has ended still wait in line. */
static void forget_callers(void)
{
    struct pollfd waiting = {rig.port_fds[0], POLLIN, 0};
    if (port >= 0)
        close(port);
    port = -1;
    while (poll(&waiting, 1, 0) == 1)
        close(accept(rig.port_fds[0], NULL, NULL));
}

static void start(void)
{
    forget_callers();
    core.pid = rig_run(&rig, "anjungan-driver", "printer", false);
    core.device[0] = '\0';
    core_greet(&core);
}

static int64_t ask(const char *verb, int ms)
{
    return core_ask_for(&core, verb, ms);
}

static void expect(const char *verb, const char *result, const char *effect)
{
    core_expect(&core, ask(verb, 1000), result, effect);
}

/* The driver's port is a socket of ours. It attaches some moments after that is accepted; until then requests end
 * `gone none`. */
static void answer_port(void)
{
    check(rig_readable(rig.port_fds[0]));
    port = accept4(rig.port_fds[0], NULL, NULL, SOCK_CLOEXEC);
    do
        core_await(&core, ask("fine", 1000));
    while (strcmp(core.result, "gone") == 0);
    check_text(core.result, "ok");
}

static void test_lies(void)
{
    expect("lie", "broken", "unknown");
    expect("nonsense", "broken", "unknown");
    expect("garble", "broken", "unknown");
    expect("much", "broken", "unknown");
    expect("long", "broken", "unknown");
    expect("large", "broken", "unknown");
    expect("empty", "broken", "unknown");
    expect("number", "broken", "unknown");
    expect("picture", "ok", "done");
    check(core.picture && core.n_picture == KD_PICTURE_MAX);
    expect("twice", "ok", "done");
    expect("fine", "ok", "done");
    if (!guard_sanitized())
        expect("files", "ok", "done");
}

/* The process ends without a word, and the next one serves. */
static void expect_end(const char *verb, int how)
{
    ask(verb, 30000);
    while (core_hear(&core))
        ;
    int end = rig_wait(core.pid);
    test_checks++;
    if (end != how) {
        fprintf(stderr, "%s: ended with %d, wanted %d\n", verb, end, how);
        test_failures++;
    }
    start();
    answer_port();
}

static void test_ends(void)
{
    expect_end("hang", WATCHDOG_EXIT);
    expect_end("spin", WATCHDOG_EXIT);
    expect_end("crash", -SIGABRT);
    expect_end("flood", -SIGABRT);
    expect_end("late", -SIGABRT);
}

/* A cancelled request that the driver does not end is ended for it. */
static void test_never(const char *verb, const char *effect)
{
    core_expect(&core, ask(verb, 100), "broken", effect);
    check_text(json_text(core.attr, "reason"), "late");
    check(rig_wait(core.pid) == 1);
    start();
    answer_port();
}

static void test_half(void)
{
    char bytes[4];
    ask("half", 30000);
    check(rig_readable(port) && read(port, bytes, sizeof bytes) == sizeof bytes);
    close(port);
    core_expect(&core, core.asked, "gone", "unknown");
    answer_port(); /* it calls again by itself */
    ask("stranger", 30000);
    close(port);
    core_expect(&core, core.asked, "gone", "none");
    port = -1;
}

/* A timer that is set while the port is being lost is none. */
static void test_ghost(void)
{
    ask("ghost", 30000);
    core_expect(&core, ask("fine", 1000), "broken", "none"); /* by now it has heard of the first */
    close(port);
    core_expect(&core, core.asked - 1, "gone", "none");
    answer_port();
}

static void test_modules(void)
{
    static const char *const verbs[] = {"x", NULL};
    static const uint32_t ports[] = {KD_TCP, 0};
    struct module module;
    check(module_open(&module, BUILD "/lib/drivers", "escpos") == OK);
    struct kd_driver driver = module.driver, good = module.driver;
    check(module_check(&driver, "escpos") == OK && module_has_verb(&module, "print") && !module_has_verb(&module, "p"));
    driver.abi++;
    check(module_check(&driver, "escpos") == E_FORMAT);
    driver = good;
    driver.size = offsetof(struct kd_driver, frame) - 8;
    check(module_check(&driver, "escpos") == E_FORMAT);
    driver = good;
    driver.device_class = "toaster";
    check(module_check(&driver, "escpos") == E_FORMAT);
    driver = good;
    driver.request = NULL;
    check(module_check(&driver, "escpos") == E_FORMAT);
    driver = (struct kd_driver){.size = sizeof driver,
                                .abi = KD_ABI,
                                .name = "x",
                                .device_class = "card",
                                .verbs = verbs,
                                .ports = ports,
                                .request = good.request,
                                .cancel = good.cancel};
    check(module_check(&driver, "x") == OK && module_check(&driver, "y") == E_FORMAT);
    module_close(&module);
    check(module_open(&module, BUILD "/lib/drivers", "nobody") == E_IO);
    check(module_open(&module, BUILD "/lib/drivers", "../escpos") == E_FORMAT);
}

/* Wrong settings end the program with a line that says what is wrong. */
static void test_settings(const char *devices)
{
    struct rig other;
    rig_start(&other, BUILD "/lib/drivers", devices);
    check(rig_wait(rig_run(&other, "anjungan-driver", "printer", false)) == 1);
    rig_stop(&other);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    test_modules();
    test_settings("{ name = \"screen\"; }");
    test_settings("{ name = \"printer\"; class = \"card\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:9\"; }");
    test_settings("{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:printer:9100\"; }");
    test_settings("{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:9,9600\"; }");
    test_settings("{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"usb:1\"; }");
    rig_start(&rig, BUILD "/tests/device",
              "{ name = \"printer\"; class = \"printer\"; driver = \"naughty\"; port = \"tcp:127.0.0.1:%d\"; }");
    core_open(&core, &rig, "printer");
    core_expect_status(&core, "noDevice", "unknown");
    answer_port();
    test_lies();
    test_ends();
    test_never("never", "none");
    test_never("half", "unknown");
    test_half();
    answer_port();
    test_ghost();
    check(rig_end(core.pid) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
