/* usb: the real anjungan-driver with the real escpos.so and an unmodified libusb, on an emulated bus (umockdev) with
 * the simulator's printer behind it: paper that runs out, cables that are pulled at any transfer, endpoints that stall,
 * descriptors that lie, twins. What the driver says of a page must be true on the paper, and the next page comes out.
 */
#define _GNU_SOURCE
#include "printed.h"

#include "lies.h"
#include "mock.h"

enum {
    BYTES = 2 + 3 + ROWS / BAND * BAND_BYTES + 4 + 3,
    FIRST = 16 /* behind the questions, in the first transfer that acts */
};

static size_t printer_takes(struct mock *mock, const uint8_t *bytes, size_t n)
{
    return printer_take(mock->mine, bytes, n);
}

static void printer_answers(void *mine, const uint8_t *bytes, size_t n)
{
    mock_answer(mine, 0x82, bytes, n);
}

static struct mock plug = {.path = "1-1",
                           .serial = "A1",
                           .descriptors = honest,
                           .n_descriptors = sizeof honest,
                           .take = printer_takes,
                           .mine = &printer};

static void do_printer(void (*what)(struct printer *printer, void *mine), void *mine)
{
    mock_lock();
    what(&printer, mine);
    mock_unlock();
}

static void start_driver(const char *name)
{
    mock_show();
    core_open(&core, &rig, name);
    mock_hide();
}

static void stop_driver(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
    unlink(wire_path(rig.run, turn_text("driver.%s", core.name)));
    rmdir(rig_path(&rig, turn_text("run/driver.%s", core.name)));
}

static void expect_detail(const char *detail)
{
    while (strcmp(core.detail, detail) != 0 && core_hear(&core))
        ;
    check_text(core.device, "noDevice");
    check_text(core.detail, detail);
}

static void test_slow(void)
{
    mock_set_slow(&plug, 20000);
    expect("a slow bus", "ok", "done");
    mock_set_slow(&plug, 0);
}

static void come_back(const char *what)
{
    core_expect_status(&core, "noDevice", "unknown");
    mock_in(&plug);
    core_expect_status(&core, "online", "full");
    expect(what, "ok", "done");
}

/* From the first byte that acts to the last: whatever was under way is perhaps on paper. */
static void test_unplugged(void)
{
    static const size_t places[] = {FIRST, 4000, BAND_BYTES + 100, 3 * BAND_BYTES, BYTES - 20};
    for (size_t i = 0; i < COUNT(places); i++) {
        mock_end_after(&plug, MOCK_LEAVES, places[i]);
        expect(turn_text("unplugged at byte %zu", places[i]), "gone", "unknown");
        mock_out(&plug);
        core_expect_status(&core, "noDevice", "unknown");
        expect("still unplugged", "gone", "none");
        come_back("after it was plugged in again");
    }
    set_truth(do_silent, true);
    int64_t id = ask_for_print(&core, 15000);
    core_ask(&core, ++last_id, "print", json_object(), 100, -1);
    core_expect(&core, last_id, "broken", "none");
    mock_out(&plug);
    core_expect(&core, id, "gone", "none");
    set_truth(do_silent, false);
    come_back("after it was pulled before the page");
}

/* A controller that says error, and an endpoint that stays stalled until it is told: the device is there, and comes
 * back without anybody touching it. */
static void test_errors(void)
{
    static const enum mock_end ends[] = {MOCK_FAILS, MOCK_STALLS};
    for (size_t i = 0; i < COUNT(ends); i++) {
        mock_end_after(&plug, ends[i], BAND_BYTES + 1000);
        expect("a transfer that fails", "gone", "unknown");
        core_expect_status(&core, "noDevice", "unknown");
        core_expect_status(&core, "online", "full");
        expect("after it", "ok", "done");
    }
}

/* A printer that stops taking: the transfer is taken back in its middle, and the device is reset. */
static void test_stuck(void)
{
    int resets = plug.resets;
    set_truth(do_busy, true);
    core_expect(&core, ask_for_print(&core, 300), "timeout", "unknown");
    check(plug.resets == resets + 1);
    set_truth(do_busy, false);
    core_expect_status(&core, "noDevice", "unknown");
    core_expect_status(&core, "online", "full");
    expect("after it went on", "ok", "done");
}

