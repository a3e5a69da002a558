/* speaker.c - see speaker.h.
 *
 * One thread turns line after line into sound while the one before is heard. `turn` grows with every text and every
 * silence: what was made for an older turn is thrown away. SDL's thread takes the samples under the same lock, so who
 * says "stop" knows that nothing is left when the call returns. No turn memory here: that belongs to the window's
 * thread.
 */
#define _GNU_SOURCE
#include "voice/speaker.h"

#include "voice/sound.h"
#include "voice/voice.h"

#include <SDL.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024, VOICES = 4, BREATH_MS = 160, BLOCK = 1024 };

struct speaker {
    char device[128], voices[VOICES][VOICE_LANGUAGE];
    bool private;
    SDL_Thread *thread;
    SDL_mutex *lock; /* of all that follows */
    SDL_cond *more;
    char *text; /* what is still to be said begins at `at` */
    size_t n, at;
    char language[VOICE_LANGUAGE];
    unsigned turn;
    bool making, mute, leave, closing;
    int volume;
    struct sound tape; /* what the sound card takes now */
    size_t played;
    SDL_AudioDeviceID out;
    uint32_t event;
    bool told_voice; /* the thread's own */
};

/* One line for the thread. */
struct line {
    char text[LINE], language[VOICE_LANGUAGE];
    unsigned turn;
};

static void drop_tape(struct speaker *speaker)
{
    sound_free(&speaker->tape);
    speaker->played = 0;
}

static void drop_text(struct speaker *speaker)
{
    wipe_free(speaker->text, speaker->n);
    speaker->text = NULL;
    speaker->n = speaker->at = 0;
}

static bool is_quiet(const struct speaker *speaker)
{
    return !speaker->text && !speaker->making && speaker->tape.n == 0;
}

static void tell(const struct speaker *speaker)
{
    SDL_PushEvent(&(SDL_Event){.type = speaker->event});
}

/* The sound card */

static void feed(void *mine, Uint8 *to, int n)
{
    struct speaker *speaker = mine;
    int16_t *samples = (int16_t *)(void *)to;
    size_t wanted = (size_t)n / sizeof *samples;
    memset(to, 0, (size_t)n);
    SDL_LockMutex(speaker->lock);
    size_t left = speaker->tape.n - speaker->played, taken = left < wanted ? left : wanted;
    for (size_t i = 0; i < taken; i++)
        samples[i] = (int16_t)(speaker->tape.samples[speaker->played + i] * speaker->volume / SPEAKER_MOST);
    speaker->played += taken;
    if (speaker->tape.n > 0 && taken == left) {
        drop_tape(speaker);
        SDL_CondSignal(speaker->more);
        if (is_quiet(speaker))
            tell(speaker);
    }
    SDL_UnlockMutex(speaker->lock);
}

/* A headset that is not there is no reason to speak to the whole hall. */
static bool open_device(struct speaker *speaker)
{
    SDL_AudioSpec want = {.freq = SOUND_RATE,
                          .format = AUDIO_S16SYS,
                          .channels = SOUND_CHANNELS,
                          .samples = BLOCK,
                          .callback = feed,
                          .userdata = speaker};
    if (speaker->out)
        return true;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) < 0)
        return false;
    const char *name = *speaker->device ? speaker->device : NULL;
    if (name || !speaker->private)
        speaker->out = SDL_OpenAudioDevice(name, 0, &want, NULL, 0);
    if (!speaker->out) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    SDL_PauseAudioDevice(speaker->out, 0);
    return true;
}

/* SDL frees its buffer as it is: by then it holds the silence of its last turn. */
static void close_device(struct speaker *speaker)
{
    if (!speaker->out)
        return;
    SDL_Delay(3 * 1000 * BLOCK / SOUND_RATE);
    SDL_CloseAudioDevice(speaker->out);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    speaker->out = 0;
    malloc_trim(0);
}

/* The thread */

/* The next line, or a part of one that is too long; with the lock held. */
static void take_line(struct speaker *speaker, struct line *line)
{
    const char *at = speaker->text + speaker->at;
    size_t n = strcspn(at, "\n"), cut = n < LINE ? n : LINE - 1;
    while (cut < n && cut > 0 && at[cut] != ' ')
        cut--;
    if (cut < n && cut == 0)
        cut = LINE - 1;
    memcpy(line->text, at, cut);
    line->text[cut] = 0;
    memcpy(line->language, speaker->language, sizeof line->language);
    line->turn = speaker->turn;
    speaker->at += cut + (at[cut] == '\n' || at[cut] == ' ');
    speaker->making = true;
    if (!speaker->text[speaker->at])
        drop_text(speaker);
}

/* Sleeps until there is a line; false when all is over. */
static bool wait_for_line(struct speaker *speaker, struct line *line)
{
    SDL_LockMutex(speaker->lock);
    while (!speaker->text && !speaker->closing) {
        bool leave = speaker->leave;
        speaker->leave = false;
        if (leave) {
            SDL_UnlockMutex(speaker->lock);
            close_device(speaker);
            SDL_LockMutex(speaker->lock);
        } else
            SDL_CondWait(speaker->more, speaker->lock);
    }
    bool more = !speaker->closing;
    if (more)
        take_line(speaker, line);
    SDL_UnlockMutex(speaker->lock);
    return more;
}

