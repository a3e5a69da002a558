/* sheet.h - every widget in every state on a few pages: to look at, and to compare. No citizen sees them. */
#ifndef SCREEN_SHEET_H
#define SCREEN_SHEET_H

#include "screen/ui.h"

/* name: "press", "rows", "type", "pads", "told" or "paper"; what is none of these is an empty page. */
void sheet_lay(struct ui *ui, struct plan *plan, const char *name);

#endif
