/* typing.h - the NIK pad, which the card's page shows too. */
#ifndef SCREEN_TYPING_H
#define SCREEN_TYPING_H

#include "screen/ui.h"

void typing_nik_lay(struct ui *ui, struct plan *plan, struct box work);

/* True when the 16 digits are to be taken now. */
bool typing_nik_tap(struct ui *ui, const char *id);

#endif
