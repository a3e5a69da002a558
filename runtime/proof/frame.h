/* frame.h - frames as a transcript names them, and what a driver has made of them.
 *
 * A frame is written in one line: its form, its size, its colour and perhaps how many of its bytes came:
 * `jpeg 640x480 ff8000 1000`. All of it is of that colour, so that what becomes of it can be told in a line as well. */
#ifndef PROOF_FRAME_H
#define PROOF_FRAME_H

#include "base/base.h"

#include "kiosk_driver.h"

/* A picture: its size, and of each of red, green and blue the darkest and the brightest there is. */
struct look {
    uint32_t width, height;
    uint8_t low[3], high[3];
};

/* Forms: rgb, yuyv (grey), jpeg; and what no camera should send: progressive (a JPEG that is not baseline), spoilt (a
 * JPEG with the bit turned over that the colour numbers), noise (called a JPEG), strange (a form nobody knows). One
 * larger than cameras are says so and is not. Good until the next; E_FORMAT when the text names none. */
int frame_make(const char *text, struct kd_frame *to);

/* Frames that are no picture, and frames that are one, if an unusual one. */
extern const char *const frame_bad[], *const frame_odd[];
extern const size_t frame_bads, frame_odds;

void look_at_rgb(struct look *look, const uint8_t *rgb, uint32_t width, uint32_t height);

/* E_FORMAT when it is no baseline JPEG that can be read without a warning. */
int look_at_jpeg(struct look *look, struct kd_bytes jpeg);

/* Is it `480x640 ff8000`, as near as a JPEG comes? */
bool look_is(const struct look *look, const char *text);

/* Does the small one show the other? */
bool look_shows(const struct look *small, const struct look *whole);

#endif
