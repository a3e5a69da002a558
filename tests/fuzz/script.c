/* script: any source of a service ends, waits or fails in packets that core's door lets through; it cannot hurt the
 * process it runs in, even without the lock of a real child.
 *
 * A script that takes for ever is the nursery's to kill. Here a hook ends it after some thousand instructions, and what
 * no hook can end, patterns on long texts, is refused. */
#include "fuzz.h"

#include "base/clock.h"
#include "base/packets.h"
#include "flow/script.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

enum { INSTRUCTIONS = 20000, EACH = 100, RUN_MS = 100, ANSWERS = 30, PATTERN_BYTES = 40, REPEATS = 4096 };

static int instructions;
static int64_t deadline;

lua_State *__real_lua_newstate(lua_Alloc move, void *mine);
lua_State *__wrap_lua_newstate(lua_Alloc move, void *mine);
int __real_luaopen_string(lua_State *lua);
int __wrap_luaopen_string(lua_State *lua);

/* When it is over, at every instruction: no pcall of the script's gets a word in. */
static void count(lua_State *lua, lua_Debug *at)
{
    (void)at;
    instructions += EACH;
    if (instructions < INSTRUCTIONS && clock_ms() < deadline)
        return;
    instructions = INSTRUCTIONS;
    lua_sethook(lua, count, LUA_MASKCOUNT, 1);
    luaL_error(lua, "too long");
}

lua_State *__wrap_lua_newstate(lua_Alloc move, void *mine)
{
    lua_State *lua = __real_lua_newstate(move, mine);
    instructions = 0;
    deadline = clock_ms() + RUN_MS;
    lua_sethook(lua, count, LUA_MASKCOUNT, EACH);
    return lua;
}

static bool is_called_by_engine(lua_State *lua)
{
    lua_Debug at;
    return lua_getstack(lua, 1, &at) && lua_getinfo(lua, "S", &at) && strcmp(at.short_src, "engine") == 0;
}

/* The first upvalue is the function of the library. */
static int call_bounded(lua_State *lua)
{
    size_t n = 0;
    for (int i = 1; i <= 2 && i <= lua_gettop(lua); i++)
        n += lua_type(lua, i) == LUA_TSTRING ? lua_rawlen(lua, i) : 0;
    bool repeats = lua_isinteger(lua, 2) && lua_tointeger(lua, 2) > REPEATS;
    if ((n > PATTERN_BYTES || repeats) && !is_called_by_engine(lua))
        return luaL_error(lua, "too long here");
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, LUA_MULTRET);
    return lua_gettop(lua);
}

int __wrap_luaopen_string(lua_State *lua)
{
    static const char *const names[] = {"find", "match", "gmatch", "gsub", "rep"};
    int n = __real_luaopen_string(lua);
    for (size_t i = 0; i < COUNT(names); i++) {
        lua_getfield(lua, -1, names[i]);
        lua_pushcclosure(lua, call_bounded, 1);
        lua_setfield(lua, -2, names[i]);
    }
    return n;
}

/* What a citizen or core might answer to a step, by its kind; anything else is true. */
static const char *const answers[][2] = {
    {"ktp", "{\"nik\":\"3302046902000001\",\"source\":\"card\"}"},
    {"look", "{\"status\":\"active\",\"name\":\"SITI\",\"list\":[1,2]}"},
    {"rule", "{\"work\":\"polres\",\"new\":[\"ktp\",\"photo\"],\"polres\":true}"},
    {"today", "\"2026-05-14\""},
    {"date", "\"2026-02-28\""},
    {"now", "1779000000"},
    {"number", "3"},
    {"choice", "\"work\""},
    {"text", "\"Siti\""},
    {"nik", "\"3302046902000001\""},
    {"phone", "\"+62811\""},
    {"send", "{\"case\":\"LKR-07-2605-00001\"}"},
    {"pay", "{\"state\":\"paid\",\"code\":\"8\"}"},
    {"ticket", "{\"number\":\"D001\",\"printed\":true}"},
};

static json_t *answer(const char *kind)
{
    for (size_t i = 0; i < COUNT(answers); i++)
        if (strcmp(answers[i][0], kind) == 0)
            return json_loads(answers[i][1], JSON_DECODE_ANY, NULL);
    return json_true();
}

/* Checks what the script said, and takes it. Returns the answer to it, NULL when it was not a step. */
static json_t *take_said(json_t *said)
{
    must(said && packet_check(&door_child_to_core, said, 0) == OK);
    char *text = json_write(said);
    must(strlen(text) <= PACKET_MAX);
    bool step = strcmp(json_text(said, "type"), "step") == 0;
    json_t *next = step ? answer(json_text(said, "kind")) : NULL;
    wipe_text(text);
    json_wipe(said);
    return next;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > SCRIPT_SOURCE_MAX)
        return 0;
    struct script *script = script_new((const char *)bytes, n, json_array());
    json_t *input = json_pack("{ss}", "queue", "A"), *value = take_said(script_start(script, input));
    for (int i = 0; i < ANSWERS && script_waits(script); i++) {
        json_t *given = value;
        value = take_said(script_answer(script, given));
        json_wipe(given);
    }
    json_wipe(value);
    json_decref(input);
    script_free(script);
    turn_end();
    return 0;
}
