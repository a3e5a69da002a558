/* printer.h - a strict ESC/POS printer without paper: bytes in, status bytes out, and a strip that tells what was
 * printed.
 *
 * It behaves as the manuals say, and where they differ as the worst of them:
 *  - real-time commands (DLE EOT, DLE ENQ, DLE DC4) are recognised anywhere, also inside a picture, obeyed at once and
 *    taken out of the data;
 *  - a printer without paper, with an open cover, jammed or halted is offline: it executes nothing, not even GS r, but
 * goes on taking bytes until its buffer is full;
 *  - what it holds then stays, over a new roll and over a new connection, and is printed when it can, as if nothing had
 *    happened. Only DLE DC4 8, or the mains switch, makes it forget. */
#ifndef SIM_PRINTER_H
#define SIM_PRINTER_H

#include "sim/strip.h"

enum { PRINTER_BUFFER = 4096 };

enum printer_paper { PAPER_FULL, PAPER_LOW, PAPER_OUT };

struct printer;

/* Something that will happen by itself when so many more bytes were executed. */
struct mishap {
    void (*happens)(struct printer *printer);
    size_t after;
};

struct slip {
    int number;
    size_t rows; /* inked */
    bool whole;  /* printed without an interruption */
    char dots[STRIP_HASH];
};

struct printer {
    /* set by the owner */
    void (*reply)(void *mine, const uint8_t *bytes, size_t n);
    void (*cut)(void *mine, const struct strip *strip, const struct slip *slip); /* may be NULL */
    void (*unplugged)(void *mine);                                               /* by a mishap; may be NULL */
    void *mine;
    /* the machine */
    bool power, silent, cover_open, jammed, halted;
    bool busy; /* the mechanism is slower than the line: what arrives is held, what is asked is answered */
    enum printer_paper paper;
    int64_t left; /* rows until the roll ends; -1: nobody looked, and more than any page has */
    struct mishap mishap;
    uint8_t asb, asb_said[4];
    uint8_t real_time[10]; /* the beginning of what may become a real-time command */
    size_t n_real_time;
    uint8_t buffer[PRINTER_BUFFER];
    size_t n_buffer;
    size_t raster_rows, raster_stride; /* of the picture that is being printed: rows still to come */
    /* the truth */
    struct strip strip;
    struct slip last; /* number counts the slips that were cut */
    int torn;         /* strips that a person tore off */
    size_t strange;   /* bytes that were no command and so came out as letters */
};

/* Zeroed memory and the owner's members set: paper in, cover closed, power on. */
void printer_open(struct printer *printer);
void printer_close(struct printer *printer);

/* How many of the bytes it took; fewer when its buffer is full. */
size_t printer_take(struct printer *printer, const uint8_t *bytes, size_t n);

bool printer_online(const struct printer *printer);

/* What people do to it. Whoever opens it, fills it or switches it on tears off what hangs out. */
void printer_set_paper(struct printer *printer, enum printer_paper paper);
void printer_leave_paper(struct printer *printer, int64_t rows);
void printer_set_cover(struct printer *printer, bool open);
void printer_set_power(struct printer *printer, bool on);
void printer_set_silent(struct printer *printer, bool silent);

/* A slip stuck in the knife; somebody pressed "off-line". */
void printer_set_jam(struct printer *printer, bool jammed);
void printer_set_halted(struct printer *printer, bool halted);

/* It comes back to what it holds. */
void printer_set_busy(struct printer *printer, bool busy);

/* One mishap at a time, after so many more executed bytes; 0: now. */
void printer_break(struct printer *printer, void (*happens)(struct printer *printer), size_t after);

/* Mishaps. */
void printer_lose_paper(struct printer *printer);
void printer_open_cover(struct printer *printer);
void printer_unplug(struct printer *printer);
void printer_fall_silent(struct printer *printer);
void printer_jam(struct printer *printer);
void printer_halt(struct printer *printer);

#endif
