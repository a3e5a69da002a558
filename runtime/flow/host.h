/* host.h - the C side of engine.lua: signatures, the journal, positions, and the tables of pure functions. */
#ifndef FLOW_HOST_H
#define FLOW_HOST_H

#include <jansson.h>
#include <lua.h>
#include <stddef.h>

/* What main.lua is called in messages. */
#define HOST_SCRIPT "main.lua"

/* Where the script is: "main.lua:12: ", or "main.lua: " while nothing of it runs. */
void host_where(lua_State *lua, char *to, size_t size);

/* Raises an error of the author's line: "main.lua:12: WHAT: WHY". Never returns; says it does, as Lua's own do. */
int host_complain(lua_State *lua, const char *what, const char *why);

/* Pushes the table that engine.lua gets as its argument. The journal lives as long as the state. */
void host_push(lua_State *lua, const json_t *journal);

#endif
