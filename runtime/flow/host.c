/* host.c - see host.h. Whatever is wrong is raised as an error of the author's line, not of the engine's. */
#include "flow/host.h"

#include "base/json.h"
#include "flow/days.h"
#include "flow/numbers.h"
#include "flow/value.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { WHY = 160, LOG_MAX = 200 };

void host_where(lua_State *lua, char *to, size_t size)
{
    lua_Debug at;
    for (int level = 0; lua_getstack(lua, level, &at); level++) {
        lua_getinfo(lua, "Sl", &at);
        if (at.currentline > 0 && strcmp(at.short_src, HOST_SCRIPT) == 0) {
            snprintf(to, size, HOST_SCRIPT ":%d: ", at.currentline);
            return;
        }
    }
    snprintf(to, size, HOST_SCRIPT ": ");
}

int host_complain(lua_State *lua, const char *what, const char *why)
{
    char where[64];
    host_where(lua, where, sizeof where);
    lua_pushfstring(lua, "%s%s: %s", where, what, why);
    return lua_error(lua);
}

static int where(lua_State *lua)
{
    char text[64];
    host_where(lua, text, sizeof text);
    lua_pushstring(lua, text);
    return 1;
}

/* describe(kind, options) -> the options as JSON text, the signature of both. */
static int describe(lua_State *lua)
{
    char why[WHY], sig[JSON_HASH_TEXT];
    const char *kind = luaL_checkstring(lua, 1);
    json_t *options = value_take_options(lua, 2, why, sizeof why);
    if (!options)
        return host_complain(lua, kind, turn_text("%s cannot leave the script", why));
    char *text = json_write(options);
    json_t *both = json_pack("{ss,so}", "kind", kind, "options", options);
    json_hash(both, sig);
    bool fits = strlen(text) <= VALUE_BYTES;
    if (fits)
        lua_pushstring(lua, text);
    json_wipe(both);
    wipe_text(text);
    if (!fits)
        return host_complain(lua, kind, "more than 32 KiB cannot leave the script");
    lua_pushstring(lua, sig);
    return 2;
}

/* recall(n, key, sig) -> true and the value, when row n of the journal is this step and has its answer. */
static int recall(lua_State *lua)
{
    const json_t *journal = lua_touserdata(lua, lua_upvalueindex(1));
    const json_t *row = json_array_get(journal, (size_t)luaL_checkinteger(lua, 1) - 1);
    const json_t *value = json_object_get(row, "value");
    bool same = row && strcmp(json_text(row, "key"), luaL_checkstring(lua, 2)) == 0 &&
                strcmp(json_text(row, "sig"), luaL_checkstring(lua, 3)) == 0;
    bool intent = !value && strcmp(json_text(row, "class"), "effect") == 0;
    lua_pushboolean(lua, same && !intent);
    if (!same || intent)
        return 1;
    value_push(lua, value);
    return 2;
}

static int write_log(lua_State *lua)
{
    char at[64];
    host_where(lua, at, sizeof at);
    say("%s%.*s", at, LOG_MAX, luaL_checkstring(lua, 1));
    return 0;
}

static int is_day(lua_State *lua)
{
    lua_pushboolean(lua, days_is(lua, 1));
    return 1;
}

/* A table of functions, as a member of the table at the top of the stack. */
static void set_family(lua_State *lua, const char *name, void (*push)(lua_State *))
{
    push(lua);
    lua_setfield(lua, -2, name);
}

void host_push(lua_State *lua, const json_t *journal)
{
    static const luaL_Reg calls[] = {
        {"where", where}, {"describe", describe}, {"log", write_log}, {"is_day", is_day}, {NULL, NULL}};
    luaL_newlib(lua, calls);
    set_family(lua, "day", days_push);
    set_family(lua, "id", numbers_push_id);
    set_family(lua, "money", numbers_push_money);
    set_family(lua, "skm", numbers_push_skm);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)journal);
    lua_pushcclosure(lua, recall, 1);
    lua_setfield(lua, -2, "recall");
}