/* Takes the sound as soon as the one before was heard, unless somebody said something else meanwhile. */
static void put_on_tape(struct speaker *speaker, struct sound *sound, const struct line *line, bool able)
{
    SDL_LockMutex(speaker->lock);
    while (able && speaker->tape.n > 0 && speaker->turn == line->turn && !speaker->closing)
        SDL_CondWait(speaker->more, speaker->lock);
    bool ours = speaker->turn == line->turn;
    if (ours && able) {
        speaker->tape = *sound;
        *sound = (struct sound){0};
    } else if (ours) {
        drop_text(speaker);
        speaker->mute = true;
    }
    if (ours)
        speaker->making = false;
    if (ours && is_quiet(speaker))
        tell(speaker);
    SDL_UnlockMutex(speaker->lock);
}

static int run(void *mine)
{
    struct speaker *speaker = mine;
    struct line line;
    while (wait_for_line(speaker, &line)) {
        struct sound sound = {0};
        bool able = open_device(speaker) &&
                    voice_speak(&sound, line.language, VOICE_EAR, line.text, &speaker->told_voice) == OK;
        if (able)
            sound_pause(&sound, BREATH_MS);
        put_on_tape(speaker, &sound, &line, able);
        sound_free(&sound);
        explicit_bzero(&line, sizeof line);
    }
    close_device(speaker);
    return 0;
}

/* The window's side */

static void take_voices(struct speaker *speaker, const json_t *voices)
{
    static const char *const usual[] = {"id", "en"};
    size_t i;
    const json_t *voice;
    for (i = 0; !voices && i < COUNT(usual); i++)
        strcpy(speaker->voices[i], usual[i]);
    json_array_foreach (voices, i, voice)
        if (i < VOICES && json_is_string(voice) && voice_is(json_string_value(voice)))
            strcpy(speaker->voices[i], json_string_value(voice));
}

struct speaker *speaker_open(const struct site *site)
{
    struct speaker *speaker = make(sizeof *speaker);
    const json_t *settings = json_object_get(site->settings, "speech");
    strncpy(speaker->device, json_text(settings, "device"), sizeof speaker->device - 1);
    speaker->private = json_truth(settings, "private");
    speaker->volume = SPEAKER_VOLUME;
    take_voices(speaker, json_object_get(settings, "voices"));
    speaker->event = SDL_RegisterEvents(1);
    speaker->lock = SDL_CreateMutex();
    speaker->more = SDL_CreateCond();
    return speaker;
}

void speaker_close(struct speaker *speaker)
{
    if (!speaker)
        return;
    speaker_stop(speaker);
    SDL_LockMutex(speaker->lock);
    speaker->closing = true;
    SDL_CondBroadcast(speaker->more);
    SDL_UnlockMutex(speaker->lock);
    SDL_WaitThread(speaker->thread, NULL);
    SDL_DestroyCond(speaker->more);
    SDL_DestroyMutex(speaker->lock);
    free(speaker);
}

bool speaker_knows(const struct speaker *speaker, const char *language)
{
    for (int i = 0; i < VOICES; i++)
        if (strcmp(speaker->voices[i], language) == 0)
            return true;
    return false;
}

void speaker_stop(struct speaker *speaker)
{
    SDL_LockMutex(speaker->lock);
    speaker->turn++;
    speaker->making = false; /* of another turn: it will be thrown away */
    drop_text(speaker);
    drop_tape(speaker);
    SDL_CondBroadcast(speaker->more);
    SDL_UnlockMutex(speaker->lock);
}

void speaker_say(struct speaker *speaker, const char *language, const char *text)
{
    speaker_stop(speaker);
    if (!*text || !speaker_knows(speaker, language))
        return;
    if (!speaker->thread)
        speaker->thread = SDL_CreateThread(run, "speaker", speaker);
    SDL_LockMutex(speaker->lock);
    speaker->mute = !speaker->thread;
    speaker->leave = false;
    speaker->text = make_text(text);
    speaker->n = strlen(text);
    strncpy(speaker->language, language, sizeof speaker->language - 1);
    SDL_CondBroadcast(speaker->more);
    SDL_UnlockMutex(speaker->lock);
}

enum speaker_state speaker_state(struct speaker *speaker)
{
    SDL_LockMutex(speaker->lock);
    enum speaker_state state = speaker->mute ? SPEAKER_MUTE : is_quiet(speaker) ? SPEAKER_QUIET : SPEAKER_SPEAKING;
    SDL_UnlockMutex(speaker->lock);
    return state;
}

int speaker_volume(struct speaker *speaker, int steps)
{
    SDL_LockMutex(speaker->lock);
    int volume = speaker->volume + steps;
    volume = volume < SPEAKER_LEAST ? SPEAKER_LEAST : volume > SPEAKER_MOST ? SPEAKER_MOST : volume;
    speaker->volume = volume;
    SDL_UnlockMutex(speaker->lock);
    return volume;
}

void speaker_forget(struct speaker *speaker)
{
    speaker_stop(speaker);
    SDL_LockMutex(speaker->lock);
    speaker->mute = false;
    speaker->volume = SPEAKER_VOLUME;
    speaker->leave = true;
    SDL_CondBroadcast(speaker->more);
    SDL_UnlockMutex(speaker->lock);
}
