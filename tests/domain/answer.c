/* answer: every kind's limits, as core holds them whatever ui sends; and what was accepted is accepted again. */
#include "domain/address.h"
#include "domain/answer.h"
#include "domain/country.h"
#include "domain/strokes.h"
#include "test.h"

#include <stdlib.h>

static struct regions *pack;

static const char *last_error;

static bool good(const char *kind, const char *options, const char *value, const char *wanted)
{
    json_t *o = json_loads(options, 0, NULL), *v = json_loads(value, JSON_DECODE_ANY, NULL);
    last_error = "";
    struct question question = {kind, "2026-05-13", o, pack};
    json_t *clean = answer_check(&question, v, &last_error), *again = NULL;
    char *text = clean ? json_write(clean) : NULL;
    bool same = wanted ? text && strcmp(text, wanted) == 0 : clean == NULL && *last_error;
    if (clean)
        again = answer_check(&question, clean, &last_error);
    same = same && json_equal(clean, again) == (clean != NULL);
    json_decref(again);
    if (!same)
        fprintf(stderr, "%s %s %s: got %s\n", kind, options, value, text ? text : last_error);
    free(text);
    json_decref(clean);
    json_decref(o);
    json_decref(v);
    return same;
}

static void test_pick(void)
{
    const char *rows =
        "{\"from\":[{\"id\":\"1\",\"text\":\"One\"},{\"id\":\"2\",\"text\":\"Two\",\"line\":\"L\"},{\"text\":\"?\"}]}";
    check(good("pick", rows, "\"2\"", "{\"id\":\"2\",\"text\":\"Two\"}"));
    check(good("pick", rows, "{\"id\":\"1\",\"text\":\"a lie\"}", "{\"id\":\"1\",\"text\":\"One\"}"));
    check(good("pick", rows, "\"3\"", NULL));
    check(good("pick", rows, "\"\"", NULL));
    check(good("pick", rows, "1", NULL));
    check(good("pick", "{\"from\":[1,[],null]}", "\"1\"", NULL));
    check(good("pick", "{}", "\"1\"", NULL));
}

static void test_slot(void)
{
    const char *slots = "{\"from\":[{\"id\":\"7\",\"day\":\"2026-06-09\",\"time\":\"08:00\"},"
                        "{\"id\":\"8\",\"day\":\"2026-06-09\",\"time\":\"10:00\"},{}]}";
    check(good("slot", slots, "\"8\"", "{\"day\":\"2026-06-09\",\"id\":\"8\",\"time\":\"10:00\"}"));
    check(good("slot", slots, "{\"id\":\"7\",\"time\":\"a lie\"}",
               "{\"day\":\"2026-06-09\",\"id\":\"7\",\"time\":\"08:00\"}"));
    check(good("slot", slots, "\"9\"", NULL));
    check(good("slot", slots, "\"\"", NULL));
    check(good("slot", "{}", "\"7\"", NULL));
}

static void test_pin(void)
{
    check(good("pin", "{}", "\"012345\"", "\"012345\""));
    check(good("pin", "{\"digits\":4}", "\"0123\"", "\"0123\""));
    check(good("pin", "{}", "\"01234\"", NULL));
    check(good("pin", "{}", "\"01234a\"", NULL));
    check(good("pin", "{}", "123456", NULL));
}

static void test_country(void)
{
    check(good("country", "{}", "\"NLD\"", "\"NLD\""));
    check(good("country", "{}", "\"nld\"", NULL));
    check(good("country", "{}", "\"NL\"", NULL));
    check(good("country", "{}", "\"XXX\"", NULL));
    check(good("country", "{}", "{}", NULL));
    check(countries_count >= 240);
    check_text(country_name(country_find("NLD"), "id"), "Belanda");
    check_text(country_name(country_find("NLD"), "en"), "Netherlands");
    check_text(country_name(country_find("KOR"), "jv"), "Korea Selatan");
    check_text(country_name(country_find("VNM"), "en"), "Vietnam");
}

static void test_address(void)
{
    check(good("address", "{}",
               "{\"region\":\"33.02.04.2001\",\"street\":\" Jl.  Melati 7 \",\"rt\":\"2\",\"rw\":\"015\",\"x\":1}",
               "{\"district\":\"Rawalo\",\"province\":\"Jawa Tengah\",\"regency\":\"Kabupaten "
               "Banyumas\",\"region\":\"33.02.04.2001\","
               "\"rt\":\"002\",\"rw\":\"015\",\"street\":\"Jl. Melati 7\",\"text\":\"Jl. Melati 7, RT 002/RW 015, Desa "
               "Losari, Kecamatan "
               "Rawalo, Kabupaten Banyumas, Jawa Tengah\",\"village\":\"Losari\"}"));
    check(good("address", "{}", "{\"place\":\"Losari, Rawalo\",\"street\":\"Jl. Melati 7\",\"rw\":\"5\"}",
               "{\"place\":\"Losari, Rawalo\",\"rw\":\"005\",\"street\":\"Jl. Melati 7\",\"text\":\"Jl. Melati 7, RW "
               "005, Losari, Rawalo\"}"));
    check(good("address", "{}", "{\"region\":\"33.02.04\",\"street\":\"Jl. Melati 7\"}", NULL));
    check_text(last_error, "place");
    check(good("address", "{}", "{\"region\":\"33.02.04.2999\",\"street\":\"Jl. Melati 7\"}", NULL));
    check(good("address", "{}", "{\"region\":\"3302042001\",\"street\":\"Jl. Melati 7\"}", NULL));
    check(good("address", "{}", "{\"region\":7,\"place\":\"Losari\",\"street\":\"Jl. Melati 7\"}", NULL));
    check(good("address", "{}", "{\"region\":\"33.02.04.2001\",\"street\":\"  7 \"}", NULL));
    check_text(last_error, "street");
    check(good("address", "{}", turn_text("{\"place\":\"Losari\",\"street\":\"%0*d\"}", ADDRESS_MOST, 1),
               turn_text("{\"place\":\"Losari\",\"street\":\"%0*d\",\"text\":\"%0*d, Losari\"}", ADDRESS_MOST, 1,
                         ADDRESS_MOST, 1)));
    check(good("address", "{}", turn_text("{\"place\":\"Losari\",\"street\":\"%0*d\"}", ADDRESS_MOST + 1, 1), NULL));
    check(good("address", "{}", turn_text("{\"place\":\"Losari\",\"street\":\"%0*d\"}", 5 * ADDRESS_MOST, 1), NULL));
    check(good("address", "{}", "{\"place\":\"Losari\",\"street\":\"Jl. Melati\",\"rt\":\"1234\"}", NULL));
    check_text(last_error, "neighbourhood");
    check(good("address", "{}", "{\"place\":\"Losari\",\"street\":\"Jl. Melati\",\"rt\":\"-1\"}", NULL));
    check(good("address", "{}", "[]", NULL));
    struct regions *had = pack;
    pack = NULL;
    check(good("address", "{}", "{\"region\":\"33.02.04.2001\",\"street\":\"Jl. Melati 7\"}", NULL));
    pack = had;
}

