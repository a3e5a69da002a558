/* matrix: the ESC/POS driver against the strict printer of the simulator, with every mishap at every byte.
 *
 * One page is printed while something goes wrong; then somebody repairs it and a second page is printed. What the
 * driver says of the first page must be true on the paper, it must say it once, and the second page must come out
 * alone: nothing of the first before, in or after it. */
#include "test.h"

#include "printer/oracle.h"
#include "proof/stand.h"
#include "sim/printer.h"

#include <sodium.h>

enum { WIDTH = 64, STRIDE = WIDTH / 8, ROWS = 20, PAGE = STRIDE * ROWS, LONGEST = 420, TURNS_MAX = 20000 };

enum fault {
    NO_FAULT,
    PAPER,
    COVER,
    JAM,
    HALT,
    SILENCE,
    CABLE,
    POWER,
    CANCEL,
    DEADLINE,
    NOISE,
    NOISE_AND_PAPER,
    FAULTS
};

static const char *const fault_names[FAULTS] = {"nothing",  "paper out", "cover open", "jam",
                                                "off-line", "silence",   "cable",      "power",
                                                "cancel",   "deadline",  "noise",      "noise, then paper out"};

struct profile {
    const char *name;
    struct kd_attr attr[4];
};

static const struct profile profiles[] = {
    {"asb", {{"band", 6, {0}}, {"asb", 1, {0}}, {"processid", 0, {0}}, {"cut", 1, {0}}}},
    {"asb, process id", {{"band", 6, {0}}, {"asb", 1, {0}}, {"processid", 1, {0}}, {"cut", 1, {0}}}},
    {"looking", {{"band", 6, {0}}, {"asb", 0, {0}}, {"processid", 0, {0}}, {"cut", 1, {0}}}},
    {"looking, process id", {{"band", 5, {0}}, {"asb", 0, {0}}, {"processid", 1, {0}}, {"cut", 1, {0}}}},
};

static struct stand stand;
static struct printer printer;
static struct oracle oracle; /* reads along, as far as the printer takes */
static const struct profile *profile;
static uint8_t replies[1024], pages[2][PAGE];
static size_t n_replies;
static size_t delivered; /* bytes of this request that reached the printer */
static enum fault fault;
static size_t fault_at;
static uint8_t noise;
static bool struck;
static int seen[FAULTS][3];

static void on_reply(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine;
    if (n_replies + n <= sizeof replies)
        memcpy(replies + n_replies, bytes, n);
    n_replies += n;
}

static void attach(void)
{
    stand_attach(&stand, profile->attr, COUNT(profile->attr));
}

static void lose(void)
{
    stand_lose(&stand);
    oracle_hang_up(&oracle);
    n_replies = 0;
}

/* The mishaps that come over the line, when its time is there. The printer's own are set at the printer. */
static void strike(void)
{
    if (struck || delivered < fault_at || !stand.request)
        return;
    struck = true;
    if (fault == CABLE || fault == POWER)
        lose();
    if (fault == POWER) {
        printer_set_power(&printer, false);
        oracle_free(&oracle);
    }
    if (fault == CANCEL || fault == DEADLINE)
        stand_cancel(&stand, fault == CANCEL ? KD_CANCELLED : KD_TIMEOUT);
    if (fault == NOISE || fault == NOISE_AND_PAPER)
        on_reply(NULL, &noise, 1);
    if (fault == NOISE_AND_PAPER)
        printer_break(&printer, printer_lose_paper, 7);
}

/* One thing happens: an answer arrives, a byte is delivered, or time passes. False when nothing can. */
static bool turn(void)
{
    uint8_t byte = replies[0];
    if (stand.reset_wanted) {
        lose();
        attach();
        return true;
    }
    if (n_replies > 0) {
        memmove(replies, replies + 1, --n_replies);
        stand_hear(&stand, &byte, 1);
        return true;
    }
    byte = stand.queue[0];
    if (stand.dev.state && stand.n_queue > 0 && printer_take(&printer, &byte, 1) == 1) {
        delivered++;
        oracle_take(&oracle, &byte, 1);
        stand_take(&stand, 1);
        return true;
    }
    return stand.request && stand.dev.state && stand_wait(&stand);
}

static void run_until_done(void)
{
    int turns = 0;
    for (strike(); stand.request && turns < TURNS_MAX && turn(); turns++)
        strike();
    check(stand.request == 0 && stand.dones == 1);
}

/* Whatever is still on its way arrives; time stands still. */
static void settle(void)
{
    int turns = 0;
    while (stand.dev.state && (stand.reset_wanted || n_replies > 0 || stand.n_queue > 0) && turns++ < TURNS_MAX &&
           turn())
        ;
}

static void print(int page)
{
    const struct kd_attr attr[] = {{"width", WIDTH, {0}},
                                   {"height", ROWS, {0}},
                                   {"raster", 0, {pages[page], PAGE}},
                                   {"number", 0, {(const uint8_t *)"A1", 2}}};
    delivered = 0;
    stand_request(&stand, "print", attr, COUNT(attr));
    run_until_done();
}

