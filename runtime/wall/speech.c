/* speech.c - see speech.h. The thread has no turn memory, which belongs to the window's thread. */
#include "wall/speech.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "voice/sound.h"
#include "voice/voice.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAUSE_MS = 1500, BREATH_MS = 250, BLOCK = 2048, PATIENCE_MS = 3000, SILENT_MS = 300000 };

struct speech {
    char languages[SPEECH_LANGUAGES][VOICE_LANGUAGE];
    int n_languages;
    SDL_Thread *thread;
    SDL_mutex *lock; /* of the four below */
    SDL_cond *more;
    struct announcement waiting[SPEECH_WAITING];
    int n_waiting;
    bool heard, closing;
    SDL_sem *played; /* the device has taken all, or there is no time left */
    uint32_t event;
    bool told_voice[SPEECH_LANGUAGES], told_device; /* a failure that lasts is logged once */
    int64_t silent_until; /* there was no sound card a moment ago; looking for one fills the log */
};

/* What the device still has to take. */
struct tape {
    const struct sound *sound;
    size_t at;
    SDL_sem *played;
};

static void feed(void *mine, Uint8 *to, int n)
{
    struct tape *tape = mine;
    size_t wanted = (size_t)n / sizeof *tape->sound->samples, left = tape->sound->n - tape->at;
    size_t taken = left < wanted ? left : wanted;
    memset(to, 0, (size_t)n);
    memcpy(to, tape->sound->samples + tape->at, taken * sizeof *tape->sound->samples);
    tape->at += taken;
    if (left > 0 && taken == left)
        SDL_SemPost(tape->played);
}

static void set_heard(struct speech *speech, bool heard)
{
    SDL_LockMutex(speech->lock);
    speech->heard = heard;
    SDL_UnlockMutex(speech->lock);
    SDL_PushEvent(&(SDL_Event){.type = speech->event});
}

static int no_sound(struct speech *speech)
{
    if (!speech->told_device)
        fail(E_IO, "no sound: %s; calls are shown only, and it is tried again every five minutes", SDL_GetError());
    speech->told_device = true;
    speech->silent_until = clock_ms() + SILENT_MS;
    return E_IO;
}

/* A device that never took it all leaves nothing behind for the next call. */
static void wait_for_end(struct speech *speech, const struct sound *sound, SDL_AudioDeviceID device)
{
    bool late = SDL_SemWaitTimeout(speech->played, (Uint32)sound_ms(sound) + PATIENCE_MS) == SDL_MUTEX_TIMEDOUT;
    SDL_CloseAudioDevice(device);
    if (late)
        SDL_SemTryWait(speech->played);
}

static int play(struct speech *speech, const struct sound *sound)
{
    struct tape tape = {sound, 0, speech->played};
    SDL_AudioSpec want = {.freq = SOUND_RATE,
                          .format = AUDIO_S16SYS,
                          .channels = SOUND_CHANNELS,
                          .samples = BLOCK,
                          .callback = feed,
                          .userdata = &tape};
    SDL_AudioDeviceID device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    if (!device)
        return no_sound(speech);
    speech->told_device = false;
    set_heard(speech, true);
    SDL_PauseAudioDevice(device, 0);
    wait_for_end(speech, sound, device);
    set_heard(speech, false);
    return OK;
}

/* SDL's sound, too, is there only while it is needed: some of its drivers look for new devices every second. */
static int play_once(struct speech *speech, const struct sound *sound)
{
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) < 0)
        return no_sound(speech);
    int code = play(speech, sound);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return code;
}

/* Chime, the first language twice, the second one once. A voice that is missing leaves the chime. */
static void compose(struct speech *speech, const struct announcement *announcement, struct sound *to)
{
    sound_chime(to);
    sound_pause(to, BREATH_MS);
    for (int i = 0; i < speech->n_languages; i++) {
        struct sound voice = {0};
        if (voice_speak(&voice, speech->languages[i], VOICE_HALL, announcement->texts[i], &speech->told_voice[i]) < 0)
            continue;
        if (i > 0)
            sound_pause(to, PAUSE_MS);
        sound_add(to, &voice);
        if (i == 0) {
            sound_pause(to, PAUSE_MS);
            sound_add(to, &voice);
        }
        sound_free(&voice);
    }
    sound_pause(to, BREATH_MS); /* so that no device cuts off the last word */
}

