/* sound.c - see sound.h.
 *
 * A program that writes a WAV into a pipe cannot go back to fill in the length: espeak-ng says 0x7ffff000. Lengths of
 * that size mean "up to the end of the bytes"; every other one must be true. */
#define _GNU_SOURCE
#include "voice/sound.h"

#include <SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RIFF_HEAD = 12, CHUNK_HEAD = 8, FORMAT_BYTES = 16, STREAMED = 0x7f000000 };

/* The room for n more samples. Not by realloc(), which leaves what was said behind. */
static int16_t *grow(struct sound *sound, size_t n)
{
    int16_t *samples = make((sound->n + n + 1) * sizeof *samples);
    if (sound->n > 0)
        memcpy(samples, sound->samples, sound->n * sizeof *samples);
    wipe_free(sound->samples, sound->n * sizeof *samples);
    sound->samples = samples;
    sound->n += n;
    return samples + sound->n - n;
}

void sound_free(struct sound *sound)
{
    wipe_free(sound->samples, sound->n * sizeof *sound->samples);
    *sound = (struct sound){0};
}

int sound_ms(const struct sound *sound)
{
    return (int)(sound->n * 1000 / SOUND_RATE);
}

void sound_add(struct sound *to, const struct sound *more)
{
    if (more->n > 0)
        memcpy(grow(to, more->n), more->samples, more->n * sizeof *more->samples);
}

void sound_pause(struct sound *to, int ms)
{
    size_t n = (size_t)ms * SOUND_RATE / 1000;
    memset(grow(to, n), 0, n * sizeof *to->samples);
}

/* A struck bar: the tone and two weaker ones above it, which fade sooner. */
static double note(double hertz, double seconds)
{
    static const double parts[][3] = {{1, 1, 4.5}, {2, 0.22, 8}, {4, 0.06, 16}}; /* times the tone, strength, fading */
    if (seconds < 0)
        return 0;
    double sum = 0, rise = fmin(seconds / 0.012, 1);
    for (size_t i = 0; i < COUNT(parts); i++)
        sum += parts[i][1] * exp(-parts[i][2] * seconds) * sin(2 * M_PI * hertz * parts[i][0] * seconds);
    return sum * rise;
}

void sound_chime(struct sound *to)
{
    const double length = 1.0, second = 0.36; /* seconds */
    size_t n = (size_t)(length * SOUND_RATE);
    int16_t *samples = grow(to, n);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / SOUND_RATE, fall = fmin((length - t) / 0.08, 1);
        double value = note(659.26, t) + note(523.25, t - second); /* E5, then C5 */
        samples[i] = (int16_t)lround(value * fall * 9000);
    }
}

static uint32_t read_number(const uint8_t *at, int bytes)
{
    uint32_t number = 0;
    for (int i = bytes - 1; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

struct wav {
    uint32_t rate, channels; /* 0 until the format was read */
    const uint8_t *data;
    size_t n;
};

static int read_format(struct wav *wav, const char *what, const uint8_t *at, size_t n)
{
    if (n < FORMAT_BYTES)
        return fail(E_FORMAT, "%s: the format of the WAV is cut off", what);
    uint32_t kind = read_number(at, 2), channels = read_number(at + 2, 2), rate = read_number(at + 4, 4);
    uint32_t frame = read_number(at + 12, 2), bits = read_number(at + 14, 2);
    if (kind != 1 || bits != 16 || channels < 1 || channels > 2 || frame != channels * 2 || rate < 8000 || rate > 48000)
        return fail(E_FORMAT, "%s: WAV of kind %u, %u bits, %u channels, %u Hz; wanted is PCM of 16 bits", what, kind,
                    bits, channels, rate);
    wav->rate = rate;
    wav->channels = channels;
    return OK;
}

static int read_data(struct wav *wav, const char *what, const uint8_t *at, size_t n)
{
    if (wav->channels == 0)
        return fail(E_FORMAT, "%s: the samples of the WAV come before their format", what);
    if (n == 0 || n % (wav->channels * 2) != 0)
        return fail(E_FORMAT, "%s: %zu bytes of samples are no whole number", what, n);
    wav->data = at;
    wav->n = n;
    return OK;
}

/* Chunk after chunk until the samples. */
static int read_wav(struct wav *wav, const char *what, const uint8_t *bytes, size_t n)
{
    if (n < RIFF_HEAD || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WAVE", 4) != 0)
        return fail(E_FORMAT, "%s: not a WAV", what);
    for (size_t at = RIFF_HEAD; n - at >= CHUNK_HEAD;) {
        const uint8_t *chunk = bytes + at;
        size_t left = n - at - CHUNK_HEAD, size = read_number(chunk + 4, 4);
        bool data = memcmp(chunk, "data", 4) == 0;
        if (data && size >= STREAMED)
            size = left;
        if (size > left)
            return fail(E_FORMAT, "%s: a part of the WAV is cut off", what);
        if (data)
            return read_data(wav, what, chunk + CHUNK_HEAD, size);
        if (memcmp(chunk, "fmt ", 4) == 0 && read_format(wav, what, chunk + CHUNK_HEAD, size) < 0)
            return E_FORMAT;
        size += size % 2;
        at += CHUNK_HEAD + (size < left ? size : left);
    }
    return fail(E_FORMAT, "%s: a WAV without samples", what);
}

/* All at once: SDL's stream of sound would keep the last 20 ms. */
static int convert(struct sound *to, const struct wav *wav)
{
    SDL_AudioCVT way;
    if (SDL_BuildAudioCVT(&way, AUDIO_S16LSB, (Uint8)wav->channels, (int)wav->rate, AUDIO_S16SYS, SOUND_CHANNELS,
                          SOUND_RATE) < 0)
        return fail(E_IO, "converting a sound: %s", SDL_GetError());
    way.len = (int)wav->n;
    way.buf = make(wav->n * (size_t)way.len_mult);
    memcpy(way.buf, wav->data, wav->n);
    int code = SDL_ConvertAudio(&way);
    if (code == 0)
        sound_add(to, &(struct sound){(int16_t *)(void *)way.buf, (size_t)way.len_cvt / sizeof *to->samples});
    wipe_free(way.buf, wav->n * (size_t)way.len_mult);
    return code == 0 ? OK : fail(E_IO, "converting a sound: %s", SDL_GetError());
}

int sound_wav(struct sound *to, const char *what, const void *bytes, size_t n)
{
    struct wav wav = {0};
    int code = n > SOUND_MAX_WAV ? fail(E_FORMAT, "%s: too large", what) : read_wav(&wav, what, bytes, n);
    return code < 0 ? code : convert(to, &wav);
}
