/* msr.c - magnetic stripe readers that type what they read: %first? ;second? +third?, those that the card has, then
 * Enter. A stripe names a card that anybody can copy, so what it says is worth what a typed number is worth.
 *
 * Not obvious: the reader itself checks parity and checksum of each track, and types E where one was wrong; then, as
 * with everything that does not look like tracks, the person is asked to pull the card through once more. */
#include "parts/typed.h"

#include <string.h>

enum { TRACKS = 3 };

static const struct track {
    char start;
    const char *name;
    size_t most; /* ISO 7811: characters without the signs around them */
} tracks[TRACKS] = {{'%', "track1", 77}, {';', "track2", 38}, {'+', "track3", 105}};

/* Takes one track off the line; 0: there is none, or it is bad. */
static int read_track(struct kd_bytes *line, const struct track *track, struct kd_attr *to)
{
    const uint8_t *start = line->at, *end = memchr(start, '?', line->n);
    size_t n = end ? (size_t)(end - start) : 0;
    if (n < 2 || n - 1 > track->most || (n == 2 && start[1] == 'E'))
        return 0;
    *to = (struct kd_attr){track->name, 0, {start + 1, n - 1}};
    line->at = end + 1;
    line->n -= n + 1;
    return 1;
}

/* In their order, each at most once, and nothing besides. */
static void answer(struct kd_dev *dev, struct kd_bytes line)
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

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes events)
{
    (void)port;
    typed_take(dev, events, answer);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "msr",
    .device_class = "card",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_HID, 0},
    .state_size = sizeof(struct typed),
    .attach = code_attach,
    .request = code_request,
    .cancel = code_cancel,
    .input = on_input,
    .timer = code_timer,
};
