/* ways.c - see ways.h. */
#define _GNU_SOURCE
#include "kit/ways.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/answer.h"
#include "domain/picture.h"
#include "kit/pictures.h"
#include "kit/run.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 60, PIN_DIGITS = 6, CODE_MAX = 2000, DAY_S = 86400 };

void world_open(struct world *world, const struct plugin *plugin)
{
    *world = (struct world){.plugin = plugin, .answers = json_object(), .looks = json_object(), .calls = json_object()};
    day_write(clock_today(), world->today);
}

void world_close(struct world *world)
{
    json_decref(world->answers);
    json_decref(world->looks);
    json_decref(world->calls);
}

/* Takes value; the same answer is not given twice. */
static void add(json_t *ways, json_t *value, bool odd)
{
    size_t i;
    json_t *way;
    json_array_foreach (ways, i, way) {
        const json_t *other = json_object_get(way, "value");
        if (other == value || json_equal(other, value)) {
            json_decref(value);
            return;
        }
    }
    json_array_append_new(ways, json_pack("{so*,sb}", "value", value, "odd", odd));
}

static void add_all(json_t *ways, const json_t *values)
{
    size_t i;
    json_t *value;
    json_array_foreach ((json_t *)(uintptr_t)values, i, value)
        add(ways, json_is_false(value) ? NULL : json_incref(value), json_is_false(value));
}

/* --- questions -------------------------------------------------------------------------------------------------------
 */