/* Sleeps until something is to be said; false when it is over. */
static bool take(struct speech *speech, struct announcement *next)
{
    SDL_LockMutex(speech->lock);
    while (speech->n_waiting == 0 && !speech->closing)
        SDL_CondWait(speech->more, speech->lock);
    bool more = !speech->closing;
    if (more) {
        *next = speech->waiting[0];
        memmove(speech->waiting, speech->waiting + 1, sizeof *next * (size_t)--speech->n_waiting);
    }
    SDL_UnlockMutex(speech->lock);
    return more;
}

static int run(void *mine)
{
    struct speech *speech = mine;
    for (struct announcement next; take(speech, &next);) {
        struct sound sound = {0};
        if (clock_ms() < speech->silent_until)
            continue;
        compose(speech, &next, &sound);
        play_once(speech, &sound);
        sound_free(&sound);
    }
    return 0;
}

static bool is_listed(const json_t *list, const char *text)
{
    size_t i;
    json_t *each;
    json_array_foreach (list, i, each) {
        if (json_is_string(each) && strcmp(json_string_value(each), text) == 0)
            return true;
    }
    return false;
}

static void take_languages(struct speech *speech, const struct site *site)
{
    const json_t *known = site_languages(site);
    size_t i;
    json_t *each;
    json_array_foreach (json_object_get(site->settings, "speak"), i, each) {
        const char *language = json_is_string(each) ? json_string_value(each) : "";
        bool wanted = voice_is(language) && (speech->n_languages == 0 || is_listed(known, language));
        if (wanted && speech->n_languages < SPEECH_LANGUAGES)
            strcpy(speech->languages[speech->n_languages++], language);
        else
            say("site.conf: \"%s\" of `speak` is left out: at most %d, and a second one is among `languages`", language,
                SPEECH_LANGUAGES);
    }
    if (speech->n_languages == 0)
        strcpy(speech->languages[speech->n_languages++], "id");
}

/* For whoever records the raw samples of a run. */
static void note_format(const struct site *site)
{
    char text[64];
    int n = snprintf(text, sizeof text, "{\"rate\": %d, \"channels\": %d}\n", SOUND_RATE, SOUND_CHANNELS);
    if (access(site_path(site, "state/call"), W_OK) == 0)
        file_write_path(site_path(site, "state/call/audio.json"), text, (size_t)n, 0640);
}

struct speech *speech_open(const struct site *site)
{
    struct speech *speech = make(sizeof *speech);
    take_languages(speech, site);
    note_format(site);
    speech->event = SDL_RegisterEvents(1);
    speech->lock = SDL_CreateMutex();
    speech->more = SDL_CreateCond();
    speech->played = SDL_CreateSemaphore(0);
    speech->thread = SDL_CreateThread(run, "speech", speech);
    if (speech->thread)
        return speech;
    fail(E_IO, "thread: %s", SDL_GetError());
    speech_close(speech);
    return NULL;
}

void speech_close(struct speech *speech)
{
    if (!speech)
        return;
    SDL_LockMutex(speech->lock);
    speech->closing = true;
    SDL_CondSignal(speech->more);
    SDL_UnlockMutex(speech->lock);
    SDL_SemPost(speech->played);
    SDL_WaitThread(speech->thread, NULL);
    SDL_DestroySemaphore(speech->played);
    SDL_DestroyCond(speech->more);
    SDL_DestroyMutex(speech->lock);
    free(speech);
}

int speech_languages(const struct speech *speech)
{
    return speech->n_languages;
}

const char *speech_language(const struct speech *speech, int i)
{
    must(i >= 0 && i < speech->n_languages);
    return speech->languages[i];
}

static bool is_waiting(const struct speech *speech, const struct announcement *announcement)
{
    for (int i = 0; i < speech->n_waiting; i++)
        if (strcmp(speech->waiting[i].texts[0], announcement->texts[0]) == 0)
            return true;
    return false;
}

static void enqueue(struct speech *speech, const struct announcement *announcement)
{
    if (speech->n_waiting == SPEECH_WAITING) {
        say("more than %d calls wait to be spoken: the oldest is left out", SPEECH_WAITING);
        memmove(speech->waiting, speech->waiting + 1, sizeof *announcement * (size_t)--speech->n_waiting);
    }
    speech->waiting[speech->n_waiting++] = *announcement;
    SDL_CondSignal(speech->more);
}

void speech_say(struct speech *speech, const struct announcement *announcement)
{
    SDL_LockMutex(speech->lock);
    if (!is_waiting(speech, announcement))
        enqueue(speech, announcement);
    SDL_UnlockMutex(speech->lock);
}

bool speech_heard(struct speech *speech)
{
    SDL_LockMutex(speech->lock);
    bool heard = speech->heard;
    SDL_UnlockMutex(speech->lock);
    return heard;
}
