/* numbers: what scripts are told about numbers, money, working days and satisfaction. The rules themselves are tested
 * in tests/domain; each row here is a script that returns what it got, or the mistake of its author. */
#include "base/text.h"
#include "kit/run.h"
#include "test.h"

#include <stdlib.h>

static struct chair chair;

static const struct {
    const char *source, *type, *part;
} rows[] = {
    {"return id.nik(\"3576014403910003\", \"2026-05-14\")", "end",
     "\"value\":{\"birth\":\"1991-03-04\",\"sex\":\"P\"}"},
    {"return id.nik(\"3302043102990000\", \"2026-05-14\")", "end", "{\"odd\":[\"date\",\"serial\"],\"sex\":\"L\"}"},
    {"return id.nik(\"330204120187000\", \"2026-05-14\") == nil", "end", "true"},
    {"return id.nik(\"3302041201870001\\0\", \"2026-05-14\") == nil", "end", "true"},
    {"return id.nik(3302041201870001, \"2026-05-14\")", "error", "main.lua:1: id.nik: needs a text"},
    {"\nreturn id.nik(\"3302041201870001\")", "error", "main.lua:2: id.nik: a day is a text like"},
    {"return id.nki(\"\")", "error", "main.lua:1: there is no id.nki; there is: kk nik nop npwp phone plate region"},
    {"return id.kk(\"3302041205070012\", \"2026-05-14\")", "end", "\"value\":{\"recorded\":\"2007-05-12\"}"},
    {"return id.kk(\"9902044112870001\", \"2026-05-14\")", "end", "\"value\":{\"odd\":[\"date\",\"region\"]}"},
    {"return id.npwp(\"12.345.678.2-407.000\")", "end",
     "{\"is_nik\":false,\"number\":\"0123456782407000\",\"written\":\"12.345.678.2-407.000\"}"},
    {"return id.npwp(\"123456789407000\").odd", "end", "\"value\":[\"check\"]"},
    {"return id.npwp(\"3602041211870001\").is_nik", "end", "true"},
    {"return { id.npwp(\"1\") == nil, id.nop(\"1\") == nil, id.phone(\"1\") == nil, id.plate(\"1\") == nil, "
     "id.region(\"1\") == nil, money.billing(\"1\") == nil, money.qris(\"1\") == nil }",
     "end", "[true,true,true,true,true,true,true]"},
    {"return id.nop(\"330201000500101231\")", "end",
     "{\"number\":\"330201000500101231\",\"odd\":[\"kind\"],\"written\":\"33.02.010.005.001-0123.1\"}"},
    {"return { id.phone(\"0812-3456-7890\"), id.plate(\"r1234ab\") }", "end", "[\"+6281234567890\",\"R 1234 AB\"]"},
    {"return id.region(\"3302042001\")", "end",
     "{\"code\":\"33.02.04.2001\",\"kind\":\"desa\",\"within\":\"33.02.04\"}"},
    {"return id.region(\"33\")", "end", "\"value\":{\"code\":\"33\",\"kind\":\"provinsi\"}"},
    {"return { money.words(120000), money.words(6e5 / 2), money.words(0) }", "end",
     "[\"seratus dua puluh ribu rupiah\",\"tiga ratus ribu rupiah\",\"nol rupiah\"]"},
    {"return money.words(0.5)", "error", "main.lua:1: money.words: needs whole rupiah"},
    {"return money.words(\"1000\")", "error", "money.words: needs whole rupiah"},
    {"return money.words(1e300)", "error", "money.words: needs whole rupiah"},
    {"return money.billing(\"820220922465628\")", "end",
     "{\"code\":\"820220922465628\",\"made\":\"2022-09-22\",\"owner\":\"state\"}"},
    {"return money.qris(\"00020101021251180014ID.CO.QRIS.WWW5204939953033605405150005802ID5901N6001C6304DFCC\")", "end",
     "\"value\":{\"amount\":15000,\"city\":\"C\",\"merchant\":\"\",\"name\":\"N\",\"once\":true}"},
    {"return { day.add_working(\"2026-01-05\", 10, {}), day.add_working(\"2026-01-05\", 10, { \"2026-01-16\" }), "
     "day.add_working(\"2026-01-10\", 0, {}), day.add_working(\"2026-01-12\", -1, {}) }",
     "end", "[\"2026-01-19\",\"2026-01-20\",\"2026-01-12\",\"2026-01-09\"]"},
    {"return { day.between_working(\"2026-01-05\", \"2026-01-20\", { \"2026-01-16\" }), "
     "day.is_working(\"2026-01-16\", { \"2026-01-16\" }), day.is_working(\"2026-01-16\", {}) }",
     "end", "[10,false,true]"},
    {"local known = { \"2026-01-01\", \"2027-01-01\" } return { day.is_known(\"2026-05-14\", \"2027-02-01\", known), "
     "day.is_known(\"2027-02-01\", \"2026-05-14\", { \"2026-01-01\" }) }",
     "end", "[true,false]"},
    {"return day.add_working(\"2026-01-05\", 10)", "error", "main.lua:1: holidays: a list of up to 1000 days"},
    {"return day.add_working(\"2026-01-05\", 10, { \"16 January\" })", "error",
     "main.lua:1: holidays: a day is a text"},
    {"return day.add_working(\"2026-01-05\", 3661, {})", "error", "too far away"},
    {"return day.between_working(\"1900-01-01\", \"2199-12-31\", {})", "error", "too far away"},
    {"return day.add_working(\"2199-12-31\", 1, {})", "error", "after 2199"},
    {"local t = {} for i = 1, 1001 do t[i] = \"2026-01-16\" end return day.is_working(\"2026-01-05\", t)", "error",
     "up to 1000 days"},
    {"return skm.index { { 3, 3, 4, 4, 3, 4, 4, 3, 4 }, { 4, 4, 4, 4, 4, 4, 4, 4, 4 }, { 3, 3, 2, 4, 3, 3, 4, 2, 3 } }",
     "end",
     "{\"grade\":\"B\",\"hundredths\":8796,\"means\":[3333,3333,3333,4000,3333,3667,4000,3000,3667],\"text\":"
     "\"Baik\"}"},
    {"return skm.index({ { 4, 4, 4, 4, 4, 4, 4, 4, 4 } }, 0.11).hundredths", "end", "\"value\":9900"},
    {"return skm.index({ { 4, 2 } }, { 0.25, 0.75 }).hundredths", "end", "\"value\":6250"},
    {"return skm.index({ { 0, 0 } }) == nil", "end", "true"},
    {"return skm.index({ { 4, 0 } }).means", "end", "[4000,0]"},
    {"return skm.index({ { 4, 5 } })", "error", "main.lua:1: skm.index: needs a list of answers"},
    {"return skm.index({ { 4, -1 } })", "error", "skm.index: needs a list of answers"},
    {"return skm.index({ { 4, 3 }, { 4 } })", "error", "skm.index: needs a list of answers"},
    {"return skm.index({ { 4, nil, 3 } })", "error", "skm.index: needs a list of answers"},
    {"return skm.index({ {} })", "error", "skm.index: needs a list of answers"},
    {"return skm.index({})", "error", "skm.index: needs a list of answers"},
    {"return skm.index({ { 4 } }, 0.1111)", "error", "in thousandths"},
    {"return skm.index({ { 4 } }, 1.1)", "error", "in thousandths"},
    {"return skm.index({ { 4, 4 } }, { 0.5 })", "error", "not as many weights"},
    {"return skm.index({ { 4, 4 } }, { 0.5, 0.6 }) == nil", "end", "true"},
    {"id.nik = 1", "error", "main.lua:1: id.nik cannot be set"},
};

