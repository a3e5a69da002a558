/* usb: what tests/device/usb.c does on an emulated bus, on a real kernel's: the guest of tests/guest/run, in which this
 * is the only program besides the driver it starts. `usb smoke` prints, is unplugged in the middle and prints again. */
#define _GNU_SOURCE
#include "../device/printed.h"

#include "../device/lies.h"
#include "gadget.h"
#include "liar.h"

static void start_driver(void)
{
    core_open(&core, &rig, "printer");
}

static void stop_driver(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
    unlink(wire_path(rig.run, "driver.printer"));
    rmdir(rig_path(&rig, "run/driver.printer"));
}

static void note(const char *what)
{
    printf("%lld.%03d %s\n", (long long)(clock_ms() / 1000), (int)(clock_ms() % 1000), what);
    fflush(stdout);
}

static void expect_again(const char *what)
{
    char done[80];
    snprintf(done, sizeof done, "%s", what);
    core_expect_status(&core, "online", "full");
    expect(done, "ok", "done");
    note(done);
}

static void test_print(void)
{
    core_expect_status(&core, "noDevice", "unknown");
    gadget_plug();
    expect_again("plugged in, and a page printed");
}

static void test_unplugged(size_t at)
{
    gadget_end_after(GADGET_LEAVES, at);
    expect(turn_text("unplugged at byte %zu", at), "gone", "unknown");
    core_expect_status(&core, "noDevice", "unknown");
    gadget_plug();
    expect_again(turn_text("unplugged at byte %zu, plugged in again", at));
}

static void test_stall(void)
{
    gadget_end_after(GADGET_STALLS, BAND_BYTES + 1000);
    expect("an endpoint that stalls", "gone", "unknown");
    core_expect_status(&core, "noDevice", "unknown");
    expect_again("an endpoint stalled, and was cleared");
}

static void test_slow(void)
{
    gadget_set_slow(5000);
    expect("a slow device", "ok", "done");
    gadget_set_slow(0);
    note("a slow device");
}

static void test_stuck(void)
{
    set_truth(do_busy, true);
    core_expect(&core, ask_for_print(&core, 1000), "timeout", "unknown");
    core_expect_status(&core, "noDevice", "unknown");
    set_truth(do_busy, false);
    expect_again("it stopped taking, and was reset");
}

static void test_storm(void)
{
    for (int i = 0; i < 20; i++) {
        gadget_unplug();
        usleep(1000u * (unsigned)(i * 7 % 60));
        gadget_plug();
        usleep(1000u * (unsigned)(i * 13 % 200));
    }
    core_ask(&core, ++last_id, "print", json_object(), 100, -1); /* whatever it says: it lives */
    check(core_await(&core, last_id));
    core.device[0] = 0;
    for (int i = 0; i < 100 && strcmp(core.result, "ok") != 0; i++)
        check(core_await(&core, ask_for_print(&core, 15000)));
    check_text(core.result, "ok");
    note("20 times unplugged and plugged in");
}

static bool usblp_has_it(void)
{
    return access("/dev/usb/lp0", F_OK) == 0;
}

static void wait_for_usblp(bool has)
{
    for (int i = 0; i < 1000 && usblp_has_it() != has; i++)
        usleep(10000);
    check(usblp_has_it() == has);
}

/* The kernel's own printer driver takes it first, is put aside, and gets it back. */
static void test_usblp(void)
{
    stop_driver();
    check(system("insmod /modules/later/usblp.ko") == 0);
    wait_for_usblp(true);
    start_driver();
    core_expect_status(&core, "online", "full");
    wait_for_usblp(false);
    expect("taken from usblp", "ok", "done");
    stop_driver();
    wait_for_usblp(true);
    start_driver();
    expect_again("taken from usblp, given back and taken again");
}

/* The kernel refuses some, repairs others and shows the rest; none of them may end or mislead the driver. */
static void test_lies(void)
{
    uint8_t bytes[sizeof honest];
    gadget_unplug();
    core_expect_status(&core, "noDevice", "unknown");
    for (size_t i = 0; i < COUNT(lies); i++) {
        memcpy(bytes, honest, sizeof bytes);
        bytes[lies[i].at] = lies[i].byte;
        liar_in(bytes, lies[i].size ? lies[i].size : sizeof bytes);
        usleep(800000); /* for the kernel to make up its mind */
        check(core_await(&core, ask_for_print(&core, 1000)));
        if (strcmp(core.effect, "done") == 0)
            fprintf(stderr, "printed on a device that says %s\n", lies[i].what);
        check(strcmp(core.effect, "done") != 0);
        liar_out();
        turn_end();
    }
    core.device[0] = 0;
    gadget_plug();
    expect_again("an honest one after 16 liars");
}

static void test_all(void)
{
    static const size_t places[] = {16, 5000, 3 * BAND_BYTES};
    test_paper();
    test_slow();
    for (size_t i = 0; i < COUNT(places); i++)
        test_unplugged(places[i]);
    test_stall();
    test_stuck();
    test_storm();
    test_usblp();
    test_lies();
}

int main(int argc, char **argv)
{
    check(sodium_init() >= 0);
    signal(SIGPIPE, SIG_IGN);
    printer_open(&printer);
    with_printer = gadget_do;
    gadget_open(&printer);
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"usb:04b8:0e15\"; }");
    start_driver();
    test_print();
    if (argc > 1 && strcmp(argv[1], "smoke") == 0)
        test_unplugged(5000);
    else
        test_all();
    stop_driver();
    rig_stop(&rig);
    return test_end();
}
