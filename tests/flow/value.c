/* value: what crosses between Lua and JSON, and what does not. */
#include "flow/value.h"
#include "test.h"

#include <lauxlib.h>
#include <stdlib.h>

static char why[160];

/* The value of a Lua expression as JSON text, or NULL. */
static char *taken(lua_State *lua, const char *expression, bool options)
{
    lua_settop(lua, 0);
    check(luaL_loadstring(lua, turn_text("return %s", expression)) == LUA_OK && lua_pcall(lua, 0, 1, 0) == LUA_OK);
    json_t *value = options ? value_take_options(lua, -1, why, sizeof why) : value_take(lua, -1, why, sizeof why);
    check(lua_gettop(lua) == 1);
    if (!value)
        return NULL;
    char *text = json_write(value);
    json_decref(value);
    return text;
}

static void takes(lua_State *lua, const char *expression, const char *json)
{
    char *text = taken(lua, expression, false);
    check_text(text, json);
    free(text);
}

static void options(lua_State *lua, const char *expression, const char *json)
{
    char *text = taken(lua, expression, true);
    check_text(text, json);
    free(text);
}

static void refuses(lua_State *lua, const char *expression, const char *reason)
{
    check(taken(lua, expression, false) == NULL);
    check(strstr(why, reason) != NULL);
}

static void test_both_ways(lua_State *lua, const char *json)
{
    json_t *value = json_read("value", json, strlen(json), JSON_MAX_FILE_DEPTH);
    lua_settop(lua, 0);
    value_push(lua, value);
    json_t *again = value_take(lua, -1, why, sizeof why);
    check(json_equal(value, again));
    json_decref(value);
    json_decref(again);
}

int main(void)
{
    lua_State *lua = luaL_newstate();
    takes(lua, "1", "1");
    takes(lua, "30000 / 2", "15000");
    takes(lua, "0.5", "0.5");
    takes(lua, "'é'", "\"é\"");
    takes(lua, "{}", "[]");
    takes(lua, "{ 1, { 2 } }", "[1,[2]]");
    takes(lua, "{ b = 1, a = { true } }", "{\"a\":[true],\"b\":1}");
    options(lua, "{}", "{}");
    options(lua, "{ with = {}, list = {}, input = {}, data = {} }",
            "{\"data\":{},\"input\":{},\"list\":[],\"with\":{}}");
    check(taken(lua, "{ with = { 1 } }", true) == NULL);
    refuses(lua, "function() end", "a function");
    refuses(lua, "{ a = { b = 0/0 } }", "without end");
    refuses(lua, "1/0", "without end");
    refuses(lua, "{ 1, a = 2 }", "mixes");
    refuses(lua, "{ 1, nil, 3 }", "mixes");
    refuses(lua, "{ [true] = 1 }", "mixes");
    refuses(lua, "'\\xff'", "UTF-8");
    refuses(lua, "'a\\0b'", "UTF-8");
    refuses(lua, "{ ['\\xff'] = 1 }", "UTF-8");
    refuses(lua, "{{{{{{{}}}}}}}", "deep");
    takes(lua, "{{{{{{}}}}}}", "[[[[[[]]]]]]");
    lua_settop(lua, 0);
    check(luaL_dostring(lua, "t = {} t[1] = t; m = {} for i = 1, 2000 do m[i] = i end; b = { ('x'), '' }") == LUA_OK);
    refuses(lua, "t", "deep");
    refuses(lua, "m", "values");
    test_both_ways(lua, "{\"a\":[1,2.5,\"x\",true,false],\"b\":{\"c\":-7}}");
    test_both_ways(lua, "9007199254740993");
    lua_close(lua);
    turn_end();
    return test_end();
}
