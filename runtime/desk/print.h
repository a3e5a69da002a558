/* print.h - a page on the printer for the open step, and what is known of how that ended.
 *
 * `leaves` is called when the request leaves: what it stores says that from here on the truth may be in doubt. `ended`
 * comes once: reason NULL, the page is out; "unknown", nobody can say; any other, certainly nothing came out. */
#ifndef DESK_PRINT_H
#define DESK_PRINT_H

#include "desk/visit.h"

struct printing {
    void (*leaves)(struct visit *visit);
    void (*ended)(struct visit *visit, const char *reason, const char *code);
};

/* What stands on every page of this kiosk, for `compose`: site, place, kiosk, the hour. New. */
json_t *print_data(const struct visit *visit);

/* Composes a slip (takes data) and prints it; `number` is for the log of the driver. */
void print_page(struct visit *visit, json_t *data, const char *number, const struct printing *how);

/* Core was away in the middle: ends as "unknown" when the printer's driver is back, or has not come for a while. A
 * driver that prints while core is away comes back when that is over; before, the slip may still be on its way. */
void print_await(struct visit *visit, const struct printing *how);

/* The printer's status changed, and somebody awaits it. */
void print_device_changed(struct visit *visit);

#endif
