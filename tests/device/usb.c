/* usb: the real anjungan-driver with the real escpos.so and an unmodified libusb, on an emulated bus (umockdev) with
 * the simulator's printer behind it: paper that runs out, cables that are pulled at any transfer, endpoints that stall,
 * descriptors that lie, twins. What the driver says of a page must be true on the paper, and the next page comes out.
 */
#define _GNU_SOURCE
#include "page.h"
#include "plug.h"

enum {
    BYTES = 2 + 3 + ROWS / BAND * BAND_BYTES + 4 + 3,
    FIRST = 16 /* behind the questions, in the first transfer that acts */
};

static struct rig rig;
static struct rig_core core;
static struct printer printer;
static struct plug plug = {
    .path = "1-1", .serial = "A1", .descriptors = plug_printer, .n_descriptors = sizeof plug_printer};

struct truth {
    int slips;
    size_t rows, strange;
    bool last_is_page;
};

static void read_truth(struct printer *p, void *mine)
{
    struct truth *truth = mine;
    *truth = (struct truth){p->last.number, p->strip.inked, p->strange,
                            p->last.whole && strcmp(p->last.dots, page_hash) == 0};
}

static struct truth look(void)
{
    struct truth truth;
    plug_do(&plug, read_truth, &truth);
    return truth;
}

/* Prints a page and holds the done against the paper. What hangs out of an earlier page is cut off before it. */
static void expect(const char *what, const char *result, const char *effect)
{
    int failures = test_failures;
    struct truth before = look();
    core_expect(&core, ask_for_print(&core, 15000), result, effect);
    struct truth after = look();
    if (strcmp(core.effect, "done") == 0)
        check(after.slips == before.slips + 1 + (before.rows > 0) && after.rows == 0 && after.last_is_page);
    if (strcmp(core.effect, "none") == 0)
        check(after.slips == before.slips && after.rows == before.rows);
    check(after.strange == 0);
    if (test_failures > failures)
        fprintf(stderr, "  %s: slips %d to %d, %zu rows hang out\n", what, before.slips, after.slips, after.rows);
}

