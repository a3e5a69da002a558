/* sound.h - sound as samples: 44,100 a second, one channel, 16 bits. A chime of our own, and voices from foreign bytes.
 *
 * A sound only grows, at its end: an announcement is put together piece by piece and played in one go. */
#ifndef VOICE_SOUND_H
#define VOICE_SOUND_H

#include "base/base.h"

enum { SOUND_RATE = 44100, SOUND_CHANNELS = 1, SOUND_MAX_WAV = 4 << 20 };

struct sound {
    int16_t *samples; /* NULL while it is empty */
    size_t n;
};

void sound_free(struct sound *sound);
int sound_ms(const struct sound *sound);

void sound_add(struct sound *to, const struct sound *more);
void sound_pause(struct sound *to, int ms);

/* Two soft notes, one second: computed, so that there is no recording to license. */
void sound_chime(struct sound *to);

/* What a WAV file says, in our rate and channels. E_FORMAT, with a reason in the log, for anything but whole 16-bit PCM
 * of 8,000 to 48,000 Hz with one or two channels; then nothing was added. */
int sound_wav(struct sound *to, const char *what, const void *bytes, size_t n);

#endif
