/* speaker.h - the voice beside the citizen's screen: one text at a time, a new one cuts the old one off.
 *
 * Nothing of it exists until something is to be said: thread, sound card and espeak-ng come with the first word. What
 * was said is wiped as soon as it was heard or cut off, and the sound card is closed when the visit ends. */
#ifndef VOICE_SPEAKER_H
#define VOICE_SPEAKER_H

#include "base/site.h"

enum { SPEAKER_LEAST = 1, SPEAKER_VOLUME = 5, SPEAKER_MOST = 9 };

enum speaker_state {
    SPEAKER_QUIET,
    SPEAKER_SPEAKING,
    SPEAKER_MUTE /* the last text could not be said: no sound card, no voice */
};

struct speaker;

/* `speech = { device, private, voices }` of site.conf. */
struct speaker *speaker_open(const struct site *site);
void speaker_close(struct speaker *speaker);

/* False for a language without a voice: its texts are silent. */
bool speaker_knows(const struct speaker *speaker, const char *language);

/* Line by line, with a breath between; cuts off what is being said. The text is copied. */
void speaker_say(struct speaker *speaker, const char *language, const char *text);
void speaker_stop(struct speaker *speaker);

/* What it does; each change posts an SDL event, so that a sleeping window wakes up. */
enum speaker_state speaker_state(struct speaker *speaker);

/* From SPEAKER_LEAST to SPEAKER_MOST, by so many steps; what it is then. */
int speaker_volume(struct speaker *speaker, int steps);

/* The visit is over: silence, the volume of the beginning, and the sound card is given back. */
void speaker_forget(struct speaker *speaker);

#endif
