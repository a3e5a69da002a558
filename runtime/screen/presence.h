/* presence.h - whether somebody is still there, and what time brings: the question, the end of a visit that was left,
 * home as it was. */
#ifndef SCREEN_PRESENCE_H
#define SCREEN_PRESENCE_H

#include "screen/ui.h"

/* Does what time brought; ms until it brings something again. mine: the ui. */
int64_t presence_due(void *mine, int64_t now);

/* Seconds that are left to answer the question whether somebody is there; IDLE_NEVER while it is not asked. */
int presence_left(const struct ui *ui, int64_t now);

/* A visit comes within a few frames: home stays that long, and only then the citizen is asked for patience. ms that are
 * left of it. */
int64_t presence_patience(const struct ui *ui, int64_t now);

#endif
