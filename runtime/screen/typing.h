/* typing.h - what pages share on which somebody types: the place of the field, what is said below it, the keys. Each
 * takes what it needs from the work. And the pages of a NIK and of a text, which those of the card
 * and of a code show too. */
#ifndef SCREEN_TYPING_H
#define SCREEN_TYPING_H

#include "screen/ui.h"

/* The place of what is typed, with room for the focus around it. */
struct box typing_field(struct box *work);
void typing_remark(struct plan *plan, struct box *work, enum notice_style style, const char *text);

/* The same, but beside the work where the question stands there too: in landscape keys leave no room for it. With large
 * letters it may have to be left out. */
void typing_say(struct plan *plan, struct area *area, enum notice_style style, const char *text);

void typing_keyboard(const struct ui *ui, struct plan *plan, struct box *work, bool upper);
void typing_pad(const struct ui *ui, struct plan *plan, struct box *work);
/* Lanjut; left: what the page has left in the end. */
void typing_next(struct ui *ui, struct plan *plan, struct box left, bool ready);

/* A text within the step's min, max and upper. tap: the text (new) when it is to be taken now, else NULL. */
void typing_text_lay(struct ui *ui, struct plan *plan, struct box work);
json_t *typing_text_tap(struct ui *ui, const char *id);

void typing_nik_lay(struct ui *ui, struct plan *plan, struct box work);

/* True when the 16 digits are to be taken now. */
bool typing_nik_tap(struct ui *ui, const char *id);

#endif