/* ---- which one */

static struct printer twin_printer;
static struct mock twin = {.path = "1-2",
                           .serial = "A1",
                           .descriptors = honest,
                           .n_descriptors = sizeof honest,
                           .take = printer_takes,
                           .mine = &twin_printer};

static void expect_only(const char *name, const char *detail)
{
    start_driver(name);
    if (*detail)
        expect_detail(detail);
    else
        core_expect_status(&core, "online", "full");
    stop_driver();
}

static void test_twins(void)
{
    mock_in(&twin);
    expect_only("printer", "several");
    expect_only("serial", "several");
    expect_only("place", "");
    mock_out(&twin);
    twin.serial = "B2";
    mock_in(&twin);
    expect_only("serial", "");
    start_driver("printer");
    expect_detail("several");
    mock_out(&twin);
    core_expect_status(&core, "online", "full");
    stop_driver();
}

/* ---- descriptors that lie */

static void test_lies(void)
{
    struct mock liar = {.path = "1-3", .take = printer_takes, .mine = &twin_printer};
    uint8_t bytes[sizeof honest];
    mock_out(&plug);
    start_driver("printer");
    for (size_t i = 0; i < COUNT(lies); i++) {
        memcpy(bytes, honest, sizeof bytes);
        bytes[lies[i].at] = lies[i].byte;
        liar.descriptors = bytes;
        liar.n_descriptors = lies[i].size ? lies[i].size : sizeof bytes;
        mock_in(&liar);
        check(mock_claims(&liar) >= 0);
        core_expect(&core, ask_for_print(&core, 15000), "gone", "none"); /* it lives */
        if (mock_claims(&liar) != 0) {
            fprintf(stderr, "taken: a device that says %s\n", lies[i].what);
            test_failures++;
        }
        mock_out(&liar);
    }
    check_text(core.detail, "shape");
    mock_in(&plug);
    core_expect_status(&core, "online", "full");
    expect("an honest one after all that", "ok", "done");
    stop_driver();
}

/* It leaves while it is being opened: then it is not there, and nobody has taken it. */
static void test_shy(void)
{
    struct mock shy = {.path = "1-3",
                       .descriptors = honest,
                       .n_descriptors = sizeof honest,
                       .take = printer_takes,
                       .mine = &twin_printer,
                       .shy = true};
    start_driver("printer");
    core_expect_status(&core, "noDevice", "unknown");
    mock_in(&shy);
    check(mock_claims(&shy) >= 0);
    do
        core_expect(&core, ask_for_print(&core, 15000), "gone", "none");
    while (mock_claims(&shy) == 0);
    core_expect(&core, ask_for_print(&core, 15000), "gone", "none"); /* by now it has said what it had to say */
    check_text(core.detail, "");
    mock_out(&shy);
    stop_driver();
}

static const char *row(const char *name, const char *more)
{
    return turn_text("{ name = \"%s\"; class = \"printer\"; driver = \"escpos\"; port = \"usb:04b8:0e15%s\"; }", name,
                     more);
}

int main(void)
{
    check(sodium_init() >= 0);
    signal(SIGPIPE, SIG_IGN);
    if (!mock_start()) {
        printf("skipped: umockdev cannot show devices here\n");
        return 77;
    }
    printer = (struct printer){.reply = printer_answers, .mine = &plug};
    twin_printer = (struct printer){.reply = printer_answers, .mine = &twin};
    printer_open(&printer);
    printer_open(&twin_printer);
    with_printer = do_printer;
    rig_start(&rig, BUILD "/lib/drivers",
              turn_text("%s, %s, %s", row("printer", ""), row("serial", ",serial=A1"), row("place", ",path=1-2")));
    start_driver("printer");
    core_expect_status(&core, "noDevice", "unknown");
    mock_in(&plug);
    core_expect_status(&core, "online", "full");
    expect("the first page", "ok", "done");
    test_paper();
    test_slow();
    test_unplugged();
    test_errors();
    test_stuck();
    stop_driver();
    test_twins();
    test_lies();
    mock_out(&plug);
    test_shy();
    printer_close(&printer);
    printer_close(&twin_printer);
    rig_stop(&rig);
    mock_stop();
    return test_end();
}
