/* wall.h - the officer calls, the wall shows and speaks: the second half of the demo. */
#ifndef ROBOT_WALL_H
#define ROBOT_WALL_H

#include "robot/robot.h"

/* Calls numbers to the counter until this one is called; OUT/call.png shows it, OUT/call.wav speaks it (unless silent).
 */
int wall_call(struct robot *robot, const char *ticket, bool silent);

#endif
