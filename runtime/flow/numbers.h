/* numbers.h - what a script may know of the numbers and sums of its citizens: `id`, `money` and `skm`.
 *
 * Pure: no step, no clock, no files. What is no such number gives nil, so that a check can say it in the author's
 * words; what is only odd has a list of what is odd. */
#ifndef FLOW_NUMBERS_H
#define FLOW_NUMBERS_H

#include <lua.h>

/* Each pushes the table of functions of that name. */
void numbers_push_id(lua_State *lua);
void numbers_push_money(lua_State *lua);
void numbers_push_skm(lua_State *lua);

#endif
