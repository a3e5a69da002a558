/* value: whatever a script can build - tables in tables, in themselves, with holes and odd keys, any number, any bytes
 * - is refused with a reason or becomes JSON within its bounds that comes back the same.
 *
 * The input is a program for a small stack machine, one byte an operation. */
#include "fuzz.h"

#include "flow/value.h"

#include <lauxlib.h>
#include <string.h>

enum { STACK = 40 };

/* The next n bytes of the program, fewer at its end. */
static const uint8_t *take(const uint8_t **at, const uint8_t *end, size_t *n)
{
    const uint8_t *from = *at;
    *n = (size_t)(end - from) < *n ? (size_t)(end - from) : *n;
    *at = from + *n;
    return from;
}

static void push_number(lua_State *lua, const uint8_t **at, const uint8_t *end, bool whole)
{
    size_t n = sizeof(lua_Number);
    lua_Integer integer = 0;
    lua_Number number = 0;
    const uint8_t *from = take(at, end, &n);
    memcpy(whole ? (void *)&integer : (void *)&number, from, n);
    if (whole)
        lua_pushinteger(lua, integer);
    else
        lua_pushnumber(lua, number);
}

static void push_text(lua_State *lua, const uint8_t **at, const uint8_t *end)
{
    size_t one = 1, n = 0;
    const uint8_t *size = take(at, end, &one);
    n = one ? *size : 0;
    const uint8_t *from = take(at, end, &n);
    lua_pushlstring(lua, (const char *)from, n);
}

/* table[key] = value of the three on top; keys that Lua refuses are left out. */
static void set(lua_State *lua)
{
    bool odd =
        lua_isnil(lua, -2) || (lua_type(lua, -2) == LUA_TNUMBER && lua_tonumber(lua, -2) != lua_tonumber(lua, -2));
    if (lua_gettop(lua) >= 3 && lua_istable(lua, -3) && !odd)
        lua_rawset(lua, -3);
}

static void append(lua_State *lua)
{
    if (lua_gettop(lua) >= 2 && lua_istable(lua, -2))
        lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
}

static void step(lua_State *lua, uint8_t what, const uint8_t **at, const uint8_t *end)
{
    switch (what % 9) {
    case 0:
        lua_newtable(lua);
        break;
    case 1:
        set(lua);
        break;
    case 2:
        append(lua);
        break;
    case 3:
        push_text(lua, at, end);
        break;
    case 4:
    case 5:
        push_number(lua, at, end, what % 9 == 4);
        break;
    case 6:
        lua_pushboolean(lua, what & 0x80);
        break;
    case 7:
        lua_pushinteger(lua, what / 9);
        break;
    default:
        lua_pushvalue(lua, 1 + what / 9 % lua_gettop(lua));
    }
}

static void check_value(lua_State *lua, bool options)
{
    char why[160] = "", *text[2];
    json_t *value = options ? value_take_options(lua, -1, why, sizeof why) : value_take(lua, -1, why, sizeof why);
    must(value || *why);
    if (!value)
        return;
    value_push(lua, value);
    json_t *again = options ? value_take_options(lua, -1, why, sizeof why) : value_take(lua, -1, why, sizeof why);
    must(again);
    text[0] = json_write(value);
    text[1] = json_write(again);
    must(json_is_null(value) || options || strcmp(text[0], text[1]) == 0 || strstr(text[0], "null") ||
         strstr(text[0], "{}"));
    wipe_text(text[0]);
    wipe_text(text[1]);
    json_wipe(value);
    json_wipe(again);
    lua_pop(lua, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    lua_State *lua = luaL_newstate();
    const uint8_t *at = bytes, *end = bytes + n;
    lua_newtable(lua);
    while (at < end && lua_checkstack(lua, 8)) {
        uint8_t what = *at++;
        step(lua, what, &at, end);
        if (lua_gettop(lua) > STACK)
            lua_settop(lua, STACK / 2);
    }
    check_value(lua, false);
    check_value(lua, true);
    lua_close(lua);
    turn_end();
    return 0;
}
