/* value.c - see value.h. */
#include "flow/value.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { STACK_ROOM = 4, EXACT = 53 }; /* a double holds whole numbers below 2^53 exactly */

struct taking {
    lua_State *lua;
    int nodes;
    size_t bytes;
    char *why;
    size_t n_why;
};

static json_t *take(struct taking *t, int index, int depth, bool names);

/* Options that hold names by nature, so that an empty one is an empty group. */
static bool holds_names(const char *option)
{
    return strcmp(option, "with") == 0 || strcmp(option, "values") == 0 || strcmp(option, "input") == 0 ||
           strcmp(option, "data") == 0;
}

/* The innermost reason is the one that helps; those further out add nothing. */
LIKE_PRINTF(2) static json_t *refuse(struct taking *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(t->why, t->n_why, format, args);
    va_end(args);
    return NULL;
}

static json_t *take_text(struct taking *t, int index)
{
    size_t n;
    const char *text = lua_tolstring(t->lua, index, &n);
    t->bytes += n;
    if (t->bytes > VALUE_BYTES)
        return refuse(t, "more than %d KiB", VALUE_BYTES / 1024);
    json_t *value = memchr(text, 0, n) ? NULL : json_stringn(text, n);
    return value ? value : refuse(t, "a text that is not UTF-8");
}

static json_t *take_number(struct taking *t, int index)
{
    if (lua_isinteger(t->lua, index))
        return json_integer(lua_tointeger(t->lua, index));
    double number = lua_tonumber(t->lua, index);
    if (!isfinite(number))
        return refuse(t, "a number without end (a division by zero?)");
    if (number == floor(number) && fabs(number) < ldexp(1, EXACT))
        return json_integer((json_int_t)number);
    return json_real(number);
}

/* How many entries the table has, and whether they are 1 to n. */
static int count_entries(lua_State *lua, int index, bool *list)
{
    int n = 0;
    lua_Integer highest = 0;
    *list = true;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        n++;
        if (!lua_isinteger(lua, -2))
            *list = false;
        else if (lua_tointeger(lua, -2) < 1)
            *list = false;
        else if (lua_tointeger(lua, -2) > highest)
            highest = lua_tointeger(lua, -2);
    }
    *list = *list && highest == n;
    return n;
}

static json_t *take_list(struct taking *t, int index, int depth, int n)
{
    json_t *list = json_array();
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(t->lua, index, i);
        json_t *inner = take(t, lua_gettop(t->lua), depth, false);
        lua_pop(t->lua, 1);
        if (!inner) {
            json_wipe(list);
            return NULL;
        }
        json_array_append_new(list, inner);
    }
    return list;
}

static json_t *take_group(struct taking *t, int index, int depth, bool options)
{
    json_t *group = json_object();
    for (lua_pushnil(t->lua); lua_next(t->lua, index); lua_pop(t->lua, 1)) {
        bool named = lua_type(t->lua, -2) == LUA_TSTRING;
        json_t *name = named ? take_text(t, -2) : refuse(t, "a table that mixes a list and names");
        bool names = name && options && holds_names(json_string_value(name));
        json_t *inner = name ? take(t, lua_gettop(t->lua), depth, names) : NULL;
        if (!inner) {
            json_decref(name);
            json_wipe(group);
            lua_pop(t->lua, 2);
            return NULL;
        }
        json_object_set_new(group, json_string_value(name), inner);
        json_decref(name);
    }
    return group;
}

static json_t *take_table(struct taking *t, int index, int depth, bool names)
{
    bool list;
    if (depth >= VALUE_DEPTH)
        return refuse(t, "tables more than %d deep (or a table inside itself)", VALUE_DEPTH);
    if (!lua_checkstack(t->lua, STACK_ROOM))
        return refuse(t, "too much at once");
    int n = count_entries(t->lua, index, &list);
    if (n > VALUE_NODES)
        return refuse(t, "more than %d values", VALUE_NODES);
    if (list && !(names && n == 0))
        return names ? refuse(t, "a list where names are wanted") : take_list(t, index, depth + 1, n);
    return take_group(t, index, depth + 1, names && depth == 0);
}

static json_t *take(struct taking *t, int index, int depth, bool names)
{
    if (++t->nodes > VALUE_NODES)
        return refuse(t, "more than %d values", VALUE_NODES);
    switch (lua_type(t->lua, index)) {
    case LUA_TNIL:
        return json_null();
    case LUA_TBOOLEAN:
        return json_boolean(lua_toboolean(t->lua, index));
    case LUA_TNUMBER:
        return take_number(t, index);
    case LUA_TSTRING:
        return take_text(t, index);
    case LUA_TTABLE:
        return take_table(t, index, depth, names);
    default:
        return refuse(t, "a %s", lua_typename(t->lua, lua_type(t->lua, index)));
    }
}

json_t *value_take(lua_State *lua, int index, char *why, size_t n_why)
{
    struct taking t = {.lua = lua, .why = why, .n_why = n_why};
    return take(&t, lua_absindex(lua, index), 0, false);
}

json_t *value_take_options(lua_State *lua, int index, char *why, size_t n_why)
{
    struct taking t = {.lua = lua, .why = why, .n_why = n_why};
    return take(&t, lua_absindex(lua, index), 0, true);
}

static void push_list(lua_State *lua, const json_t *list)
{
    size_t i;
    json_t *inner;
    lua_createtable(lua, (int)json_array_size(list), 0);
    json_array_foreach (list, i, inner) {
        value_push(lua, inner);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void push_group(lua_State *lua, const json_t *group)
{
    const char *name;
    json_t *inner;
    lua_createtable(lua, 0, (int)json_object_size(group));
    json_object_foreach ((json_t *)(uintptr_t)group, name, inner) {
        lua_pushstring(lua, name);
        value_push(lua, inner);
        lua_rawset(lua, -3);
    }
}

void value_push(lua_State *lua, const json_t *value)
{
    if (!lua_checkstack(lua, STACK_ROOM)) {
        lua_pushliteral(lua, "not enough memory");
        lua_error(lua);
    }
    switch (value ? json_typeof(value) : JSON_NULL) {
    case JSON_NULL:
        lua_pushnil(lua);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        lua_pushboolean(lua, json_is_true(value));
        break;
    case JSON_INTEGER:
        lua_pushinteger(lua, json_integer_value(value));
        break;
    case JSON_REAL:
        lua_pushnumber(lua, json_real_value(value));
        break;
    case JSON_STRING:
        lua_pushlstring(lua, json_string_value(value), json_string_length(value));
        break;
    case JSON_ARRAY:
        push_list(lua, value);
        break;
    case JSON_OBJECT:
        push_group(lua, value);
        break;
    }
}
