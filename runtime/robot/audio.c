/* audio.c - see audio.h. */
#include "robot/audio.h"

#include "base/memfile.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 44, RAW_MAX = 1 << 30, RATE = 44100, SAMPLE = 2 };

struct format {
    uint32_t rate, channels;
};

int64_t audio_mark(const struct site *site)
{
    struct stat is;
    return stat(site_path(site, "state/call/call.raw"), &is) == 0 ? (int64_t)is.st_size : 0;
}

static struct format read_format(const struct site *site)
{
    char *path = site_path(site, "state/call/audio.json");
    json_t *own = access(path, R_OK) == 0 ? json_read_file(path, 1 << 16) : NULL;
    struct format format = {(uint32_t)json_number(own, "rate", RATE), (uint32_t)json_number(own, "channels", 1)};
    json_decref(own);
    return format;
}

static void put(unsigned char *to, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

/* RIFF, PCM: the header every player knows. */
static void write_head(unsigned char head[HEAD], struct format format, size_t n)
{
    memcpy(head, "RIFF....WAVEfmt ", 16);
    put(head + 4, (uint32_t)(n + HEAD - 8), 4);
    put(head + 16, 16, 4);
    put(head + 20, 1, 2);
    put(head + 22, format.channels, 2);
    put(head + 24, format.rate, 4);
    put(head + 28, format.rate * format.channels * SAMPLE, 4);
    put(head + 32, format.channels * SAMPLE, 2);
    put(head + 34, 8 * SAMPLE, 2);
    memcpy(head + 36, "data", 4);
    put(head + 40, (uint32_t)n, 4);
}

static bool silent(const char *frame, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (frame[i])
            return false;
    return true;
}

/* Silence before and after is cut, a frame at a time. */
static void trim(const char **from, size_t *n, size_t frame)
{
    *n -= *n % frame;
    while (*n > 0 && silent(*from, frame)) {
        *from += frame;
        *n -= frame;
    }
    while (*n > 0 && silent(*from + *n - frame, frame))
        *n -= frame;
}

/* What the file has behind the mark without its silence; `file` is the whole of it, to be freed by the caller. */
struct voice {
    char *file;
    size_t n_file;
    const char *bytes;
    size_t n;
};

static int read_voice(const struct site *site, struct format format, int64_t mark, struct voice *voice)
{
    if (file_read_path(site_path(site, "state/call/call.raw"), RAW_MAX, &voice->file, &voice->n_file) < 0)
        return E_IO;
    size_t frame = SAMPLE * format.channels, n = voice->n_file;
    size_t start = mark > 0 && (size_t)mark <= n ? (size_t)mark - (size_t)mark % frame : 0; /* a new file is all ours */
    voice->bytes = voice->file + start;
    voice->n = n - start;
    trim(&voice->bytes, &voice->n, frame);
    return OK;
}

bool audio_heard(const struct site *site, int64_t mark)
{
    struct voice voice;
    if (audio_mark(site) == mark || read_voice(site, read_format(site), mark, &voice) < 0)
        return false;
    bool heard = voice.n > 0;
    wipe_free(voice.file, voice.n_file);
    return heard;
}

int audio_save(const struct site *site, int64_t mark, const char *path)
{
    struct voice voice;
    struct format format = read_format(site);
    if (format.channels < 1 || format.channels > 8 || format.rate < 8000 || format.rate > 192000)
        return fail(E_FORMAT, "state/call/audio.json: %u Hz, %u channels", format.rate, format.channels);
    if (read_voice(site, format, mark, &voice) < 0)
        return E_IO;
    unsigned char *wav = make(HEAD + voice.n);
    write_head(wav, format, voice.n);
    memcpy(wav + HEAD, voice.bytes, voice.n);
    int code = voice.n ? file_write_path(path, wav, HEAD + voice.n, 0644) : fail(E_STATE, "nothing was said");
    wipe_free(voice.file, voice.n_file);
    wipe_free(wav, HEAD + voice.n);
    return code;
}
