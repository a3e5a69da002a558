/* tracks.c - see tracks.h. */
#include "tracks.h"

#include <string.h>

enum { TRACKS = 3 };

static const struct track {
    char start;
    const char *name;
    size_t most; /* ISO 7811: characters without the signs around them */
} tracks[TRACKS] = {{'%', "track1", 77}, {';', "track2", 38}, {'+', "track3", 105}};

/* A line is disturbed as any is; a track has letters, digits and signs. */
static int is_readable(const uint8_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] < ' ' || at[i] > '~')
            return 0;
    return 1;
}

/* Takes one track off the line; 0: there is none, or it is bad. */
static int read_track(struct kd_bytes *line, const struct track *track, struct kd_attr *to)
{
    const uint8_t *start = line->at, *end = memchr(start, '?', line->n);
    size_t n = end ? (size_t)(end - start) : 0;
    if (n < 2 || n - 1 > track->most || (n == 2 && start[1] == 'E') || !is_readable(start, n))
        return 0;
    *to = (struct kd_attr){track->name, 0, {start + 1, n - 1}};
    line->at = end + 1;
    line->n -= n + 1;
    return 1;
}

/* In their order, each at most once, and nothing besides. */
void tracks_answer(struct kd_dev *dev, struct kd_bytes line)
{
    struct kd_attr attr[TRACKS];
    size_t n = 0;
    int good = 1;
    for (size_t i = 0; good && i < TRACKS; i++)
        if (line.n > 0 && line.at[0] == (uint8_t)tracks[i].start) {
            good = read_track(&line, &tracks[i], &attr[n]);
            n++;
        }
    if (good && n > 0 && line.n == 0)
        code_finish(dev, KD_OK, attr, n);
    else
        code_finish(dev, KD_RETRY, NULL, 0);
}
