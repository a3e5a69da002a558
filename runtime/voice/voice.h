/* voice.h - a text as a voice: runs espeak-ng, a program of its own, and takes what it writes. */
#ifndef VOICE_VOICE_H
#define VOICE_VOICE_H

#include "voice/sound.h"

enum { VOICE_LANGUAGE = 16, VOICE_HALL = 160, VOICE_EAR = 175 }; /* words a minute: a hall echoes */

/* True for the name of a voice: letters, digits and hyphens ("id", "en-gb"). */
bool voice_is(const char *language);

/* Adds the spoken text to the sound, at so many words a minute. Nothing of text and sound stays in freed memory. Waits
 * for the program, at most ten seconds: not for the thread of a window. The reason of a failure is logged when `told`
 * is false, and sets it. */
int voice_speak(struct sound *to, const char *language, int words, const char *text, bool *told);

#endif
