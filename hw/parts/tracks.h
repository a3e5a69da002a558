/* tracks.h - what is on a magnetic stripe, as a reader says it: %first? ;second? +third?, those that the card has, then
 * the end of the line. Behind code.h; compiled into each driver that needs it.
 *
 * A stripe names a card that anybody can copy, so what it says is worth what a typed number is worth.
 *
 * Not obvious: the reader itself checks parity and checksum of each track, and says E where one was wrong; then, as
 * with everything that does not look like tracks, the person is asked to pull the card through once more. */
#ifndef PARTS_TRACKS_H
#define PARTS_TRACKS_H

#include "code.h"

/* For code_end(): the line as `track1` to `track3`. */
void tracks_answer(struct kd_dev *dev, struct kd_bytes line);

#endif