static void start_driver(const char *name)
{
    plug_show();
    core_open(&core, &rig, name);
    plug_hide();
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

static void set_paper(struct printer *p, void *mine)
{
    printer_set_paper(p, *(enum printer_paper *)mine);
}

static void lose_paper_later(struct printer *p, void *mine)
{
    printer_break(p, printer_lose_paper, *(size_t *)mine);
}

static void set_silent(struct printer *p, void *mine)
{
    printer_set_silent(p, *(bool *)mine);
}

static void set_busy(struct printer *p, void *mine)
{
    printer_set_busy(p, *(bool *)mine);
}

static void do_bool(void (*what)(struct printer *, void *), bool value)
{
    plug_do(&plug, what, &value);
}

static void test_paper(void)
{
    enum printer_paper out = PAPER_OUT, full = PAPER_FULL;
    plug_do(&plug, set_paper, &out);
    core_expect_status(&core, "offline", "out");
    expect("no paper", "empty", "none");
    plug_do(&plug, set_paper, &full);
    core_expect_status(&core, "online", "full");
    plug_do(&plug, lose_paper_later, &(size_t){2 * BAND_BYTES});
    expect("paper out in the middle", "empty", "unknown");
    plug_do(&plug, set_paper, &full);
    core_expect_status(&core, "online", "full");
    expect("after the refill", "ok", "done");
}

static void test_slow(void)
{
    plug_set_slow(&plug, 20000);
    expect("a slow bus", "ok", "done");
    plug_set_slow(&plug, 0);
}

static void come_back(const char *what)
{
    core_expect_status(&core, "noDevice", "unknown");
    plug_in(&plug);
    core_expect_status(&core, "online", "full");
    expect(what, "ok", "done");
}

/* From the first byte that acts to the last: whatever was under way is perhaps on paper. */
static void test_unplugged(void)
{
    static const size_t places[] = {FIRST, 4000, BAND_BYTES + 100, 3 * BAND_BYTES, BYTES - 20};
    for (size_t i = 0; i < COUNT(places); i++) {
        plug_end_after(&plug, PLUG_LEAVES, places[i]);
        expect(turn_text("unplugged at byte %zu", places[i]), "gone", "unknown");
        plug_out(&plug);
        core_expect_status(&core, "noDevice", "unknown");
        expect("still unplugged", "gone", "none");
        come_back("after it was plugged in again");
    }
    do_bool(set_silent, true);
    int64_t id = ask_for_print(&core, 15000);
    core_ask(&core, ++last_id, "print", json_object(), 100, -1);
    core_expect(&core, last_id, "broken", "none");
    plug_out(&plug);
    core_expect(&core, id, "gone", "none");
    do_bool(set_silent, false);
    come_back("after it was pulled before the page");
}

/* A controller that says error, and an endpoint that stays stalled until it is told: the device is there, and comes
 * back without anybody touching it. */
static void test_errors(void)
{
    static const enum plug_end ends[] = {PLUG_FAILS, PLUG_STALLS};
    for (size_t i = 0; i < COUNT(ends); i++) {
        plug_end_after(&plug, ends[i], BAND_BYTES + 1000);
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
    do_bool(set_busy, true);
    core_expect(&core, ask_for_print(&core, 300), "timeout", "unknown");
    check(plug.resets == resets + 1);
    do_bool(set_busy, false);
    core_expect_status(&core, "noDevice", "unknown");
    core_expect_status(&core, "online", "full");
    expect("after it went on", "ok", "done");
}

/* ---- which one */

static struct printer twin_printer;
static struct plug twin = {
    .path = "1-2", .serial = "A1", .descriptors = plug_printer, .n_descriptors = sizeof plug_printer};

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
    plug_in(&twin);
    expect_only("printer", "several");
    expect_only("serial", "several");
    expect_only("place", "");
    plug_out(&twin);
    twin.serial = "B2";
    plug_in(&twin);
    expect_only("serial", "");
    start_driver("printer");
    expect_detail("several");
    plug_out(&twin);
    core_expect_status(&core, "online", "full");
    stop_driver();
}

/* ---- descriptors that lie */

struct lie {
    const char *what;
    size_t at, size; /* size 0: as long as it should be */
    uint8_t byte;
};

static const struct lie lies[] = {{"half of it", 0, 30, 18},
                                  {"the device's alone", 0, 18, 18},
                                  {"a configuration of no length", 18, 0, 0},
                                  {"an interface of no length", 27, 0, 0},
                                  {"an interface longer than all", 27, 0, 255},
                                  {"more endpoints than there are", 31, 0, 30},
                                  {"no endpoints", 31, 0, 0},
                                  {"an endpoint of no length", 36, 0, 0},
                                  {"an endpoint longer than all", 43, 0, 250},
                                  {"both ways in", 38, 0, 0x81},
                                  {"the control endpoint for bytes", 38, 0, 0x00},
                                  {"an interrupt endpoint", 39, 0, 3},
                                  {"packets of no bytes", 40, 0, 0},
                                  {"paper by HTTP", 34, 0, 4},
                                  {"no interfaces", 22, 0, 0},
                                  {"more interfaces than there are", 22, 0, 40}};

static void test_lies(void)
{
    struct plug liar = {.path = "1-3", .printer = &twin_printer};
    uint8_t bytes[sizeof plug_printer];
    plug_out(&plug);
    start_driver("printer");
    for (size_t i = 0; i < COUNT(lies); i++) {
        memcpy(bytes, plug_printer, sizeof bytes);
        bytes[lies[i].at] = lies[i].byte;
        liar.descriptors = bytes;
        liar.n_descriptors = lies[i].size ? lies[i].size : sizeof bytes;
        plug_in(&liar);
        check(plug_claims(&liar) >= 0);
        core_expect(&core, ask_for_print(&core, 15000), "gone", "none"); /* it lives */
        if (plug_claims(&liar) != 0) {
            fprintf(stderr, "taken: a device that says %s\n", lies[i].what);
            test_failures++;
        }
        plug_out(&liar);
    }
    check_text(core.detail, "shape");
    plug_in(&plug);
    core_expect_status(&core, "online", "full");
    expect("an honest one after all that", "ok", "done");
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
    if (!plug_start()) {
        printf("skipped: umockdev cannot show devices here\n");
        return 77;
    }
    printer_open(&printer);
    printer_open(&twin_printer);
    plug.printer = &printer;
    twin.printer = &twin_printer;
    rig_start(&rig, BUILD "/lib/drivers",
              turn_text("%s, %s, %s", row("printer", ""), row("serial", ",serial=A1"), row("place", ",path=1-2")));
    start_driver("printer");
    core_expect_status(&core, "noDevice", "unknown");
    plug_in(&plug);
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
    plug_out(&plug);
    printer_close(&printer);
    printer_close(&twin_printer);
    rig_stop(&rig);
    plug_stop();
    return test_end();
}
