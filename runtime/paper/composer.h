/* composer.h - the paper service: takes `compose` packets, answers with sealed pictures, goes home when idle.
 *
 * It holds nothing between two requests but the words and the font cache. Whoever asked and got no answer (it was
 * killed, or it had just gone) asks again: composing twice does no harm. */
#ifndef PAPER_COMPOSER_H
#define PAPER_COMPOSER_H

#include "base/loop.h"
#include "base/site.h"

struct composer;

/* `listener` is a listening SOCK_SEQPACKET; idle_ms without work stop the loop with OK. NULL without words. */
struct composer *composer_new(struct loop *loop, const struct site *site, int listener, int64_t idle_ms);
void composer_free(struct composer *composer);

#endif