static void test_sign(void)
{
    check(good("sign", "{}", "{\"by\":\"witness\",\"path\":\"M1 1\"}", "{\"by\":\"witness\"}"));
    check(good("sign", "{}", "{\"by\":\"finger\",\"path\":\"M0 0L1000 400\"}",
               "{\"by\":\"finger\",\"path\":\"M0 0L1000 400\"}"));
    check(good("sign", "{}", "{\"by\":\"finger\",\"path\":\"M0 0L10 0\"}", NULL)); /* a dot */
    check(good("sign", "{}", "{\"by\":\"finger\"}", NULL));
    check(good("sign", "{}", "{\"by\":\"me\",\"path\":\"M0 0L1000 400\"}", NULL));
    check(good("sign", "{}", "\"M0 0L1000 400\"", NULL));
}

int main(void)
{
    pack = regions_open(SOURCE "/runtime/domain/regions.sample");
    must(pack != NULL);
    test_pick();
    test_slot();
    test_pin();
    test_country();
    test_address();
    test_sign();
    check(good("year", "{}", "1987", "1987"));
    check(good("year", "{}", "1899", NULL));
    check(good("year", "{\"min\":2020,\"max\":2026}", "2026", "2026"));
    check(good("year", "{\"min\":2020,\"max\":2026}", "2027", NULL));
    check(good("year", "{}", "\"1987\"", NULL));
    check(good("confirm", "{}", "true", "true"));
    check(good("confirm", "{}", "false", NULL));
    check(good("consent", "{}", "true", "true"));
    check(good("consent", "{}", "false", NULL));
    check(good("yes", "{}", "false", "false"));
    check(good("yes", "{}", "\"no\"", NULL));
    check(good("choice", "{\"from\":[\"a\",\"b\"]}", "\"b\"", "\"b\""));
    check(good("choice", "{\"from\":[\"a\",\"b\"]}", "\"c\"", NULL));
    check(good("choice", "{}", "\"c\"", NULL));
    check(good("text", "{\"max\":5}", "\"  a\\t b \"", "\"a b\""));
    check(good("text", "{\"upper\":true}", "\"siti\"", "\"SITI\""));
    check(good("text", "{\"max\":5}", "\"abcdef\"", NULL));
    check(good("text", "{\"max\":2}", "\"\xc3\xa9\xc3\xa9\"", "\"\xc3\xa9\xc3\xa9\""));
    check(good("text", "{}", "\"   \"", NULL));
    check(good("text", "{\"digits\":true,\"min\":4}", "\"0012\"", "\"0012\""));
    check(good("text", "{\"digits\":true,\"min\":4}", "\"001A\"", NULL));
    check(good("text", "{\"min\":0}", "\"   \"", "\"\""));
    check(good("number", "{\"min\":1,\"max\":5}", "5", "5"));
    check(good("number", "{\"min\":1,\"max\":5}", "0", NULL));
    check(good("number", "{\"min\":1,\"max\":5}", "6", NULL));
    check(good("number", "{}", "1.5", NULL));
    check(good("nik", "{}", "\"3302042902010001\"",
               "\"3302042902010001\"")); /* impossible day: a real person's all the same */
    check(good("nik", "{}", "\"330204120187000\"", NULL));
    check(good("nik", "{}", "\"33020412O1870001\"", NULL));
    check(good("phone", "{}", "\"+628123456789\"", "\"+628123456789\""));
    check(good("phone", "{}", "\"+62812345678901\"", "\"+62812345678901\""));
    check(good("phone", "{}", "\"+628023456789\"", NULL));
    check(good("phone", "{}", "\"08123456789\"", NULL));
    check(good("phone", "{}", "\"+6281234567890123\"", NULL));
    check(good("phone", "{}", "\"+62812\"", NULL));
    check(good("date", "{\"from\":\"2026-01-01\"}", "\"2026-02-28\"", "\"2026-02-28\""));
    check(good("date", "{\"from\":\"2026-01-01\"}", "\"2025-12-31\"", NULL));
    check(good("date", "{\"to\":\"2026-01-01\"}", "\"2026-01-02\"", NULL));
    check(good("date", "{}", "\"2026-02-30\"", NULL));
    check(good("review", "{}", "true", "true"));
    check(good("nonsense", "{}", "true", NULL));
    regions_close(pack);
    turn_end();
    return test_end();
}
