/* host.c - see host.h. Whatever is wrong is raised as an error of the author's line, not of the engine's. */
#include "flow/host.h"

#include "base/clock.h"
#include "base/json.h"
#include "flow/value.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { WHY = 160, LOG_MAX = 200, YEAR_MONTHS = 12 };

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

static int complain(lua_State *lua, const char *what, const char *why)
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
        return complain(lua, kind, turn_text("%s cannot leave the script", why));
    char *text = json_write(options);
    json_t *both = json_pack("{ss,so}", "kind", kind, "options", options);
    json_hash(both, sig);
    bool fits = strlen(text) <= VALUE_BYTES;
    if (fits)
        lua_pushstring(lua, text);
    json_wipe(both);
    wipe_text(text);
    if (!fits)
        return complain(lua, kind, "more than 32 KiB cannot leave the script");
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

static struct day check_day(lua_State *lua, int at)
{
    struct day day;
    const char *text = lua_type(lua, at) == LUA_TSTRING ? lua_tostring(lua, at) : "";
    if (!day_read(text, &day))
        complain(lua, "day", "a day is a text like \"2026-05-14\"");
    return day;
}

static int push_day(lua_State *lua, struct day day)
{
    char text[11];
    if (!day_exists(day))
        return complain(lua, "day", "that is before 1900 or after 2199");
    day_write(day, text);
    lua_pushstring(lua, text);
    return 1;
}

/* The day that many months later; 31 January and one month is the last of February. */
static struct day add_months(struct day day, lua_Integer months)
{
    lua_Integer from_zero = (lua_Integer)day.year * YEAR_MONTHS + day.month - 1 + months;
    struct day to = {(int)(from_zero / YEAR_MONTHS), (int)(from_zero % YEAR_MONTHS) + 1, day.day};
    while (to.day > 28 && !day_exists(to))
        to.day--;
    return to;
}

/* day.add("2026-05-14", -1, "years") */
static int add_to_day(lua_State *lua)
{
    static const char *const units[] = {"days", "months", "years", NULL};
    static const lua_Integer most = 200 * 366;
    struct day day = check_day(lua, 1);
    lua_Integer n = luaL_checkinteger(lua, 2);
    int unit = luaL_checkoption(lua, 3, "days", units);
    if (n > most || n < -most || (unit > 0 && (n > 200 * YEAR_MONTHS || n < -200 * YEAR_MONTHS)))
        return complain(lua, "day", "that is too far away");
    if (unit == 0)
        return push_day(lua, day_from_number(day_number(day) + n));
    return push_day(lua, add_months(day, unit == 2 ? n * YEAR_MONTHS : n));
}

/* day.between(from, to): how many days later */
static int days_between(lua_State *lua)
{
    struct day from = check_day(lua, 1), to = check_day(lua, 2);
    lua_pushinteger(lua, day_number(to) - day_number(from));
    return 1;
}

/* day.age(birth, on): whole years */
static int age_on_day(lua_State *lua)
{
    struct day birth = check_day(lua, 1), on = check_day(lua, 2);
    lua_pushinteger(lua, day_age(birth, on));
    return 1;
}

static int is_day(lua_State *lua)
{
    struct day day;
    lua_pushboolean(lua, lua_type(lua, 1) == LUA_TSTRING && day_read(lua_tostring(lua, 1), &day));
    return 1;
}

void host_push(lua_State *lua, const json_t *journal)
{
    static const luaL_Reg calls[] = {
        {"where", where},        {"describe", describe},        {"log", write_log},      {"is_day", is_day},
        {"day_add", add_to_day}, {"day_between", days_between}, {"day_age", age_on_day}, {NULL, NULL}};
    luaL_newlib(lua, calls);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)journal);
    lua_pushcclosure(lua, recall, 1);
    lua_setfield(lua, -2, "recall");
}
