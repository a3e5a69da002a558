/* days.h - what a script may do with days, which are texts like "2026-05-14". */
#ifndef FLOW_DAYS_H
#define FLOW_DAYS_H

#include "base/clock.h"

#include <lua.h>

/* The day at a place of the stack; anything else is an error of the author's line, with `what` in front. */
struct day days_check(lua_State *lua, int at, const char *what);

/* True when there is one. */
bool days_is(lua_State *lua, int at);

/* Pushes the day as a text. */
void days_push_day(lua_State *lua, struct day day);

/* Pushes the table of functions that is `day` in a script. */
void days_push(lua_State *lua);

#endif
