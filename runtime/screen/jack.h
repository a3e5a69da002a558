/* jack.h - the socket of the headset: plugged in, or out.
 *
 * The kernel tells of it as a switch of an input device (SW_HEADPHONE_INSERT); which one, site.conf says. A headset
 * that comes out of the machine by a keypad is told of by that keypad's keys instead. */
#ifndef SCREEN_JACK_H
#define SCREEN_JACK_H

#include "base/base.h"

struct jack;

/* NULL when it cannot be had: the log says why, and speech begins by hand. */
struct jack *jack_open(const char *path);
void jack_close(struct jack *jack);

/* True while something is plugged in. Each change posts an SDL event, so that a sleeping window wakes up. */
bool jack_in(struct jack *jack);

#endif
