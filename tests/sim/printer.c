/* printer: the simulated printer is as strict, and as stubborn, as the manuals say real ones are. */
#include "sim/printer.h"
#include "test.h"

#include <stdlib.h>

#define TAKE(...) take((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))
#define SAID(...) said((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static struct printer printer;
static uint8_t heard[256];
static size_t n_heard;
static int cuts, unplugs;

static void on_reply(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine;
    memcpy(heard + n_heard, bytes, n);
    n_heard += n;
}

static void on_cut(void *mine, const struct strip *strip, const struct slip *slip)
{
    (void)mine, (void)slip;
    cuts++;
    check(strip->n_bytes > 0);
}

static void on_unplugged(void *mine)
{
    (void)mine;
    unplugs++;
}

static size_t take(const uint8_t *bytes, size_t n)
{
    return printer_take(&printer, bytes, n);
}

/* Exactly these bytes were said since the last time. */
static bool said(const uint8_t *bytes, size_t n)
{
    bool same = n == n_heard && memcmp(bytes, heard, n) == 0;
    n_heard = 0;
    return same;
}

static bool said_nothing(void)
{
    return n_heard == 0;
}

static void start(void)
{
    printer_close(&printer);
    printer = (struct printer){.reply = on_reply, .cut = on_cut, .unplugged = on_unplugged};
    printer_open(&printer);
    n_heard = 0;
    cuts = unplugs = 0;
}

static void test_status(void)
{
    start();
    TAKE(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4);
    check(SAID(0x16, 0x12, 0x12, 0x12));
    printer_set_paper(&printer, PAPER_LOW);
    printer_set_cover(&printer, true);
    check(said_nothing());
    TAKE(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 4);
    check(SAID(0x1e, 0x16, 0x1e));
    printer_set_cover(&printer, false);
    TAKE(0x1d, 'a', 0x0e);
    check(SAID(0x10, 0, 3, 0));
    printer_set_paper(&printer, PAPER_OUT);
    check(SAID(0x18, 0, 0x0f, 0));
    printer_set_paper(&printer, PAPER_OUT);
    check(said_nothing());
    printer_set_paper(&printer, PAPER_FULL);
    check(SAID(0x10, 0, 0, 0));
    printer_set_jam(&printer, true);
    check(SAID(0x18, 0x08, 0, 0));
    TAKE(0x10, 0x04, 2, 0x10, 0x04, 3);
    check(SAID(0x52, 0x1a));
    printer_set_jam(&printer, false);
    check(SAID(0x10, 0, 0, 0));
    printer_set_halted(&printer, true);
    check(SAID(0x18, 0, 0, 0));
    printer_set_halted(&printer, false);
    check(SAID(0x10, 0, 0, 0));
    printer_set_busy(&printer, true);
    TAKE(0x1d, 'r', 1, 0x10, 0x04, 3);
    check(SAID(0x12));
    printer_set_busy(&printer, false);
    check(SAID(0x00));
    TAKE(0x1b, '@');
    printer_set_paper(&printer, PAPER_LOW);
    check(said_nothing());
}

static void test_page(void)
{
    start();
    TAKE(0x1b, '@', 0x1d, 'v', '0', 0, 1, 0, 2, 0, 0x81, 0xff, 0x1d, 'V', 66, 0, 0x1d, 'r', 1);
    check(SAID(0x00) && cuts == 1 && printer.last.rows == 2 && printer.last.whole && printer.strange == 0);
    TAKE(0x1d, 'V', 66, 0); /* bare paper is no slip */
    check(cuts == 1 && printer.last.number == 1);
    TAKE(0x1d, 'V', 1, 0x1b, 'd', 5, 0x1b, 'J', 5, '\n');
    TAKE(0x1d, '(', 'H', 6, 0, 48, 48, 'A', 'B', 'C', 'D');
    check(SAID(0x37, 0x22, 'A', 'B', 'C', 'D', 0) && printer.strange == 0);
    TAKE('H', 'i');
    check(printer.strange == 2);
}

