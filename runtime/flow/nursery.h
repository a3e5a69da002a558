/* nursery.h - forks a locked child for each visit, and stops it when its time is over.
 *
 * The nursery itself never reads a script: it stays small, so that a fork is cheap and clean. Core names the deadlines;
 * when core is lost all children end, since core alone could have told them anything. */
#ifndef FLOW_NURSERY_H
#define FLOW_NURSERY_H

#include "base/site.h"

/* Runs until SIGTERM. `site.conf` with demo = true also lets scripts write to the log. */
int nursery_run(const struct site *site);

#endif
