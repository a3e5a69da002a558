/* retry.h - whether and when a letter that did not arrive is tried again.
 *
 * Full jitter: anything between nothing and a pause that doubles with every try, so that a hall of kiosks does not come
 * back as one. A receiver that says for how long it wants to be left alone is left alone for longer, up to the longest
 * rest. */
#ifndef DESK_RETRY_H
#define DESK_RETRY_H

#include "store/outbox.h"

enum { RETRY_FIRST = 1000 };

/* What will never be accepted waits for a person; everything else is tried again for ever. */
bool retry_is_hopeless(int64_t status);

/* How long the letter rests (ms) after so many tries; `asked`: what the receiver asked for, 0: nothing. */
int64_t retry_pause(int tries, int64_t asked);

#endif
