/* panel.h - the window beside a kiosk on a desk: the people and the devices around it, played by whoever tries it. */
#ifndef PANEL_PANEL_H
#define PANEL_PANEL_H

#include "base/site.h"

/* Until it is closed, or the kiosk has ended. command: the path of `anjungan`. */
int panel_run(const struct site *site, char *command);

#endif
