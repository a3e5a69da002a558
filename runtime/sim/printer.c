/* printer.c - see printer.h. Above: what arrives and what is answered at once; below: what is executed in its turn. */
#include "sim/printer.h"

#include <string.h>

#define LINE_ROWS 30u
#define KNIFE_ROWS 96u /* from the head to the knife */

/* ---- what it says */

static void answer(struct printer *p, const uint8_t *bytes, size_t n)
{
    if (p->power && !p->silent)
        p->reply(p->mine, bytes, n);
}

bool printer_online(const struct printer *p)
{
    return p->power && p->paper != PAPER_OUT && !p->cover_open && !p->jammed && !p->halted;
}

static uint8_t real_time_status(const struct printer *p, uint8_t n)
{
    unsigned out = p->paper == PAPER_OUT, low = p->paper != PAPER_FULL;
    switch (n) {
    case 1:
        return (uint8_t)(0x16 | (printer_online(p) ? 0 : 0x08)); /* 0x16, not 0x12: nothing is at the drawer's pin */
    case 2:
        return (uint8_t)(0x12 | (p->cover_open ? 0x04 : 0) | (out ? 0x20 : 0) | (p->jammed ? 0x40 : 0));
    case 3:
        return (uint8_t)(0x12 | (p->jammed ? 0x08 : 0));
    default:
        return (uint8_t)(0x12 | (low ? 0x0c : 0) | (out ? 0x60 : 0));
    }
}

/* The automatic status, when it is switched on and differs from what was said. */
static void push_status(struct printer *p, bool anyway)
{
    uint8_t now[4] = {0x10, 0, 0, 0};
    now[0] |= (uint8_t)((printer_online(p) ? 0 : 0x08) | (p->cover_open ? 0x20 : 0));
    now[1] |= (uint8_t)(p->jammed ? 0x08 : 0);
    now[2] |= (uint8_t)((p->paper != PAPER_FULL ? 0x03 : 0) | (p->paper == PAPER_OUT ? 0x0c : 0));
    if (p->asb == 0 || (!anyway && memcmp(now, p->asb_said, sizeof now) == 0))
        return;
    memcpy(p->asb_said, now, sizeof now);
    answer(p, now, sizeof now);
}

/* ---- what it executes in its turn: functions return how many bytes a command has, 0 while it is not there yet */

static size_t print_text(struct printer *p, const uint8_t *at)
{
    p->strange += at[0] >= 0x20; /* control characters it does not know print nothing */
    return 1;
}

static void cut(struct printer *p)
{
    if (p->strip.inked == 0) { /* a piece of bare paper */
        strip_start(&p->strip);
        return;
    }
    p->last.number++;
    p->last.rows = p->strip.inked;
    p->last.whole = !p->strip.interrupted;
    strip_hash(&p->strip, p->last.dots);
    if (p->cut)
        p->cut(p->mine, &p->strip, &p->last);
    strip_start(&p->strip);
}

static size_t cut_size(const uint8_t *at, size_t n)
{
    return n > 2 && (at[2] == 65 || at[2] == 66) ? 4 : 3;
}

static size_t cut_command(struct printer *p, const uint8_t *at, size_t n)
{
    size_t size = cut_size(at, n);
    if (n < size)
        return 0;
    if (size == 4)
        strip_feed(&p->strip, KNIFE_ROWS + at[3]);
    return size;
}

static size_t raster_command(struct printer *p, const uint8_t *at, size_t n)
{
    if (n < 8)
        return 0;
    size_t stride = at[4] | (size_t)at[5] << 8;
    if (stride == 0 || stride > 2 * STRIP_STRIDE)
        return print_text(p, at);
    p->raster_stride = stride;
    p->raster_rows = at[6] | (size_t)at[7] << 8;
    return 8;
}

static size_t process_id_command(struct printer *p, const uint8_t *at, size_t n)
{
    if (n < 11)
        return 0;
    const uint8_t response[7] = {0x37, 0x22, at[7], at[8], at[9], at[10], 0};
    answer(p, response, sizeof response);
    return 11;
}

static size_t group_separator_command(struct printer *p, const uint8_t *at, size_t n)
{
    if (n < 2)
        return 0;
    if (at[1] == 'v')
        return raster_command(p, at, n);
    if (at[1] == 'V')
        return cut_command(p, at, n);
    if (at[1] == '(')
        return n < 3 ? 0 : at[2] == 'H' ? process_id_command(p, at, n) : print_text(p, at);
    if (at[1] != 'a' && at[1] != 'r')
        return print_text(p, at);
    if (n < 3)
        return 0;
    if (at[1] == 'a') {
        p->asb = at[2];
        push_status(p, true);
    } else {
        const uint8_t sensors = p->paper == PAPER_FULL ? 0x00 : 0x03;
        answer(p, &sensors, 1);
    }
    return 3;
}

