/* visit.h - one citizen takes a number while one thing goes wrong at one byte, and a truthful person deals with it. */
#ifndef PRINTER_VISIT_H
#define PRINTER_VISIT_H

#include "printer/kiosk.h"

/* How the person at the printer goes about it. */
enum manner {
    ANSWERS_FIRST, /* says whether the slip came, and repairs when told to */
    REPAIRS_FIRST,
    GOES_WITHOUT, /* as soon as that is offered and no slip is there */
    MANNERS
};

struct fault {
    const char *name;
    void (*strike)(struct kiosk *kiosk);
    bool slow;  /* the driver finds out by waiting */
    bool paper; /* needs the real paper program */
};

extern const struct fault faults[];
extern const size_t n_faults;

struct visit_case {
    const struct fault *fault; /* NULL: nothing goes wrong */
    size_t at;
    bool late;
    enum manner manner;
};

/* Plays it, and holds the books against what happened; false when something is wrong, and books.complaint says what. */
bool visit_play(struct kiosk *kiosk, const struct visit_case *c);

#endif
