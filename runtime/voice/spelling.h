/* spelling.h - a text of the screen as a voice should read it.
 *
 * Rupiah, numbers and times become words; what is a number only by its looks - a code, a telephone number, a NIK, the
 * digits of a queue - is read digit by digit, letters by their names. */
#ifndef VOICE_SPELLING_H
#define VOICE_SPELLING_H

#include "base/base.h"

/* In turn memory. */
char *spelling_of(const char *language, const char *text);

#endif