static size_t escape_command(struct printer *p, const uint8_t *at, size_t n)
{
    if (n < 2)
        return 0;
    if (at[1] == '@') {
        p->asb = 0;
        return 2;
    }
    if (at[1] != 'd' && at[1] != 'J')
        return print_text(p, at);
    if (n < 3)
        return 0;
    strip_feed(&p->strip, at[2] * (at[1] == 'd' ? LINE_ROWS : 1u));
    return 3;
}

static size_t command(struct printer *p, const uint8_t *at, size_t n)
{
    if (p->raster_rows > 0) {
        if (n < p->raster_stride)
            return 0;
        strip_print(&p->strip, at, p->raster_stride);
        p->raster_rows--;
        return p->raster_stride;
    }
    if (at[0] == 0x1b)
        return escape_command(p, at, n);
    if (at[0] == 0x1d)
        return group_separator_command(p, at, n);
    if (at[0] != '\n')
        return print_text(p, at);
    strip_feed(&p->strip, LINE_ROWS);
    return 1;
}

/* A new page: what was recorded on bare paper before it does not belong to it. */
static void begin_record(struct printer *p, const uint8_t *at)
{
    if (at[0] == 0x1b && at[1] == '@' && p->strip.n_rows == 0 && p->raster_rows == 0)
        strip_start(&p->strip);
}

static void stop(struct printer *p)
{
    p->strip.interrupted |= p->strip.n_rows > 0;
}

/* True when the mishap that was set came before the next n bytes. */
static bool mishap_comes(struct printer *p, size_t n)
{
    void (*happens)(struct printer *) = p->mishap.happens;
    if (!happens)
        return false;
    if (n <= p->mishap.after) {
        p->mishap.after -= n;
        return false;
    }
    p->mishap.happens = NULL;
    happens(p);
    return true;
}

/* So many rows of the roll went past the head. */
static void unroll(struct printer *p, size_t rows)
{
    if (p->left < 0 || p->paper == PAPER_OUT)
        return;
    p->left -= (int64_t)rows;
    if (p->left <= 0)
        printer_lose_paper(p);
}

/* The size of the next piece, without executing it: a mishap strikes before a piece it does not let pass. */
static size_t piece(const struct printer *p)
{
    const uint8_t *at = p->buffer;
    if (p->raster_rows > 0)
        return p->raster_stride;
    if (at[0] != 0x1d && at[0] != 0x1b)
        return 1;
    if (p->n_buffer < 2)
        return 2;
    if (at[0] == 0x1b)
        return at[1] == '@' ? 2 : 3;
    if (at[1] == 'V')
        return cut_size(at, p->n_buffer);
    return at[1] == 'v' ? 8 : at[1] == '(' ? 11 : 3;
}

static void execute(struct printer *p)
{
    while (printer_online(p) && !p->busy && p->n_buffer > 0 && p->n_buffer >= piece(p)) {
        if (mishap_comes(p, piece(p)))
            continue;
        const uint8_t *at = p->buffer;
        bool cuts = p->raster_rows == 0 && at[0] == 0x1d && at[1] == 'V';
        begin_record(p, at);
        size_t rows = p->strip.n_rows;
        size_t n = command(p, at, p->n_buffer);
        must(n > 0);
        strip_record(&p->strip, at, n);
        p->n_buffer -= n;
        memmove(p->buffer, p->buffer + n, p->n_buffer);
        rows = p->strip.n_rows - rows;
        if (cuts)
            cut(p);
        unroll(p, rows);
    }
}

/* ---- what arrives */

static void forget_all(struct printer *p)
{
    p->n_buffer = p->n_real_time = 0;
    p->raster_rows = 0;
}

static const uint8_t clear_command[10] = {0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};

enum match { NO, PERHAPS, YES };

static enum match match_real_time(const uint8_t *at, size_t n)
{
    if (n == 1)
        return at[0] == 0x10 ? PERHAPS : NO;
    if (at[1] == 0x04 || at[1] == 0x05)
        return n == 2 ? PERHAPS : at[2] >= 1 && at[2] <= (at[1] == 0x04 ? 4 : 2) ? YES : NO;
    if (memcmp(at, clear_command, n) != 0)
        return NO;
    return n == sizeof clear_command ? YES : PERHAPS;
}

