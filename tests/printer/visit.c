/* visit.c - see visit.h. */
#include "printer/visit.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdio.h>

enum { PATIENCE_MS = 60000, LOOKS = 400, SLOW_MS = 5000 };

/* ---- what goes wrong */

static void paper_out(struct kiosk *k)
{
    printer_set_paper(&k->line.printer, PAPER_OUT);
}

static void paper_low(struct kiosk *k)
{
    printer_set_paper(&k->line.printer, PAPER_LOW);
}

static void cover_open(struct kiosk *k)
{
    printer_set_cover(&k->line.printer, true);
}

static void jam(struct kiosk *k)
{
    printer_set_jam(&k->line.printer, true);
}

static void halt(struct kiosk *k)
{
    printer_set_halted(&k->line.printer, true);
}

static void unplug(struct kiosk *k)
{
    line_hang_up(&k->line, false);
    k->line.away = true;
}

static void reset(struct kiosk *k)
{
    line_hang_up(&k->line, true);
}

static void lose_power(struct kiosk *k)
{
    printer_set_power(&k->line.printer, false);
    line_hang_up(&k->line, true);
    k->line.away = true;
}

/* Off and on again in a moment, as a loose plug does it. */
static void blink_power(struct kiosk *k)
{
    lose_power(k);
    line_repair(&k->line);
}

static void go_deaf(struct kiosk *k)
{
    k->line.deaf = true;
}

static void go_mute(struct kiosk *k)
{
    printer_set_silent(&k->line.printer, true);
}

/* All that could be an answer to something, wrong ones and right ones. */
static void garble(struct kiosk *k)
{
    static const uint8_t bytes[] = {0x00, 0xff, 0x12, 0x16, 0x1e, 0x37, 0x22, 0x41,
                                    0x10, 0x00, 0x0c, 0x00, 0x72, 0x37, 0x25};
    line_garble(&k->line, bytes, sizeof bytes);
}

/* The byte that says "all is printed", long before it is. */
static void say_printed(struct kiosk *k)
{
    static const uint8_t fine = 0x00;
    line_garble(&k->line, &fine, 1);
}

static void lie_and_end(struct kiosk *k)
{
    garble(k);
    paper_out(k);
}

/* The next page, when the printer is well again, comes at the second try. */
static void paper_dies_drawing(struct kiosk *k)
{
    cover_open(k);
    k->paper_dies_next = true;
}

const struct fault faults[] = {
    {.name = "paper out", .strike = paper_out},
    {.name = "cover open", .strike = cover_open},
    {.name = "jam in the knife", .strike = jam},
    {.name = "off-line", .strike = halt},
    {.name = "near the end of the roll", .strike = paper_low},
    {.name = "line unplugged", .strike = unplug},
    {.name = "line reset by peer", .strike = reset},
    {.name = "power lost", .strike = lose_power},
    {.name = "power blinks", .strike = blink_power},
    {.name = "driver killed", .strike = kiosk_kill_driver},
    {.name = "core killed", .strike = kiosk_kill_core},
    {.name = "paper program killed", .strike = kiosk_kill_paper, .paper = true},
    {.name = "cover open, paper killed drawing", .strike = paper_dies_drawing, .paper = true},
    {.name = "a false \"printed\"", .strike = say_printed, .slow = true},
    {.name = "garbage", .strike = garble, .slow = true},
    {.name = "garbage, then paper out", .strike = lie_and_end, .slow = true},
    {.name = "dead silence", .strike = go_deaf, .slow = true},
    {.name = "mute", .strike = go_mute, .slow = true},
};
const size_t n_faults = COUNT(faults);

/* ---- the person */

/* One byte that could begin a real-time command is held back; the next one on the line makes it the end of a row. */
static void close_past(struct kiosk *kiosk)
{
    const struct printer *p = &kiosk->line.printer;
    books_close_past(&kiosk->books, &p->strip, p->n_real_time > 0 && p->n_buffer > 0 ? p->raster_stride : 0);
}

/* A person is slower than the machine: before a printer that stands still is open or filled, the driver has done what
 * it can. Where that is nothing, what comes out is its fault. */
static void take_time(struct kiosk *kiosk)
{
    const struct line *line = &kiosk->line;
    for (int64_t until = clock_ms() + SLOW_MS; clock_ms() < until; kiosk_turn(kiosk))
        if (printer_online(&line->printer) || line->printer.n_buffer == 0 || line->deaf || line->away)
            break;
}

static void repair(struct kiosk *kiosk)
{
    struct line *line = &kiosk->line;
    take_time(kiosk);
    if (!printer_online(&line->printer))
        close_past(kiosk);
    line_repair(line);
}

