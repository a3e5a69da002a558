/* telling.h - what is spoken of a screen. */
#ifndef SCREEN_TELLING_H
#define SCREEN_TELLING_H

#include "screen/reading.h"

struct ui;

/* The plan is shown now: all of it is spoken when it is another screen, else what newly stands there. */
void telling_shown(struct ui *ui, const struct plan *plan);

/* Only that, when speech is on: it cuts off what is being said. */
void telling_say(struct ui *ui, const char *text);

/* Which question, list or dialog this is, as a number. */
uint64_t telling_place(const struct ui *ui, const struct plan *plan);

/* What would be spoken of a whole screen, and of one piece: line by line, spelled. Turn memory. */
char *telling_text(const struct ui *ui, const struct plan *plan);
char *telling_piece(const struct ui *ui, const struct piece *piece);

#endif
