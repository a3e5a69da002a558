/* line.h - the simulator's printer on a TCP line that a test holds at any byte.
 *
 * Two clocks, because a printer has two: a prompt one prints what arrives as it arrives, so that the n-th byte is the
 * n-th that came; a late one holds all it can before it prints, as a mechanism does that is slower than its line, so
 * that the n-th byte is the n-th that was printed, long after the driver sent it. At that byte the line stands still
 * and `struck` is true; then the test does what it likes, and line_release() lets the bytes run again. */
#ifndef PRINTER_LINE_H
#define PRINTER_LINE_H

#include "sim/printer.h"

#include <poll.h>

enum { LINE_HELD = 2048, LINE_NEVER = 1 << 30 };

struct line {
    struct printer printer;
    void (*piece)(void *mine, const struct strip *strip, bool cut); /* paper that came off, with ink on it */
    void *mine;
    int listener, port, caller; /* caller: -1 when nobody is on the line */
    bool late;
    bool deaf;   /* it reads nothing and says nothing, but the line stands */
    bool away;   /* nobody gets through */
    bool ending; /* the caller is dead, and what it said last is still on its way */
    bool struck, armed;
    size_t strike_at, heard; /* bytes that came since line_arm() */
    uint8_t held[LINE_HELD];
    size_t n_held;
};

void line_open(struct line *line);
void line_close(struct line *line);

int line_watch(struct line *line, struct pollfd *to);
void line_turn(struct line *line);

/* Strikes once, at byte `at` of what comes from now on. */
void line_arm(struct line *line, size_t at, bool late);
void line_release(struct line *line);

/* The printer comes to rest: what it holds and can print is printed. */
void line_rest(struct line *line);

/* How a line ends: hung up in good order, or reset. */
void line_hang_up(struct line *line, bool hard);

/* Bytes the printer never said. */
void line_garble(struct line *line, const void *bytes, size_t n);

/* Somebody repairs whatever there is to repair. */
void line_repair(struct line *line);

#endif