static bool slip_is(int page)
{
    uint8_t hash[16];
    char hex[STRIP_HASH];
    crypto_generichash(hash, sizeof hash, pages[page], PAGE, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return printer.last.rows == ROWS && printer.last.whole && strcmp(printer.last.dots, hex) == 0;
}

/* What the driver said of the first page, held against the paper. */
static bool is_true(void)
{
    bool slip = printer.last.number == 1 && slip_is(0) && printer.strip.inked == 0;
    bool bare = printer.last.number == 0 && printer.strip.inked == 0 && printer.torn == 0;
    return stand.effect == KD_UNKNOWN || (stand.effect == KD_DONE ? slip : bare);
}

static void repair(void)
{
    printer.mishap.happens = NULL;
    printer_set_power(&printer, true);
    printer_set_silent(&printer, false);
    if (printer.paper == PAPER_OUT)
        printer_set_paper(&printer, PAPER_FULL);
    if (printer.cover_open)
        printer_set_cover(&printer, false);
    if (printer.jammed)
        printer_set_jam(&printer, false);
    if (printer.halted)
        printer_set_halted(&printer, false);
    if (!stand.dev.state)
        attach();
    settle();
}

static void set_fault(void)
{
    static void (*const breaks[FAULTS])(struct printer *) = {[PAPER] = printer_lose_paper,
                                                             [COVER] = printer_open_cover,
                                                             [JAM] = printer_jam,
                                                             [HALT] = printer_halt,
                                                             [SILENCE] = printer_fall_silent};
    struck = fault < CABLE;
    if (breaks[fault])
        printer_break(&printer, breaks[fault], fault_at);
}

static void report(const char *what)
{
    fprintf(
        stderr,
        "%s: %s after %zu bytes (noise %02x): %s; said %d %d, slips %d, rows on the strip %zu, torn %d, strange %zu\n",
        profile->name, fault_names[fault], fault_at, noise, what, (int)stand.result, (int)stand.effect,
        printer.last.number, printer.strip.inked, printer.torn, printer.strange);
    test_failures++;
}

static void start(void)
{
    stand_begin(&stand);
    printer_close(&printer);
    oracle_free(&oracle);
    printer = (struct printer){.reply = on_reply};
    printer_open(&printer);
    n_replies = 0;
    attach();
    settle();
}

static void run_case(void)
{
    start();
    set_fault();
    print(0);
    settle();
    test_checks += 3;
    if (!is_true())
        report("not true");
    if (stand.complaint[0])
        report(stand.complaint);
    seen[fault][stand.effect]++;
    repair();
    int slips = printer.last.number + (printer.strip.inked > 0); /* what hangs out is cut off first */
    struck = true;
    print(1);
    settle();
    if (stand.effect != KD_DONE || printer.last.number != slips + 1 || !slip_is(1) || printer.strip.inked > 0)
        report("the second page did not come out alone");
    if (printer.strange > 0)
        report("letters came out");
    if (oracle.complaint[0])
        report(oracle.complaint);
    if (!oracle_shows(&oracle, pages[1], PAGE))
        report("the specification reads another second page");
    stand_lose(&stand);
}

static void run_profile(void)
{
    static const uint8_t noises[] = {0x00, 0x03, 0x0c, 0x10, 0x12, 0x16, 0x18, 0x1e, 0x37, 0x72, 0xff};
    for (fault = NO_FAULT; fault < FAULTS; fault++)
        for (fault_at = 0; fault_at < LONGEST; fault_at++)
            for (size_t i = 0; i < (fault >= NOISE ? COUNT(noises) : 1); i++) {
                noise = noises[i];
                run_case();
            }
}

static void draw_pages(void)
{
    for (size_t i = 0; i < PAGE; i++) {
        pages[0][i] = (uint8_t)(i * 37 + 5) | 0x41;
        pages[1][i] = (uint8_t)(i * 91 + 3) | 0x82;
    }
}

int main(void)
{
    draw_pages();
    if (stand_open(&stand, BUILD "/lib/drivers/escpos.so") < 0)
        return 1;
    for (size_t i = 0; i < COUNT(profiles); i++) {
        profile = &profiles[i];
        run_profile();
    }
    for (int i = 0; i < FAULTS; i++)
        printf("%-22s none %5d, done %5d, unknown %5d\n", fault_names[i], seen[i][0], seen[i][1], seen[i][2]);
    check(seen[NO_FAULT][KD_DONE] == LONGEST * (int)COUNT(profiles));
    check(seen[PAPER][KD_NONE] > 0 && seen[CABLE][KD_NONE] > 0 && seen[CABLE][KD_DONE] > 0);
    printer_close(&printer);
    stand_close(&stand);
    oracle_free(&oracle);
    return test_end();
}