/* Paper out in the middle: nothing is executed, everything is kept, and it all comes out with the new roll. */
static void test_leftover(void)
{
    start();
    printer_break(&printer, printer_lose_paper, 9);
    TAKE(0x1d, 'v', '0', 0, 1, 0, 3, 0, 1, 2, 3, 0x1d, 'V', 66, 0, 0x1d, 'r', 1);
    check(printer.strip.inked == 1 && printer.paper == PAPER_OUT && cuts == 0 && said_nothing());
    printer_set_paper(&printer, PAPER_FULL);
    check(cuts == 1 && printer.last.rows == 2 && printer.torn == 1);
    check(SAID(0x00));
    start();
    printer_break(&printer, printer_lose_paper, 9);
    TAKE(0x1d, 'v', '0', 0, 1, 0, 3, 0, 1, 2, 3, 0x1d, 'V', 66, 0, 0x1d, 'r', 1);
    TAKE(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
    check(SAID(0x37, 0x25, 0));
    printer_set_paper(&printer, PAPER_FULL);
    check(cuts == 0 && said_nothing() && printer.n_buffer == 0);
    start();
    printer_break(&printer, printer_unplug, 9);
    check(TAKE(0x1d, 'v', '0', 0, 1, 0, 3, 0, 1, 2, 3) == 10 && unplugs == 1);
    check(TAKE(1, 2, 3) == 0);
    printer_set_power(&printer, true);
    check(printer.n_buffer == 0 && printer.torn == 1 && TAKE(0x1d, 'V', 66, 0) == 4 && cuts == 0);
}

/* So much of the roll is left: exactly those rows come out, and what follows waits for the next one. */
static void test_roll(void)
{
    start();
    printer_leave_paper(&printer, 2);
    check(printer.paper == PAPER_LOW && printer_online(&printer));
    TAKE(0x1d, 'v', '0', 0, 1, 0, 3, 0, 1, 2, 3, 0x1d, 'V', 66, 0);
    check(printer.strip.inked == 2 && printer.paper == PAPER_OUT && printer.left == 0 && cuts == 0);
    printer_set_paper(&printer, PAPER_FULL);
    check(printer.left < 0 && cuts == 1 && printer.last.rows == 1);
    start();
    printer_leave_paper(&printer, 100);
    TAKE('\n', '\n', '\n');
    check(printer.left == 10 && printer.paper == PAPER_LOW);
    TAKE('\n');
    check(printer.paper == PAPER_OUT);
    start();
    printer_leave_paper(&printer, 0);
    check(printer.paper == PAPER_OUT);
}

/* Real-time commands are heard inside a picture and taken out of it; what only begins like one is data. */
static void test_real_time(void)
{
    start();
    TAKE(0x1d, 'v', '0', 0, 4, 0, 1, 0, 0x10, 0x04, 1, 7);
    check(SAID(0x16) && printer.strip.inked == 0);
    TAKE(8, 9, 10);
    check(printer.strip.inked == 1);
    TAKE(0x1d, 'v', '0', 0, 10, 0, 1, 0, 0x10, 0x04, 0x05, 0x10, 0x10, 0x05, 0x07, 0x10, 0x14, 0x09);
    check(printer.strip.inked == 2 && said_nothing());
    TAKE(0x1d, 'v', '0', 0, 1, 0, 1, 0, 0x10);
    check(printer.strip.inked == 2);
    TAKE(0x10, 0x04, 4);
    check(printer.strip.inked == 3 && SAID(0x12) && printer.strange == 0);
}

/* Full, it takes no data any more; a real-time command that comes first is still heard. */
static void test_full(void)
{
    uint8_t lines[PRINTER_BUFFER + 100];
    memset(lines, '\n', sizeof lines);
    start();
    printer_set_cover(&printer, true);
    check(take(lines, sizeof lines) == PRINTER_BUFFER);
    check(TAKE('\n') == 0 && TAKE(0x10, 0x04, 2) == 3 && SAID(0x16));
    printer_set_cover(&printer, false);
    check(printer.n_buffer == 0 && printer.strip.n_rows == PRINTER_BUFFER * 30);
}

static void test_silence(void)
{
    start();
    printer_set_silent(&printer, true);
    TAKE(0x10, 0x04, 1, 0x1d, 'r', 1, 0x1d, 'a', 0x0e);
    printer_set_paper(&printer, PAPER_OUT);
    check(said_nothing());
}

/* Whatever comes: it never runs out of its buffer, and never waits for ever for what it cannot take. */
static void test_noise(void)
{
    uint32_t seed = 12345;
    start();
    for (int i = 0; i < 200000; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint8_t byte = (uint8_t)(seed >> 24);
        if (byte < 40)
            byte = (uint8_t) "\x1d\x1b\x10\x14v0VH(ar@"[byte % 12];
        n_heard = 0;
        check(take(&byte, 1) == 1);
        if (i % 1000 == 0)
            TAKE(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
    }
}

int main(void)
{
    test_status();
    test_page();
    test_leftover();
    test_roll();
    test_real_time();
    test_full();
    test_silence();
    test_noise();
    printer_close(&printer);
    return test_end();
}
