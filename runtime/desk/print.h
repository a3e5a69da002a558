/* print.h - a page on a printer for the open step, and what is known of how that ended.
 *
 * Of several printers of a class the next one gets the page when the one before certainly did not print it; the staff
 * hears of that. `leaves` is called when the request leaves: what it stores says that from here on the truth may be in
 * doubt. `ended` comes once: reason NULL, the page is out; "unknown", nobody can say; any other, certainly nothing came
 * out of any printer. */
#ifndef DESK_PRINT_H
#define DESK_PRINT_H

#include "desk/visit.h"

struct printing {
    const char *class, *template; /* of the printers; for compose */
    void (*leaves)(struct visit *visit);
    void (*ended)(struct visit *visit, const char *reason, const char *code);
};

/* What stands on every page of this kiosk, for `compose`: site, place, kiosk, the hour. New. */
json_t *print_data(const struct visit *visit);

/* Composes a page (takes data) and prints it; `number` is for the log of the driver. */
void print_page(struct visit *visit, json_t *data, const char *number, const struct printing *how);

/* Prints what is there already, a sealed memory file that stays the caller's. */
void print_file(struct visit *visit, int fd, const char *number, const struct printing *how);

/* Core was away in the middle: ends as "unknown" when the printers' drivers are back, or have not come for a while. A
 * driver that prints while core is away comes back when that is over; before, the page may still be on its way. */
void print_await(struct visit *visit, const struct printing *how);

/* A printer's status changed, and somebody awaits it. */
void print_device_changed(struct visit *visit);

/* Nobody waits for the page any more. */
void print_stop(struct visit *visit);

#endif