/* A text of n letters that looks like a name, or a family card's number. */
static json_t *text_of(int64_t n, const json_t *options)
{
    static const char name[] = "Siti Aminah binti Haji Abdurrahman Wahid dari Kabupaten Lokaraya",
                      card[] = "3510121203150007";
    const char *letters = json_truth(options, "digits") ? card : name;
    bool upper = json_truth(options, "upper");
    char text[CODE_MAX + 1];
    size_t most = n < 1 ? 1 : n < (int64_t)sizeof text ? (size_t)n : sizeof text - 1;
    for (size_t i = 0; i < most; i++)
        text[i] = letters[i % strlen(letters)];
    if (text[most - 1] == ' ')
        text[most - 1] = 'a';
    for (size_t i = 0; upper && i < most; i++)
        text[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    return json_stringn(text, most);
}

static void texts(json_t *ways, const json_t *options)
{
    int64_t min = json_number(options, "min", 1), max = json_number(options, "max", LETTERS), some = 11;
    int64_t lengths[] = {some < min ? min : some > max ? max : some, min, max};
    for (size_t i = 0; i < COUNT(lengths); i++)
        add(ways, text_of(lengths[i], options), i > 0);
}

static void numbers(json_t *ways, const json_t *options)
{
    int64_t min = json_number(options, "min", 0), max = json_number(options, "max", 0);
    int64_t some = min < 1 && max >= 1 ? 1 : min;
    add(ways, json_integer(some), false);
    add(ways, json_integer(min), true);
    add(ways, json_integer(max), true);
}

static void dates(json_t *ways, const json_t *options, const char *today)
{
    const char *from = json_text_or(options, "from", "1990-02-28"), *to = json_text_or(options, "to", today);
    const char *some = strcmp(today, from) < 0 ? from : strcmp(today, to) > 0 ? to : today;
    add(ways, json_string(some), false);
    add(ways, json_string(from), false);
    add(ways, json_string(to), false);
}

static void choices(json_t *ways, const json_t *options)
{
    size_t i;
    json_t *one;
    json_array_foreach (json_object_get(options, "from"), i, one)
        add(ways, json_incref(one), false);
}

/* The first and the last, and one between them, which is the ordinary one. */
static void picks(json_t *ways, const json_t *options)
{
    const json_t *from = json_object_get(options, "from");
    size_t n = json_array_size(from), which[] = {n / 2, 0, n - 1};
    for (size_t i = 0; i < COUNT(which) && n > 0; i++) {
        const json_t *row = json_array_get(from, which[i]);
        add(ways, json_pack("{ss,ss}", "id", json_text(row, "id"), "text", json_text(row, "text")), i > 0);
    }
}

static void slots(json_t *ways, const json_t *options)
{
    const json_t *from = json_object_get(options, "from");
    size_t n = json_array_size(from), which[] = {n / 2, 0, n - 1};
    for (size_t i = 0; i < COUNT(which) && n > 0; i++) {
        const json_t *one = json_array_get(from, which[i]);
        add(ways,
            json_pack("{ss,ss,ss}", "id", json_text(one, "id"), "day", json_text(one, "day"), "time",
                      json_text(one, "time")),
            i > 0);
    }
}

static void pins(json_t *ways, const json_t *options)
{
    int digits = (int)json_number(options, "digits", PIN_DIGITS);
    add(ways, json_string(turn_text("%.*s", digits, "270649813520")), false);
}

static void years(json_t *ways, const json_t *options, const char *today)
{
    int64_t min = json_number(options, "min", 1900), max = json_number(options, "max", 2100), now = atoi(today);
    add(ways, json_integer(now < min ? min : now > max ? max : now), false);
    add(ways, json_integer(min), true);
    add(ways, json_integer(max), true);
}

static void addresses(json_t *ways)
{
    add(ways,
        json_pack("{ss,ss,ss,ss,ss,ss,ss,ss,ss}", "region", "33.02.04.2001", "village", "Losari", "district", "Rawalo",
                  "regency", "Kabupaten Banyumas", "province", "Jawa Tengah", "street", "Jalan Melati 7", "rt", "002",
                  "rw", "005", "text",
                  "Jalan Melati 7, RT 002/RW 005, Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah"),
        false);
    add(ways,
        json_pack("{ss,ss,ss}", "place", "Losari, Rawalo, Banyumas", "street", "Jalan Melati 7", "text",
                  "Jalan Melati 7, Losari, Rawalo, Banyumas"),
        true);
}

static void signatures(json_t *ways)
{
    add(ways, json_pack("{ss,ss}", "by", "finger", "path", "M120 220L210 90L260 250L380 140L520 230L760 180"), false);
    add(ways, json_pack("{ss}", "by", "witness"), true);
}

static void ask(json_t *ways, const struct world *world, const json_t *step, const char *kind)
{
    const json_t *options = json_object_get(step, "options");
    if (text_is(kind, "choice")) {
        choices(ways, options);
    } else if (text_is(kind, "pick")) {
        picks(ways, options);
    } else if (text_is(kind, "slot")) {
        slots(ways, options);
    } else if (text_is(kind, "pin")) {
        pins(ways, options);
    } else if (text_is(kind, "yes")) {
        add(ways, json_true(), false);
        add(ways, json_false(), false);
    } else if (text_is(kind, "text")) {
        texts(ways, options);
    } else if (text_is(kind, "number")) {
        numbers(ways, options);
    } else if (text_is(kind, "date")) {
        dates(ways, options, world->today);
    } else if (text_is(kind, "year")) {
        years(ways, options, world->today);
    } else if (text_is(kind, "nik")) {
        add(ways, json_string("3302046902000001"), false);
    } else if (text_is(kind, "phone")) {
        add(ways, json_string("+6281234567890"), false);
    } else if (text_is(kind, "country")) {
        add(ways, json_string("IDN"), false);
        add(ways, json_string("NLD"), true);
    } else if (text_is(kind, "address")) {
        addresses(ways);
    } else if (text_is(kind, "sign")) {
        signatures(ways);
    } else {
        add(ways, json_true(), false);
    }
}

/* What tests answer here counts too, where it is possible: one such answer a way. */
static void ask_as_tests(json_t *ways, const struct world *world, const json_t *step, const json_t *values)
{
    size_t i;
    json_t *value;
    const char *wrong;
    json_array_foreach ((json_t *)(uintptr_t)values, i, value) {
        json_t *clean = answer_of(world, step, value, &wrong);
        if (clean)
            add(ways, clean, true);
    }
}

/* --- facts -----------------------------------------------------------------------------------------------------------
 */

static void read_card(json_t *ways)
{
    add(ways,
        json_pack("{ss,ss,ss,ss,ss,ss}", "source", "card", "nik", "3302046902000001", "name", "SITI AMINAH", "birth",
                  "2000-02-29", "sex", "P", "address", "JL. MAWAR NO. 7"),
        false);
    add(ways, json_pack("{ss,ss}", "source", "typed", "nik", "3302042902010001"), true);
}

/* A scanned one may be whatever is printed somewhere, as long as it goes; a typed one is a text. */
static void read_code(json_t *ways, const json_t *options)
{
    int64_t min = json_number(options, "min", 1), max = json_number(options, "max", LETTERS);
    const int64_t typed[] = {min, max};
    add(ways, json_pack("{ss,ss,ss}", "source", "scanner", "code", "LKR-07-2611-D00042", "symbology", "qr"), false);
    add(ways, json_pack("{ss,so}", "source", "scanner", "code", text_of(CODE_MAX, NULL)), true);
    for (size_t i = 0; i < COUNT(typed); i++)
        add(ways, json_pack("{ss,so}", "source", "typed", "code", text_of(typed[i], options)), true);
}

static void read_fact(json_t *ways, const struct world *world, const json_t *step, const char *kind)
{
    const char *key = json_text(step, "key");
    const json_t *options = json_object_get(step, "options");
    if (text_is(kind, "ktp")) {
        read_card(ways);
    } else if (text_is(kind, "code")) {
        read_code(ways, options);
    } else if (picture_is_kind(kind)) {
        add(ways, picture_sample(), false);
        if (json_truth(options, "may_fail"))
            add(ways, NULL, true);
    } else if (text_is(kind, "look")) {
        add_all(ways, json_object_get(world->looks, json_text(options, "name")));
        if (json_truth(options, "may_fail"))
            add(ways, NULL, true);
    } else if (text_is(kind, "rule")) {
        const json_t *value = plugin_rule(world->plugin, key + strcspn(key, ":") + 1, world->today, world->place);
        if (value)
            add(ways, json_incref((json_t *)(uintptr_t)value), false);
    } else if (text_is(kind, "today")) {
        add(ways, json_string(world->today), false);
    } else {
        struct day day;
        must(day_read(world->today, &day));
        add(ways, json_integer((json_int_t)(day_number(day) * DAY_S + DAY_S / 8)), false);
    }
}

/* --- effects and calls -----------------------------------------------------------------------------------------------
 */

static void pay(json_t *ways, const json_t *options)
{
    const char *longest = "8202605141234568202605141234568202605141"; /* core takes 40 letters: the letter has to */
    add(ways, json_pack("{ss,ss,ss}", "state", "paid", "code", "820260514123456", "number", "0123456789ABCDEF"), false);
    add(ways, json_pack("{ss,ss,ss}", "state", "paid", "code", longest, "number", longest), true);
    add(ways, json_pack("{ss,ss,ss}", "state", "paid", "code", "8", "number", "0"), true);
    if (!json_truth(options, "later"))
        return;
    add(ways, json_pack("{ss,ss}", "state", "billed", "code", "820260514123456"), false);
    add(ways, json_pack("{ss}", "state", "billed"), true); /* the biller was away: the counter makes the bill */
}

static void act(json_t *ways, const json_t *step, const char *kind)
{
    if (text_is(kind, "pay")) {
        pay(ways, json_object_get(step, "options"));
    } else if (text_is(kind, "ticket") || text_is(kind, "reprint")) {
        add(ways, json_pack("{ss,sb}", "number", "D001", "printed", 1), false);
        add(ways, json_pack("{ss,sb}", "number", "D001", "printed", 0), true);
    } else if (text_is(kind, "slip") || text_is(kind, "document") || text_is(kind, "copy")) {
        add(ways, json_pack("{sb}", "printed", 1), false);
        add(ways, json_pack("{sb}", "printed", 0), true);
    } else {
        add(ways, json_pack("{ss}", "case", turn_text("LKR-07-2605-%05" PRId64, json_number(step, "at", 0))), false);
    }
}

static void call(json_t *ways, const struct world *world, const json_t *options)
{
    add_all(ways, json_object_get(world->calls, json_text(options, "service")));
    add(ways, NULL, json_array_size(ways) > 0);
}

json_t *ways_of(const struct world *world, const json_t *step)
{
    json_t *ways = json_array();
    const char *class = json_text(step, "class"), *kind = json_text(step, "kind");
    if (text_is(class, "question"))
        ask(ways, world, step, kind);
    else if (text_is(class, "fact"))
        read_fact(ways, world, step, kind);
    else if (text_is(class, "effect"))
        act(ways, step, kind);
    else
        call(ways, world, json_object_get(step, "options"));
    if (text_is(class, "question") || text_is(kind, "ktp") || text_is(kind, "code"))
        ask_as_tests(ways, world, step, json_object_get(world->answers, json_text(step, "key")));
    return ways;
}

/* --- what core would not let through ---------------------------------------------------------------------------------
 */

static const char *names_to_choose(const json_t *options)
{
    const char *names = "";
    size_t i;
    json_t *one;
    json_array_foreach (json_object_get(options, "from"), i, one) {
        names = turn_text("%s%s%s", names, *names ? ", " : "", json_string_value(one));
    }
    return turn_text("there is: %s", names);
}

static const char *between(const json_t *options, int64_t min, int64_t max, const char *what)
{
    return turn_text("it takes %" PRId64 " to %" PRId64 "%s", json_number(options, "min", min),
                     json_number(options, "max", max), what);
}

static const char *days(const json_t *options)
{
    const char *from = json_text(options, "from"), *to = json_text(options, "to");
    return turn_text("it takes a day like \"2026-05-14\"%s%s%s%s", *from ? ", from " : "", from, *to ? ", up to " : "",
                     to);
}

/* What a question takes, in the words of an author. */
static const char *takes(const char *kind, const json_t *options)
{
    static const char *const fixed[][2] = {
        {"yes", "it takes true or false"},
        {"pick", "it takes the id of one of the rows"},
        {"slot", "it takes the id of one of the slots"},
        {"country", "it takes three letters like \"IDN\""},
        {"nik", "it takes 16 digits"},
        {"ktp", "it takes { nik = \"16 digits\", source = \"card\" or \"typed\" }"},
        {"code", "it takes { code = \"...\", source = \"scanner\" or \"typed\" }"},
        {"phone", "it takes a number like \"+6281234567890\""},
        {"sign", "it takes { by = \"witness\" } or { by = \"finger\", path = \"M10 10L200 90\" }"},
        {"address",
         "it takes { street = \"...\", region = \"33.02.04.2001\", ... } or, with a typed place, { street, place }"}};
    if (text_is(kind, "choice"))
        return names_to_choose(options);
    if (text_is(kind, "text"))
        return between(options, 1, LETTERS, json_truth(options, "digits") ? " digits" : " letters");
    if (text_is(kind, "number"))
        return between(options, 0, 0, "");
    if (text_is(kind, "year"))
        return between(options, 1900, 2100, "");
    if (text_is(kind, "pin"))
        return turn_text("it takes %d digits", (int)json_number(options, "digits", PIN_DIGITS));
    if (text_is(kind, "date"))
        return days(options);
    for (size_t i = 0; i < COUNT(fixed); i++)
        if (text_is(fixed[i][0], kind))
            return fixed[i][1];
    return "it takes true";
}

/* Tests say a card, a code and an address as the script gets them: no reader is here, and no pack of places. */
static bool is_told_whole(const char *kind)
{
    return text_is(kind, "ktp") || text_is(kind, "code") || text_is(kind, "address");
}

static bool is_told_well(const char *kind, const json_t *value)
{
    const char *nik = json_text(value, "nik"), *code = json_text(value, "code"), *source = json_text(value, "source");
    if (text_is(kind, "ktp"))
        return strlen(nik) == 16 && strspn(nik, "0123456789") == 16;
    if (text_is(kind, "code"))
        return *code && strlen(code) <= CODE_MAX && (text_is(source, "scanner") || text_is(source, "typed"));
    return *json_text(value, "street") && (*json_text(value, "region") || *json_text(value, "place"));
}

json_t *answer_of(const struct world *world, const json_t *step, const json_t *value, const char **wrong)
{
    const char *kind = json_text(step, "kind"), *error;
    struct question question = {kind, world->today, json_object_get(step, "options"), NULL};
    json_t *clean;
    if (is_told_whole(kind))
        clean = is_told_well(kind, value) ? json_incref((json_t *)(uintptr_t)value) : NULL;
    else
        clean = answer_check(&question, value, &error);
    *wrong = clean ? NULL : takes(kind, question.options);
    return clean;
}
