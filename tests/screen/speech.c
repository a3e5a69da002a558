/* The voice: foreign WAV bytes do no harm, a program that misbehaves costs a chime at most, and two calls that come at
 * once are heard one after the other, each chimed once and spoken twice with the pause between.
 *
 * SDL's disk driver writes what a sound card would play. It begins its file anew whenever the device opens, so it is
 * given a pipe: whoever reads that hears everything. */
#define _GNU_SOURCE
#include "voice/sound.h"
#include "wall/speech.h"
#include "voice/voice.h"

#include "base/clock.h"
#include "base/words.h"
#include "test.h"

#include <SDL.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

/* WAVs */

static void put(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

/* A head of 44 bytes and n bytes of samples; data says how long they claim to be. */
static size_t make_wav(uint8_t *to, uint32_t rate, uint32_t channels, uint32_t bits, size_t n, uint32_t data)
{
    memcpy(to, "RIFF....WAVEfmt ", 16);
    put(to + 4, data + 36, 4);
    put(to + 16, 16, 4);
    put(to + 20, 1, 2);
    put(to + 22, channels, 2);
    put(to + 24, rate, 4);
    put(to + 28, rate * channels * bits / 8, 4);
    put(to + 32, channels * bits / 8, 2);
    put(to + 34, bits, 2);
    memcpy(to + 36, "data", 4);
    put(to + 40, data, 4);
    for (size_t i = 0; i < n; i++)
        to[44 + i] = (uint8_t)(i * 7);
    return 44 + n;
}

/* On a copy that is exactly as long, so that a sanitizer sees every byte too far. */
static int read_wav(const uint8_t *bytes, size_t n, int *ms)
{
    struct sound sound = {0};
    uint8_t *copy = make(n);
    memcpy(copy, bytes, n);
    int code = sound_wav(&sound, "test", copy, n);
    if (ms)
        *ms = sound_ms(&sound);
    check(code == OK || sound.n == 0);
    sound_free(&sound);
    free(copy);
    return code;
}

static void test_wav(void)
{
    static uint8_t wav[8192];
    int ms;
    size_t n = make_wav(wav, 22050, 1, 16, 4410, 4410);
    check(read_wav(wav, n, &ms) == OK && ms >= 98 && ms <= 102);
    n = make_wav(wav, 44100, 2, 16, 4400, 4400);
    check(read_wav(wav, n, &ms) == OK && ms >= 24 && ms <= 26);
    n = make_wav(wav, 22050, 1, 16, 4410, 0x7ffff000); /* as espeak-ng writes into a pipe */
    check(read_wav(wav, n, &ms) == OK && ms >= 98 && ms <= 102);
    check(read_wav(wav, n - 1, NULL) == E_FORMAT); /* half a sample */
    check(read_wav(wav, 44, NULL) == E_FORMAT);    /* none */
    n = make_wav(wav, 22050, 1, 16, 4410, 4410);
    for (size_t cut = 0; cut < n; cut++)
        check(read_wav(wav, cut, NULL) == E_FORMAT);
    static const uint32_t refused[][3] = {{22050, 1, 8}, {22050, 3, 16}, {22050, 0, 16},
                                          {4000, 1, 16}, {96000, 1, 16}, {0, 1, 16}};
    for (size_t i = 0; i < COUNT(refused); i++) {
        n = make_wav(wav, refused[i][0], refused[i][1], refused[i][2], 1200, 1200);
        check(read_wav(wav, n, NULL) == E_FORMAT);
    }
}

static void test_chunks(void)
{
    static uint8_t wav[8192];
    size_t n = make_wav(wav, 22050, 1, 16, 200, 200);
    memmove(wav + 12 + 8 + 4, wav + 12, n - 12); /* a part before the format that nobody needs, of odd length */
    memcpy(wav + 12, "LIST", 4);
    put(wav + 16, 3, 4);
    check(read_wav(wav, n + 12, NULL) == OK);
    put(wav + 16, 0xffffffff, 4);
    check(read_wav(wav, n + 12, NULL) == E_FORMAT);
    n = make_wav(wav, 22050, 1, 16, 200, 200);
    memcpy(wav + 12, "fmt!", 4);
    check(read_wav(wav, n, NULL) == E_FORMAT); /* samples without a format */
}

static void test_garbage(void)
{
    static uint8_t wav[512];
    uint32_t random = 1;
    for (int i = 0; i < 20000; i++) {
        size_t n = make_wav(wav, 22050, 1, 16, 200, 200);
        for (int times = 0; times < 4; times++) {
            random = random * 1664525u + 1013904223u;
            wav[(random >> 8) % (i % 2 ? 44 : n)] = (uint8_t)(random >> 24);
        }
        read_wav(wav, (random >> 4) % n, NULL);
        read_wav(wav, n, NULL);
    }
}

/* Our own */

static double energy(const struct sound *sound, int from_ms, int to_ms)
{
    double sum = 0;
    size_t from = (size_t)from_ms * SOUND_RATE / 1000, to = (size_t)to_ms * SOUND_RATE / 1000;
    for (size_t i = from; i < to && i < sound->n; i++)
        sum += (double)sound->samples[i] * sound->samples[i];
    return sum / (double)(to - from);
}

static void test_chime(void)
{
    struct sound chime = {0};
    sound_chime(&chime);
    check(sound_ms(&chime) == 1000);
    check(energy(&chime, 0, 300) > 1e6 && energy(&chime, 380, 680) > 1e6); /* two notes */
    check(energy(&chime, 320, 355) < energy(&chime, 380, 420) / 4);        /* with a dip between */
    check(energy(&chime, 980, 1000) < 1e4);
    for (size_t i = 0; i < chime.n; i++)
        check(abs(chime.samples[i]) < 16000);
    sound_free(&chime);
}

static void test_languages(void)
{
    check(voice_is("id") && voice_is("en-gb"));
    check(!voice_is("") && !voice_is("-v") && !voice_is("id en") && !voice_is("../id") &&
          !voice_is("averyverylonglanguage"));
}

/* Programs that misbehave, in the place of espeak-ng. */

static int speak_with(const char *script, bool *told)
{
    const char *path = turn_text("%s/espeak-ng", folder);
    unlink(path);
    if (script) {
        FILE *to = fopen(path, "w");
        fprintf(to, "#!/bin/sh\n%s\n", script);
        fclose(to);
        chmod(path, 0700);
    }
    setenv("PATH", script ? turn_text("%s:/usr/bin:/bin", folder) : folder, 1);
    struct sound sound = {0};
    int code = voice_speak(&sound, "id", VOICE_HALL, "Nomor antrean.", told);
    check(code == OK || sound.n == 0);
    sound_free(&sound);
    unlink(path);
    return code;
}

static void test_programs(void)
{
    char *path = make_text(getenv("PATH"));
    bool told = false;
    check(speak_with(NULL, &told) == E_IO && told); /* not there */
    check(speak_with("exit 1", &told) == E_IO && told);
    check(speak_with("cat > /dev/null; echo 'not a sound'", &told) == E_FORMAT && told);
    check(speak_with("exec cat /dev/zero", &told) == E_IO);
    check(speak_with("exec /usr/bin/espeak-ng \"$@\"; exit 3", &told) == OK && !told);
    check(speak_with("/usr/bin/espeak-ng \"$@\"; exit 3", &told) == E_IO && told);
    int64_t begun = clock_ms();
    check(speak_with("exec >&-; exec sleep 30", &told) == E_IO); /* closes its output, and stays */
    check(clock_ms() - begun < 5000);
    setenv("PATH", path, 1);
    free(path);
}

/* Calls */

static struct sound heard;
static int ear;

static void *listen_to(void *mine)
{
    (void)mine;
    char bytes[65536];
    for (ssize_t n; (n = read(ear, bytes, sizeof bytes)) > 0;) {
        struct sound some = {(int16_t *)(void *)bytes, (size_t)n / 2};
        if (n == 4 && memcmp(bytes, "end.", 4) == 0)
            break;
        sound_add(&heard, &some);
    }
    return NULL;
}

static void say_call(struct speech *speech, const char *number, const char *counter)
{
    struct announcement said = {0};
    for (int i = 0; i < speech_languages(speech); i++)
        snprintf(said.texts[i], sizeof said.texts[i], "%s", words_call(speech_language(speech, i), number, counter));
    speech_say(speech, &said);
}

static struct sound voice_of(const char *language, const char *number, const char *counter)
{
    struct sound voice = {0};
    bool told = false;
    check(voice_speak(&voice, language, VOICE_HALL, words_call(language, number, counter), &told) == OK);
    return voice;
}

/* Sample by sample: where `part` begins at or after `at`, or -1. */
static long find(const struct sound *part, long at)
{
    long last = (long)heard.n - (long)part->n;
    for (; at <= last; at++)
        if (heard.samples[at] == part->samples[0] && memcmp(heard.samples + at, part->samples, part->n * 2) == 0)
            return at;
    return -1;
}

/* `part` is heard from exactly `at`; the result is its end. */
static long follows(const struct sound *part, long at)
{
    check(find(part, at) == at);
    return at + (long)part->n;
}

static long pause_of(int ms)
{
    return (long)ms * SOUND_RATE / 1000;
}

static int wait_for_end(struct speech *speech)
{
    int64_t begun = clock_ms(), quiet = 0;
    int seen = 0;
    for (bool was = false; clock_ms() - begun < 30000 && (quiet == 0 || clock_ms() - quiet < 700); SDL_Delay(5)) {
        bool is = speech_heard(speech);
        seen += is && !was;
        quiet = is ? 0 : was ? clock_ms() : quiet;
        was = is;
    }
    return seen;
}

static struct speech *open_speech(const char *speak)
{
    static struct site site;
    json_decref(site.settings);
    site = (struct site){.run = folder, .settings = json_pack("{s:[s,s]}", "languages", "id", "en")};
    if (speak)
        json_object_set_new(site.settings, "speak", json_loads(speak, 0, NULL));
    return speech_open(&site);
}

static void test_calls(void)
{
    struct speech *speech = open_speech(NULL);
    say_call(speech, "A027", "A4");
    say_call(speech, "KD123", "D12");
    say_call(speech, "KD123", "D12"); /* waits already */
    check(wait_for_end(speech) == 2);
    speech_close(speech);
    struct sound chime = {0}, first = voice_of("id", "A027", "A4"), second = voice_of("id", "KD123", "D12");
    sound_chime(&chime);
    long at = find(&chime, 0);
    check(at >= 0);
    at = follows(&first, follows(&chime, at) + pause_of(250));
    at = follows(&first, at + pause_of(1500));
    long next = find(&chime, at);
    check(next >= at + pause_of(250));
    at = follows(&second, follows(&chime, next) + pause_of(250));
    at = follows(&second, at + pause_of(1500));
    check(find(&chime, at) == -1);
    sound_free(&chime);
    sound_free(&first);
    sound_free(&second);
}

static void test_two_languages(void)
{
    sound_free(&heard);
    struct speech *speech = open_speech("[\"id\", \"en\", \"fr\", 7]");
    check(speech_languages(speech) == 2);
    check_text(speech_language(speech, 1), "en");
    say_call(speech, "D009", "D1");
    check(wait_for_end(speech) == 1);
    speech_close(speech);
    struct sound id = voice_of("id", "D009", "D1"), en = voice_of("en", "D009", "D1");
    long at = find(&id, 0);
    check(at >= 0);
    at = follows(&id, at + (long)id.n + pause_of(1500));
    at = follows(&en, at + pause_of(1500));
    check(find(&en, at) == -1);
    sound_free(&id);
    sound_free(&en);
}

static void test_format_note(void)
{
    mkdir(turn_text("%s/state", folder), 0700);
    mkdir(turn_text("%s/state/call", folder), 0700);
    speech_close(open_speech(NULL));
    json_t *note = json_read_file(turn_text("%s/state/call/audio.json", folder), 1024);
    check(json_number(note, "rate", 0) == 44100 && json_number(note, "channels", 0) == 1);
    json_decref(note);
    unlink(turn_text("%s/state/call/audio.json", folder));
    rmdir(turn_text("%s/state/call", folder));
    rmdir(turn_text("%s/state", folder));
}

/* Closing does not wait for the end of a call, and a missing device does not keep anybody. */
static void test_closing(void)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1); /* plays in real time */
    struct speech *speech = open_speech(NULL);
    say_call(speech, "A027", "A4");
    for (int i = 0; i < 400 && !speech_heard(speech); i++)
        SDL_Delay(5);
    check(speech_heard(speech));
    int64_t begun = clock_ms();
    speech_close(speech);
    check(clock_ms() - begun < 1500);
    setenv("SDL_AUDIODRIVER", "nosuchdriver", 1);
    speech = open_speech(NULL);
    say_call(speech, "A027", "A4");
    SDL_Delay(300);
    check(!speech_heard(speech));
    speech_close(speech);
}

int main(void)
{
    snprintf(folder, sizeof folder, "/tmp/speech-%d", getpid());
    mkdir(folder, 0700);
    test_wav();
    test_chunks();
    test_garbage();
    test_chime();
    test_languages();
    test_programs();
    const char *pipe = turn_text("%s/heard", folder);
    check(mkfifo(pipe, 0600) == 0);
    ear = open(pipe, O_RDWR | O_CLOEXEC);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", pipe, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    SDL_Init(SDL_INIT_EVENTS);
    pthread_t thread;
    pthread_create(&thread, NULL, listen_to, NULL);
    test_calls();
    test_two_languages();
    check(write(ear, "end.", 4) == 4);
    pthread_join(thread, NULL);
    test_format_note();
    test_closing();
    sound_free(&heard);
    close(ear);
    unlink(pipe);
    rmdir(folder);
    SDL_Quit();
    turn_end();
    return test_end();
}