/* What a person answers who looks at the tray when the printer has come to rest. */
static const char *truth(struct kiosk *kiosk, const struct visit_case *c, const char *number)
{
    line_rest(&kiosk->line);
    if (books_whole(&kiosk->books, number) > 0)
        return "came";
    return c->manner == GOES_WITHOUT ? "without" : "missing";
}

/* Answers the page "paper". */
static void answer_paper(struct kiosk *kiosk, const struct visit_case *c)
{
    const json_t *options = json_object_get(kiosk->table.screen, "options");
    const char *answer = c->manner == GOES_WITHOUT ? "without" : "again";
    bool unknown = text_is(json_text(options, "reason"), "unknown");
    if (unknown) {
        if (c->manner == REPAIRS_FIRST)
            repair(kiosk);
        answer = truth(kiosk, c, json_text(options, "number"));
    } else if (c->manner != GOES_WITHOUT) {
        repair(kiosk);
    }
    close_past(kiosk);
    table_answer(&kiosk->table, json_string(answer));
}

/* Answers what is on the screen; true when it is the last page. */
static bool answer(struct kiosk *kiosk, const struct visit_case *c)
{
    const char *kind = table_kind(&kiosk->table); /* gone with the screen, once it is answered */
    if (text_is(kind, "done"))
        return true;
    if (text_is(kind, "paper")) {
        answer_paper(kiosk, c);
    } else if (text_is(kind, "info")) {
        if (c->fault)
            line_arm(&kiosk->line, c->at, c->late);
        table_answer(&kiosk->table, json_true());
    }
    return false;
}

/* Until the page that shows the number. */
static bool come_to_the_end(struct kiosk *kiosk, const struct visit_case *c)
{
    int looks = 0;
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until && looks < LOOKS; kiosk_turn(kiosk)) {
        if (kiosk->line.struck) {
            c->fault->strike(kiosk);
            line_release(&kiosk->line);
        }
        looks += text_is(table_kind(&kiosk->table), "paper");
        kiosk->starved = text_is(json_text(json_object_get(kiosk->table.screen, "options"), "code"), "FLW-03");
        if (kiosk->starved)
            return false;
        if (answer(kiosk, c))
            return true;
    }
    return false;
}

static void read_letters(struct kiosk *kiosk)
{
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until; kiosk_turn(kiosk))
        if (books_read_letters(&kiosk->books, kiosk->table.letters))
            break;
    json_array_clear(kiosk->table.letters);
}

/* The visit ends, everything is repaired, and only then the books are closed: what comes out too late counts too. */
static void leave(struct kiosk *kiosk)
{
    char number[16];
    const json_t *options = json_object_get(kiosk->table.screen, "options");
    bool printed = json_truth(options, "printed");
    snprintf(number, sizeof number, "%s", json_text(options, "number"));
    table_answer(&kiosk->table, json_true());
    if (!table_wait_closed(&kiosk->table))
        books_complain(&kiosk->books, "the visit does not end");
    repair(kiosk);
    line_rest(&kiosk->line);
    kiosk->line.late = false;
    printer_set_busy(&kiosk->line.printer, false);
    if (!kiosk_calm(kiosk))
        books_complain(&kiosk->books, "the printer does not come back");
    read_letters(kiosk);
    books_check_visit(&kiosk->books, number, printed);
}

static bool play(struct kiosk *kiosk, const struct visit_case *c)
{
    books_start_visit(&kiosk->books);
    table_start_visit(&kiosk->table, "mpp.antrean.polri");
    if (come_to_the_end(kiosk, c))
        leave(kiosk);
    else if (!kiosk->starved)
        books_complain(&kiosk->books, "no end: screen %s, reason %s, code %s", table_kind(&kiosk->table),
                       json_text(json_object_get(kiosk->table.screen, "options"), "reason"),
                       json_text(json_object_get(kiosk->table.screen, "options"), "code"));
    if (kiosk->line.printer.strange > 0)
        books_complain(&kiosk->books, "letters came out");
    return !*kiosk->books.complaint && !kiosk->starved;
}

/* One fault at a time: a printer that was left in the middle of a command first prints a slip for somebody else. */
bool visit_play(struct kiosk *kiosk, const struct visit_case *c)
{
    const struct printer *p = &kiosk->line.printer;
    static const struct visit_case calm;
    if (c->fault && (p->n_buffer > 0 || p->n_real_time > 0 || p->raster_rows > 0) && !play(kiosk, &calm))
        return false;
    return play(kiosk, c);
}
