/* offers.h - what home offers, written for ui into RUN/share: index.json for its first screen, services.json with all
 * (messages.md, Index). */
#ifndef DESK_OFFERS_H
#define DESK_OFFERS_H

#include "desk/catalog.h"

/* Writes both; how many services there are, negative after a failure. */
int offers_write(const struct catalog *catalog);

#endif
