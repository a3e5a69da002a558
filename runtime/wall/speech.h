/* speech.h - the voice of the hall: a chime, the call, a pause, the call once more.
 *
 * One thread has the voice, so calls are spoken one after the other and never over each other. It sleeps until it is
 * called; the sound card is open only while something is heard. */
#ifndef WALL_SPEECH_H
#define WALL_SPEECH_H

#include "base/site.h"

enum { SPEECH_LANGUAGES = 2, SPEECH_TEXT = 256, SPEECH_WAITING = 8 };

struct speech;

/* What is said in each of the languages, in their order. */
struct announcement {
    char texts[SPEECH_LANGUAGES][SPEECH_TEXT];
};

/* Speaks the languages of `speak` in site.conf: the first twice, a second one once after it; ["id"] when it is not set.
 * A second one that is not among `languages` is left out. NULL after a failure. */
struct speech *speech_open(const struct site *site);

/* Stops in the middle of a word. */
void speech_close(struct speech *speech);

/* The languages it speaks. */
int speech_languages(const struct speech *speech);
const char *speech_language(const struct speech *speech, int i);

/* After what waits already. What waits with the same words is not said twice; when eight wait, the oldest is dropped:
 * it can be read on the wall. */
void speech_say(struct speech *speech, const struct announcement *announcement);

/* True while it is heard. Each change posts an SDL event of its own, so that a sleeping window wakes up. */
bool speech_heard(struct speech *speech);

#endif
