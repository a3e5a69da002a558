/* numbers.c - see numbers.h. The rules are the domain's; here they become tables. */
#include "flow/numbers.h"

#include "base/spoken.h"
#include "domain/billing.h"
#include "domain/kk.h"
#include "domain/nik.h"
#include "domain/nop.h"
#include "domain/npwp.h"
#include "domain/phone.h"
#include "domain/plate.h"
#include "domain/qris.h"
#include "domain/region.h"
#include "domain/skm.h"
#include "flow/days.h"
#include "flow/host.h"

#include <lauxlib.h>
#include <string.h>

enum { PEOPLE = 10000, THOUSAND = 1000 };

/* "" for a text that goes on behind a NUL: it is no number of any sort. */
static const char *check_text(lua_State *lua, int at, const char *what)
{
    size_t n;
    if (lua_type(lua, at) != LUA_TSTRING)
        host_complain(lua, what, "needs a text");
    const char *text = lua_tolstring(lua, at, &n);
    return strlen(text) == n ? text : "";
}

static int give_nil(lua_State *lua)
{
    lua_pushnil(lua);
    return 1;
}

static void set_text(lua_State *lua, const char *name, const char *text)
{
    lua_pushstring(lua, text);
    lua_setfield(lua, -2, name);
}

/* Left out when it is not known. */
static void set_day(lua_State *lua, const char *name, struct day day)
{
    if (day.year == 0)
        return;
    days_push_day(lua, day);
    lua_setfield(lua, -2, name);
}

/* odd = { "date", "serial" }, left out when nothing is. The names are those of bits 1, 2, 4. */
static void set_odd(lua_State *lua, int warnings, const char *const names[3])
{
    if (!warnings)
        return;
    lua_newtable(lua);
    for (int bit = 0; bit < 3; bit++)
        if (warnings >> bit & 1) {
            lua_pushstring(lua, names[bit]);
            lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
        }
    lua_setfield(lua, -2, "odd");
}

static const char *const of_people[] = {"date", "region", "serial"};

/* id.nik(text, on) */
static int id_nik(lua_State *lua)
{
    struct nik nik;
    if (!nik_read(check_text(lua, 1, "id.nik"), days_check(lua, 2, "id.nik"), &nik))
        return give_nil(lua);
    lua_newtable(lua);
    set_text(lua, "sex", nik.female ? "P" : "L");
    set_day(lua, "birth", nik.birth);
    set_odd(lua, nik.warnings, of_people);
    return 1;
}

/* id.kk(text, on) */
static int id_kk(lua_State *lua)
{
    struct kk kk;
    if (!kk_read(check_text(lua, 1, "id.kk"), days_check(lua, 2, "id.kk"), &kk))
        return give_nil(lua);
    lua_newtable(lua);
    set_day(lua, "recorded", kk.recorded);
    set_odd(lua, kk.warnings, of_people);
    return 1;
}

static int id_npwp(lua_State *lua)
{
    static const char *const odd[] = {"check", NULL, NULL};
    struct npwp npwp;
    char written[NPWP_TEXT];
    if (!npwp_read(check_text(lua, 1, "id.npwp"), &npwp))
        return give_nil(lua);
    npwp_write(&npwp, written);
    lua_newtable(lua);
    set_text(lua, "number", npwp.number);
    set_text(lua, "written", written);
    lua_pushboolean(lua, npwp.is_nik);
    lua_setfield(lua, -2, "is_nik");
    set_odd(lua, npwp.warnings, odd);
    return 1;
}

static int id_nop(lua_State *lua)
{
    static const char *const odd[] = {"region", "serial", "kind"};
    struct nop nop;
    char written[NOP_TEXT];
    if (!nop_read(check_text(lua, 1, "id.nop"), &nop))
        return give_nil(lua);
    nop_write(&nop, written);
    lua_newtable(lua);
    set_text(lua, "number", nop.number);
    set_text(lua, "written", written);
    set_odd(lua, nop.warnings, odd);
    return 1;
}

static int id_phone(lua_State *lua)
{
    char kept[PHONE_TEXT];
    if (!phone_read(check_text(lua, 1, "id.phone"), kept))
        return give_nil(lua);
    lua_pushstring(lua, kept);
    return 1;
}

static int id_plate(lua_State *lua)
{
    char plate[PLATE_TEXT];
    if (!plate_read(check_text(lua, 1, "id.plate"), plate))
        return give_nil(lua);
    lua_pushstring(lua, plate);
    return 1;
}

static int id_region(lua_State *lua)
{
    struct region_code code, above;
    char text[REGION_TEXT];
    if (!region_read(check_text(lua, 1, "id.region"), &code))
        return give_nil(lua);
    lua_newtable(lua);
    region_write(&code, text);
    set_text(lua, "code", text);
    set_text(lua, "kind", region_kind(&code));
    if (region_parent(&code, &above)) {
        region_write(&above, text);
        set_text(lua, "within", text);
    }
    return 1;
}

/* money.words(120000): in Indonesian, whatever the citizen reads; a script knows no language. */
static int money_words(lua_State *lua)
{
    char text[SPOKEN_TEXT];
    int whole = 0;
    lua_Integer amount = lua_type(lua, 1) == LUA_TNUMBER ? lua_tointegerx(lua, 1, &whole) : 0;
    if (!whole)
        return host_complain(lua, "money.words", "needs whole rupiah");
    spoken_rupiah("id", amount, text);
    lua_pushstring(lua, text);
    return 1;
}

static int money_billing(lua_State *lua)
{
    static const char *const owners[] = {"tax", "customs", "state"};
    struct billing billing;
    if (!billing_read(check_text(lua, 1, "money.billing"), &billing))
        return give_nil(lua);
    lua_newtable(lua);
    set_text(lua, "code", billing.code);
    set_text(lua, "owner", owners[billing.owner]);
    set_day(lua, "made", billing.made);
    return 1;
}