static void obey_real_time(struct printer *p)
{
    static const uint8_t cleared[3] = {0x37, 0x25, 0x00};
    uint8_t status;
    if (p->real_time[1] == 0x04) {
        status = real_time_status(p, p->real_time[2]);
        answer(p, &status, 1);
    } else if (p->real_time[1] == 0x14) {
        forget_all(p);
        answer(p, cleared, sizeof cleared);
    } /* DLE ENQ recovers from an error of the cutter, and there is none to recover from */
}

/* Held back bytes that will not become a command are data, from the first to the one before a new DLE. */
static void release_held(struct printer *p)
{
    size_t n = 1;
    while (n < p->n_real_time && match_real_time(p->real_time + n, p->n_real_time - n) == NO)
        n++;
    memcpy(p->buffer + p->n_buffer, p->real_time, n);
    p->n_buffer += n;
    p->n_real_time -= n;
    memmove(p->real_time, p->real_time + n, p->n_real_time);
}

/* A full buffer takes no data any more, but a real-time command that comes first is still heard. */
size_t printer_take(struct printer *p, const uint8_t *bytes, size_t n)
{
    size_t i = 0;
    for (; i < n && p->power; i++) {
        p->real_time[p->n_real_time++] = bytes[i];
        enum match m = match_real_time(p->real_time, p->n_real_time);
        if (m == NO && p->n_buffer + p->n_real_time > sizeof p->buffer) {
            p->n_real_time--;
            break;
        }
        if (m == YES) {
            obey_real_time(p);
            p->n_real_time = 0;
        } else if (m == NO) {
            release_held(p);
            execute(p);
        }
    }
    return i;
}

/* ---- what people do */

static void tear_off(struct printer *p)
{
    p->torn += p->strip.inked > 0;
    strip_start(&p->strip);
}

static void change(struct printer *p)
{
    if (!printer_online(p))
        stop(p);
    push_status(p, false);
    execute(p);
}

void printer_set_paper(struct printer *p, enum printer_paper paper)
{
    if (p->paper == PAPER_OUT && paper != PAPER_OUT)
        tear_off(p);
    p->paper = paper;
    p->left = paper == PAPER_OUT ? 0 : -1;
    change(p);
}

/* The last turns of a roll: it is low, as the sensor beside it sees. */
void printer_leave_paper(struct printer *p, int64_t rows)
{
    printer_set_paper(p, PAPER_LOW);
    p->left = rows;
    unroll(p, 0);
}

void printer_set_cover(struct printer *p, bool open)
{
    if (p->cover_open && !open)
        tear_off(p);
    p->cover_open = open;
    change(p);
}

void printer_set_power(struct printer *p, bool on)
{
    if (p->power == on)
        return;
    p->power = on;
    p->asb = 0;
    forget_all(p);
    if (on)
        tear_off(p);
    else
        stop(p);
}

void printer_set_jam(struct printer *p, bool jammed)
{
    if (p->jammed && !jammed)
        tear_off(p);
    p->jammed = jammed;
    change(p);
}

void printer_set_halted(struct printer *p, bool halted)
{
    p->halted = halted;
    change(p);
}

void printer_set_busy(struct printer *p, bool busy)
{
    p->busy = busy;
    execute(p);
}

void printer_set_silent(struct printer *p, bool silent)
{
    p->silent = silent;
}

void printer_lose_paper(struct printer *p)
{
    printer_set_paper(p, PAPER_OUT);
}

void printer_open_cover(struct printer *p)
{
    printer_set_cover(p, true);
}

void printer_unplug(struct printer *p)
{
    printer_set_power(p, false);
    if (p->unplugged)
        p->unplugged(p->mine);
}

void printer_fall_silent(struct printer *p)
{
    printer_set_silent(p, true);
}

void printer_jam(struct printer *p)
{
    printer_set_jam(p, true);
}

void printer_halt(struct printer *p)
{
    printer_set_halted(p, true);
}

void printer_break(struct printer *p, void (*happens)(struct printer *), size_t after)
{
    p->mishap = (struct mishap){0};
    if (after == 0)
        happens(p);
    else
        p->mishap = (struct mishap){happens, after};
}

void printer_open(struct printer *p)
{
    p->power = true;
    p->paper = PAPER_FULL;
    p->left = -1;
}

void printer_close(struct printer *p)
{
    strip_free(&p->strip);
}
