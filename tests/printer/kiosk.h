/* kiosk.h - a kiosk of real programs around one printer: core, flow, the printer's driver and paper. The test is the
 * citizen's screen, the person before it, the hall, and the supervisor. */
#ifndef PRINTER_KIOSK_H
#define PRINTER_KIOSK_H

#include "desk/table.h"
#include "printer/books.h"
#include "printer/line.h"

struct kiosk_kind {
    const char *core;    /* "core", or a careless one */
    const char *driver;  /* the program: "driver", or one in a hurry */
    const char *drivers; /* the folder of driver files */
    const char *file;    /* "escpos" */
    const char *profile;
    bool real_paper; /* else a small page of the test's own, every byte of which can be tried */
};

struct kiosk {
    struct table table;
    struct line line;
    struct books books;
    const struct kiosk_kind *kind;
    struct guest guest;
    pid_t driver, paper;
    int drawers, drawer;  /* paper's listening socket; our call to it, -1 when there is none */
    bool paper_dies_next; /* while it draws */
    bool starved; /* the machine had no time for the script, and core ended it: no visit, neither good nor bad */
};

void kiosk_open(struct kiosk *kiosk, const struct kiosk_kind *kind);

/* Ends everything in good order and holds core's books against ours. */
void kiosk_close(struct kiosk *kiosk);

/* The same, without a word. */
void kiosk_abandon(struct kiosk *kiosk);

/* SIGKILL; the supervisor starts it again at once. */
void kiosk_kill_driver(struct kiosk *kiosk);
void kiosk_kill_paper(struct kiosk *kiosk);
void kiosk_kill_core(struct kiosk *kiosk);

/* One round of everybody. */
void kiosk_turn(struct kiosk *kiosk);

/* Until the driver is there and the printer is well; false when that does not happen. */
bool kiosk_calm(struct kiosk *kiosk);

#endif
