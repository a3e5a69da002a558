/* flaws.h - what is wrong with a screen as it is laid: texts that are cut, covered, too small or missing, targets that
 * a finger would miss. For tests of the runtime, and for the author of a service. */
#ifndef GLASS_FLAWS_H
#define GLASS_FLAWS_H

#include "glass/plan.h"

/* Calls found for each; what ends where the text (or the target's id) is to follow. */
void flaws_find(const struct plan *plan, void (*found)(void *mine, const char *what, const char *text), void *mine);

/* What is touched and smaller than `below` millimetres, but not than `from`; `mm` is a unit of the plan. */
void flaws_find_small(const struct plan *plan, double mm, double from, double below,
                      void (*found)(void *mine, const char *what, const char *text), void *mine);

#endif
