/* acts.h - what the citizen does on each kind of screen. */
#ifndef ROBOT_ACTS_H
#define ROBOT_ACTS_H

#include "robot/visit.h"

/* Does it once; whether it had an effect, the walk sees. Negative when there is no way on. */
int act_on(struct visit *visit);

/* One line to the simulated devices: act_simulator(visit, "card in 1"). */
int act_simulator(const struct visit *visit, const char *line);

#endif
