/* script.c - see script.h. Everything that may raise a Lua error runs below lua_pcall(): the memory cap can be met
 * anywhere. */
#include "flow/script.h"

#include "flow/engine.h"
#include "flow/host.h"
#include "flow/memory.h"
#include "flow/value.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 2000 };

struct script {
    struct memory memory;
    lua_State *lua;
    lua_State *run; /* the coroutine; NULL when nothing can run any more */
    char *source;
    size_t n_source;
    json_t *journal;
    const json_t *given; /* what the coroutine gets next */
    json_t *said;        /* what it said last */
    bool waits;
};

static struct script *script_of(lua_State *lua)
{
    return *(struct script **)lua_getextraspace(lua);
}

struct script *script_new(const char *source, size_t n, json_t *journal)
{
    struct script *s = make(sizeof *s);
    s->journal = journal;
    s->source = memcpy(make(n + 1), source, n);
    s->n_source = n;
    s->lua = lua_newstate(memory_move, &s->memory);
    must(s->lua != NULL);
    *(struct script **)lua_getextraspace(s->lua) = s;
    return s;
}

void script_free(struct script *s)
{
    if (!s)
        return;
    lua_close(s->lua);
    memory_wipe_stack();
    json_wipe(s->journal);
    free(s->source);
    free(s);
}

bool script_waits(const struct script *s)
{
    return s->waits;
}

static void open_libraries(lua_State *lua)
{
    static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},       {LUA_STRLIBNAME, luaopen_string},
                                         {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math},
                                         {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_COLIBNAME, luaopen_coroutine}};
    for (size_t i = 0; i < COUNT(libraries); i++) {
        luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
        lua_pop(lua, 1);
    }
}

/* Leaves the script's world on the stack: the only names it will ever see. */
static void push_world(lua_State *lua, const json_t *journal)
{
    open_libraries(lua);
    engine_push(lua);
    host_push(lua, journal);
    lua_call(lua, 1, 1);
    lua_pushnil(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

static int prepare(lua_State *lua)
{
    struct script *s = script_of(lua);
    push_world(lua, s->journal);
    if (luaL_loadbufferx(lua, s->source, s->n_source, "=" HOST_SCRIPT, "t") != LUA_OK)
        return lua_error(lua);
    lua_pushvalue(lua, -2);
    must(lua_setupvalue(lua, -2, 1) != NULL);
    lua_State *run = lua_newthread(lua);
    lua_pushvalue(lua, -2);
    lua_xmove(lua, run, 1);
    lua_setfield(lua, LUA_REGISTRYINDEX, "run");
    s->run = run;
    return 0;
}

/* An error may be any value, and its text any bytes. */
static json_t *error_said(lua_State *lua)
{
    char where[64];
    size_t n;
    const char *text = lua_type(lua, -1) == LUA_TSTRING ? lua_tolstring(lua, -1, &n)
                                                        : "an error that is not a text; use error \"...\"";
    if (strncmp(text, "engine:", strlen("engine:")) == 0 && strstr(text, ": "))
        text = strstr(text, ": ") + 2;
    host_where(lua, where, sizeof where);
    bool placed = strncmp(text, HOST_SCRIPT, strlen(HOST_SCRIPT)) == 0;
    char *message = turn_text("%s%.*s", placed ? "" : where, MESSAGE_MAX, text);
    json_t *body = json_pack("{ss,ss}", "type", "error", "message", message);
    if (body)
        return body;
    for (char *at = message; *at; at++)
        *at = (unsigned char)*at < 0x80 ? *at : '?';
    return json_pack("{ss,ss}", "type", "error", "message", message);
}

static json_t *error_text(lua_State *run, const char *text)
{
    char where[64];
    host_where(run, where, sizeof where);
    return json_pack("{ss,ss++}", "type", "error", "message", where, text, "");
}

static json_t *end_said(lua_State *run, int n)
{
    char why[160];
    if (n == 0 || lua_isnil(run, -n))
        return json_pack("{ss}", "type", "end");
    json_t *value = value_take(run, -n, why, sizeof why);
    if (!value)
        return error_text(run, turn_text("the script returned %s", why));
    char *text = json_write(value);
    bool fits = strlen(text) <= VALUE_BYTES; /* control bytes are six in JSON */
    wipe_text(text);
    if (fits)
        return json_pack("{ss,so}", "type", "end", "value", value);
    json_wipe(value);
    return error_text(run, "the script returned more than 32 KiB");
}

static json_t *parse(const char *text)
{
    return json_loads(text, JSON_DECODE_ANY, NULL);
}

/* yield("step", at, class, kind, key, options, sig, stage) */
static json_t *step_said(lua_State *run, int first)
{
    const char *stage = lua_tostring(run, first + 7);
    return json_pack("{ss,sI,ss,ss,ss,so,ss,ss*}", "type", "step", "at", (json_int_t)lua_tointeger(run, first + 1),
                     "class", lua_tostring(run, first + 2), "kind", lua_tostring(run, first + 3), "key",
                     lua_tostring(run, first + 4), "options", parse(lua_tostring(run, first + 5)), "sig",
                     lua_tostring(run, first + 6), "stage", stage);
}

/* yield("refuse", key, with) */
static json_t *refuse_said(lua_State *run, int first)
{
    return json_pack("{ss,ss,so}", "type", "refuse", "key", lua_tostring(run, first + 1), "with",
                     parse(lua_tostring(run, first + 2)));
}

/* The first of the yielded values says what the engine wants; the script itself cannot yield. */
static json_t *yield_said(struct script *s, lua_State *run, int n)
{
    int first = lua_gettop(run) - n + 1;
    const char *what = lua_tostring(run, first);
    s->waits = strcmp(what, "step") == 0 || strcmp(what, "refuse") == 0;
    if (strcmp(what, "step") == 0)
        return step_said(run, first);
    if (strcmp(what, "refuse") == 0)
        return refuse_said(run, first);
    if (strcmp(what, "error") == 0)
        return error_text(run, lua_tostring(run, first + 1));
    return json_pack("{ss}", "type", "end");
}

static int turn(lua_State *lua)
{
    struct script *s = script_of(lua);
    int n = 0;
    value_push(s->run, s->given);
    int status = lua_resume(s->run, lua, 1, &n);
    s->waits = false;
    if (status == LUA_YIELD) {
        s->said = yield_said(s, s->run, n);
        lua_pop(s->run, n);
    } else {
        s->said = status == LUA_OK ? end_said(s->run, n) : error_said(s->run);
    }
    return 0;
}

static json_t *call(struct script *s, lua_CFunction what)
{
    lua_pushcfunction(s->lua, what);
    int status = lua_pcall(s->lua, 0, 0, 0);
    if (status == LUA_OK)
        return NULL;
    s->waits = false;
    json_t *said = error_said(s->lua);
    lua_settop(s->lua, 0);
    return said;
}

static json_t *go_on(struct script *s, const json_t *value)
{
    s->given = value;
    json_t *failed = call(s, turn);
    must(failed || s->said);
    json_t *said = failed ? failed : s->said;
    s->said = NULL;
    return said;
}

json_t *script_start(struct script *s, const json_t *input)
{
    json_t *failed = call(s, prepare);
    return failed ? failed : go_on(s, input);
}

json_t *script_answer(struct script *s, const json_t *value)
{
    must(s->waits);
    return go_on(s, value);
}
