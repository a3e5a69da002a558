/* sights.h - each device as somebody before the kiosk sees it, small. */
#ifndef PANEL_SIGHTS_H
#define PANEL_SIGHTS_H

#include "panel/board.h"
#include "panel/buttons.h"

enum { SIGHT_WIDTH = 200, SIGHT_HEIGHT = 132 };

/* In a box of that size. */
void sight_lay(const struct board *board, struct plan *plan, struct box box, enum group group);

#endif
