/* engine.c - see engine.h. Scripts are text only; this is the one place where bytecode is taken, and it is what this
 * very Lua made of our own source. Positions stay in it: an error of the engine itself names its line. */
#include "flow/engine.h"

#include "base/base.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

static const char name[] = "=engine";

static struct code {
    char *bytes;
    size_t n, room;
} code;

static int take(lua_State *lua, const void *bytes, size_t n, void *mine)
{
    struct code *to = mine;
    (void)lua;
    if (to->n + n > to->room) {
        to->room = 2 * (to->n + n);
        to->bytes = realloc(to->bytes, to->room);
        must(to->bytes != NULL);
    }
    memcpy(to->bytes + to->n, bytes, n);
    to->n += n;
    return 0;
}

void engine_compile(void)
{
    if (code.n > 0)
        return;
    lua_State *lua = luaL_newstate();
    must(lua && luaL_loadbufferx(lua, (const char *)engine_source, engine_size, name, "t") == LUA_OK);
    must(lua_dump(lua, take, &code, 0) == 0);
    lua_close(lua);
}

void engine_push(lua_State *lua)
{
    engine_compile();
    if (luaL_loadbufferx(lua, code.bytes, code.n, name, "b") != LUA_OK)
        lua_error(lua);
}
