/* days.c - see days.h. Arithmetic and working days are the domain's; here they get their Lua names and their limits. */
#include "flow/days.h"

#include "base/base.h"
#include "domain/calendar.h"
#include "flow/host.h"

#include <lauxlib.h>

enum { MOST_YEARS = 200, MOST_DAYS = MOST_YEARS * 366, MOST_MONTHS = MOST_YEARS * 12, HOLIDAYS = 1000 };

bool days_is(lua_State *lua, int at)
{
    struct day day;
    return lua_type(lua, at) == LUA_TSTRING && day_read(lua_tostring(lua, at), &day);
}

struct day days_check(lua_State *lua, int at, const char *what)
{
    struct day day = {0};
    if (!days_is(lua, at))
        host_complain(lua, what, "a day is a text like \"2026-05-14\"");
    else
        day_read(lua_tostring(lua, at), &day);
    return day;
}

void days_push_day(lua_State *lua, struct day day)
{
    char text[11];
    day_write(day, text);
    lua_pushstring(lua, text);
}

static int give_day(lua_State *lua, struct day day)
{
    if (!day_exists(day))
        return host_complain(lua, "day", "that is before 1900 or after 2199");
    days_push_day(lua, day);
    return 1;
}

static int64_t check_number(lua_State *lua, int at, int64_t most)
{
    lua_Integer n = luaL_checkinteger(lua, at);
    if (n > most || n < -most)
        host_complain(lua, "day", "that is too far away");
    return n;
}

/* day.add("2026-05-14", -1, "years") */
static int add(lua_State *lua)
{
    static const char *const units[] = {"days", "months", "years", NULL};
    struct day day = days_check(lua, 1, "day");
    int unit = luaL_checkoption(lua, 3, "days", units);
    int64_t n = check_number(lua, 2, unit == 0 ? MOST_DAYS : MOST_MONTHS);
    if (unit == 0)
        return give_day(lua, day_from_number(day_number(day) + n));
    return give_day(lua, calendar_add_months(day, unit == 2 ? n * 12 : n));
}

/* day.between(from, to): how many days later */
static int between(lua_State *lua)
{
    struct day from = days_check(lua, 1, "day"), to = days_check(lua, 2, "day");
    lua_pushinteger(lua, day_number(to) - day_number(from));
    return 1;
}

/* day.age(birth, on): whole years */
static int age(lua_State *lua)
{
    struct day birth = days_check(lua, 1, "day"), on = days_check(lua, 2, "day");
    lua_pushinteger(lua, day_age(birth, on));
    return 1;
}

/* day.birthday(birth, years): the first day of that age */
static int birthday(lua_State *lua)
{
    struct day birth = days_check(lua, 1, "day");
    lua_Integer years = luaL_checkinteger(lua, 2);
    if (years < 0 || years > MOST_YEARS)
        return host_complain(lua, "day", "that is too far away");
    return give_day(lua, day_birthday(birth, (int)years));
}

/* The list of holidays at a place of the stack, which a rule gave; Saturdays and Sundays are free anyway. */
static struct calendar check_calendar(lua_State *lua, int at, struct day holidays[HOLIDAYS])
{
    static const char what[] = "holidays";
    if (lua_type(lua, at) != LUA_TTABLE || lua_rawlen(lua, at) > HOLIDAYS)
        host_complain(lua, what, "a list of up to 1000 days, as a rule has it");
    size_t n = lua_rawlen(lua, at);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(lua, at, (lua_Integer)i + 1);
        holidays[i] = days_check(lua, -1, what);
        lua_pop(lua, 1);
    }
    return (struct calendar){holidays, n, CALENDAR_WEEKEND};
}

/* day.is_working(day, holidays) */
static int is_working(lua_State *lua)
{
    struct day holidays[HOLIDAYS], day = days_check(lua, 1, "day");
    struct calendar calendar = check_calendar(lua, 2, holidays);
    lua_pushboolean(lua, calendar_works(&calendar, day));
    return 1;
}

/* day.add_working(from, n, holidays): n working days after it; 0 is the first that is not before it */
static int add_working(lua_State *lua)
{
    struct day holidays[HOLIDAYS], from = days_check(lua, 1, "day");
    int64_t n = check_number(lua, 2, CALENDAR_DAYS);
    struct calendar calendar = check_calendar(lua, 3, holidays);
    return give_day(lua, calendar_add(&calendar, from, (int)n));
}

/* day.between_working(from, to, holidays): how many working days later */
static int between_working(lua_State *lua)
{
    struct day holidays[HOLIDAYS], from = days_check(lua, 1, "day"), to = days_check(lua, 2, "day");
    int64_t apart = day_number(to) - day_number(from);
    if (apart > CALENDAR_DAYS || apart < -CALENDAR_DAYS)
        return host_complain(lua, "day", "that is too far away");
    struct calendar calendar = check_calendar(lua, 3, holidays);
    lua_pushinteger(lua, calendar_between(&calendar, from, to));
    return 1;
}

/* day.is_known(from, to, holidays): whether somebody has told the holidays of all these years */
static int is_known(lua_State *lua)
{
    struct day holidays[HOLIDAYS], from = days_check(lua, 1, "day"), to = days_check(lua, 2, "day");
    struct calendar calendar = check_calendar(lua, 3, holidays);
    lua_pushboolean(lua, calendar_knows(&calendar, from, to));
    return 1;
}

void days_push(lua_State *lua)
{
    static const luaL_Reg calls[] = {{"add", add},
                                     {"between", between},
                                     {"age", age},
                                     {"birthday", birthday},
                                     {"is_known", is_known},
                                     {"is_working", is_working},
                                     {"add_working", add_working},
                                     {"between_working", between_working},
                                     {NULL, NULL}};
    luaL_newlib(lua, calls);
}
