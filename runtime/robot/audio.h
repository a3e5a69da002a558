/* audio.h - what the wall screen said, from the file its audio driver writes, as a WAV file.
 *
 * RUN/state/call/call.raw holds signed 16-bit little-endian samples; RUN/state/call/audio.json says {rate, channels}
 * (44100 Hz, one channel when it is missing). */
#ifndef ROBOT_AUDIO_H
#define ROBOT_AUDIO_H

#include "base/site.h"

/* How long the file is now. */
int64_t audio_mark(const struct site *site);

/* Whether anything was said since. */
bool audio_heard(const struct site *site, int64_t mark);

/* Everything after the mark without the silence around it. E_STATE when nothing was said. */
int audio_save(const struct site *site, int64_t mark, const char *path);

#endif