/* An amount with sen is no amount of whole rupiah, which is all that a script reckons with. */
static int money_qris(lua_State *lua)
{
    struct qris qris;
    if (qris_read(check_text(lua, 1, "money.qris"), &qris) < 0)
        return give_nil(lua);
    lua_newtable(lua);
    set_text(lua, "name", qris.name);
    set_text(lua, "city", qris.city);
    set_text(lua, "merchant", qris.national);
    if (*qris.bill)
        set_text(lua, "bill", qris.bill);
    if (qris.amount > 0 && qris.sen == 0) {
        lua_pushinteger(lua, qris.amount);
        lua_setfield(lua, -2, "amount");
    }
    lua_pushboolean(lua, qris.dynamic);
    lua_setfield(lua, -2, "once");
    return 1;
}

/* skm ---------------------------------------------------------------- */

static const char skm_name[] = "skm.index";

static int refuse_answers(lua_State *lua)
{
    return host_complain(lua, skm_name,
                         "needs a list of answers for each person: { { 4, 3, 0, ... }, ... }, 1 to 4, 0 for none");
}

/* The whole number at the top of the stack, which is taken from it; -1 when it is none. */
static int64_t take_number(lua_State *lua)
{
    int whole = 0;
    lua_Integer number = lua_type(lua, -1) == LUA_TNUMBER ? lua_tointegerx(lua, -1, &whole) : 0;
    lua_pop(lua, 1);
    return whole ? number : -1;
}

/* The answers of the person at the top of the stack. */
static void add_person(lua_State *lua, struct skm *skm)
{
    int answers[SKM_MOST];
    if (lua_type(lua, -1) != LUA_TTABLE || (int)lua_rawlen(lua, -1) != skm->n)
        refuse_answers(lua);
    for (int i = 0; i < skm->n; i++) {
        lua_rawgeti(lua, -1, i + 1);
        int64_t answer = take_number(lua);
        answers[i] = answer >= 0 && answer <= 4 ? (int)answer : -1;
    }
    if (!skm_add(skm, answers))
        refuse_answers(lua);
}

static void add_people(lua_State *lua, struct skm *skm)
{
    size_t n = lua_type(lua, 1) == LUA_TTABLE ? lua_rawlen(lua, 1) : 0;
    if (n == 0 || n > PEOPLE)
        refuse_answers(lua);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(lua, 1, (lua_Integer)i + 1);
        size_t elements = lua_type(lua, -1) == LUA_TTABLE ? lua_rawlen(lua, -1) : 0;
        if (i == 0)
            skm->n = elements <= SKM_MOST ? (int)elements : 0;
        if (skm->n == 0)
            refuse_answers(lua);
        add_person(lua, skm);
        lua_pop(lua, 1);
    }
}

/* A weight like 0.111, in thousandths; an error when it is finer than that or not between 0 and 1. */
static int check_weight(lua_State *lua, int at)
{
    double weight = lua_type(lua, at) == LUA_TNUMBER ? lua_tonumber(lua, at) * THOUSAND : -1;
    int whole = weight > 0.5 && weight < THOUSAND + 0.5 ? (int)(weight + 0.5) : -1;
    if (whole < 0 || weight - whole > 1e-6 || whole - weight > 1e-6)
        host_complain(lua, skm_name, "a weight is 0.001 to 1, in thousandths; or a list of them, one an element");
    return whole;
}

static void set_weights(lua_State *lua, struct skm *skm)
{
    bool list = lua_type(lua, 2) == LUA_TTABLE;
    if (list && (int)lua_rawlen(lua, 2) != skm->n)
        host_complain(lua, skm_name, "there are not as many weights as elements");
    for (int i = 0; i < skm->n; i++) {
        if (list)
            lua_rawgeti(lua, 2, i + 1);
        skm->elements[i].weight = check_weight(lua, list ? -1 : 2);
        if (list)
            lua_pop(lua, 1);
    }
}

/* skm.index(answers, weight) */
static int skm_index(lua_State *lua)
{
    struct skm skm = {0};
    struct skm_index index;
    add_people(lua, &skm);
    if (!lua_isnoneornil(lua, 2))
        set_weights(lua, &skm);
    if (!skm_read(&skm, &index))
        return give_nil(lua);
    char grade[] = {index.grade, 0};
    lua_newtable(lua);
    lua_pushinteger(lua, index.hundredths);
    lua_setfield(lua, -2, "hundredths");
    set_text(lua, "grade", grade);
    set_text(lua, "text", skm_grade_text(index.grade));
    lua_newtable(lua);
    for (int i = 0; i < skm.n; i++) {
        lua_pushinteger(lua, index.means[i]);
        lua_rawseti(lua, -2, i + 1);
    }
    lua_setfield(lua, -2, "means");
    return 1;
}

void numbers_push_id(lua_State *lua)
{
    static const luaL_Reg calls[] = {{"nik", id_nik},     {"kk", id_kk},       {"npwp", id_npwp},     {"nop", id_nop},
                                     {"phone", id_phone}, {"plate", id_plate}, {"region", id_region}, {NULL, NULL}};
    luaL_newlib(lua, calls);
}

void numbers_push_money(lua_State *lua)
{
    static const luaL_Reg calls[] = {
        {"words", money_words}, {"billing", money_billing}, {"qris", money_qris}, {NULL, NULL}};
    luaL_newlib(lua, calls);
}

void numbers_push_skm(lua_State *lua)
{
    static const luaL_Reg calls[] = {{"index", skm_index}, {NULL, NULL}};
    luaL_newlib(lua, calls);
}
