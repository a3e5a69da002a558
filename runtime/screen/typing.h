/* typing.h - what other pages show too: the keys, and the NIK pad of the card's page. */
#ifndef SCREEN_TYPING_H
#define SCREEN_TYPING_H

#include "screen/ui.h"

/* What a key (without "key:") does to a text of at most `most` letters. */
void typing_key(struct entry *entry, const char *key, int most, bool upper);

void typing_nik_lay(struct ui *ui, struct plan *plan, struct box work);

/* True when the 16 digits are to be taken now. */
bool typing_nik_tap(struct ui *ui, const char *id);

#endif
