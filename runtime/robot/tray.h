/* tray.h - the printer's tray: the slips the simulated printer put there, read back by our own decoder. */
#ifndef ROBOT_TRAY_H
#define ROBOT_TRAY_H

#include "base/site.h"

/* N of the newest RUN/state/sim/slip-N.escpos; 0 when the tray is empty. */
int tray_newest(const char *run);

/* True when the slip decodes to its end and was cut: paper a person can hold. */
bool tray_whole(const struct site *site, int number);

/* OUT/slip.escpos as it is, OUT/slip.png as it looks. Several papers in one slip (a torn one, then a whole one): the
 * last. */
int tray_take(const struct site *site, int number, const char *out);

#endif
