/* value.h - values that cross between Lua and JSON: bounded, raw, the same on every run.
 *
 * Metatables are never asked. A list is a table with the keys 1 to n; an empty table is an empty list, except where
 * names belong by nature. A number without a fraction is a whole number, whatever Lua computed it with. */
#ifndef FLOW_VALUE_H
#define FLOW_VALUE_H

#include "base/json.h"

#include <lua.h>

enum { VALUE_DEPTH = 6, VALUE_NODES = 2000, VALUE_BYTES = 32768 };

/* The value at index as JSON, or NULL and the reason, in the words of a script's author. */
json_t *value_take(lua_State *lua, int index, char *why, size_t n_why);

/* The same for the options of a step: names, also when empty, and so are its members `with`, `input` and `data`. */
json_t *value_take_options(lua_State *lua, int index, char *why, size_t n_why);

/* Pushes a JSON value; null is nil. May raise Lua's memory error. */
void value_push(lua_State *lua, const json_t *value);

#endif
