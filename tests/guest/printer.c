/* printer: what tests/device/usb.c does on an emulated bus, on a real kernel's: pages while paper and cable are not as
 * they should be. `printer smoke` prints, is unplugged in the middle and prints again. */
#define _GNU_SOURCE
#include "plugged.h"

static void test_print(void)
{
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

static void test_all(void)
{
    static const size_t places[] = {16, 5000, 3 * BAND_BYTES};
    test_paper();
    test_slow();
    for (size_t i = 0; i < COUNT(places); i++)
        test_unplugged(places[i]);
    test_stall();
    test_stuck();
}

int main(int argc, char **argv)
{
    plugged_open();
    test_print();
    if (argc > 1 && strcmp(argv[1], "smoke") == 0)
        test_unplugged(5000);
    else
        test_all();
    return plugged_close();
}