/* A check of an answer is what most of these are for. */
static void test_check(void)
{
    struct run run;
    run_open(&run, &chair,
             "return ask.text { \"npwp\", check = function(v) return id.npwp(v) ~= nil, \"npwp_length\" end }", NULL);
    run_answer(&run, json_string("123"));
    check_text(json_text(run.said, "type"), "refuse");
    check_text(json_text(run.said, "key"), "npwp_length");
    run_answer(&run, json_string("653891127409000"));
    check_text(json_text(run.said, "type"), "end");
    run_close(&run);
}

/* Nothing is kept from call to call, mistakes included. */
static void test_many(void)
{
    struct run run;
    run_open(&run, &chair,
             "local n = 0 for i = 1, 20000 do n = n + #money.words(i) + #id.phone(\"081234567890\") "
             "pcall(id.npwp, 1) id.kk(\"3302041205070012\", \"2026-05-14\") end return n > 0",
             NULL);
    check_text(json_text(run.said, "type"), "end");
    run_close(&run);
}

int main(void)
{
    must(chair_open(&chair, BUILD "/bin") == OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run run;
        run_open(&run, &chair, rows[i].source, NULL);
        char *text = json_write(run.said);
        bool as_wanted = run_said(&run, rows[i].type) && strstr(text, rows[i].part);
        check_text(as_wanted ? rows[i].part : turn_text("%s gives %s", rows[i].source, text), rows[i].part);
        free(text);
        run_close(&run);
    }
    test_check();
    test_many();
    chair_close(&chair);
    return test_end();
}
