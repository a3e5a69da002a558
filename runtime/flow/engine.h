/* engine.h - engine.lua, which the build turns into bytes of the program (embed.cmake), and those bytes compiled.
 *
 * Compiling is more than half of what beginning a script costs, and comes to the same every time. So a process compiles
 * the engine once, and the nursery does it before its first child, which all of them inherit: our own code, and nothing
 * that any script ever was near. */
#ifndef FLOW_ENGINE_H
#define FLOW_ENGINE_H

#include <lua.h>
#include <stddef.h>

extern const unsigned char engine_source[];
extern const size_t engine_size;

/* Compiles the engine, if this process or the one it was forked from has not done so. */
void engine_compile(void);

/* Pushes the engine's function, or raises an error. */
void engine_push(lua_State *lua);

#endif
