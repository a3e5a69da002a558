/* engine: what a script may say, what comes of it, and how mistakes are told. Each row is a whole script. */
#include "base/text.h"
#include "kit/run.h"
#include "test.h"

#include <stdlib.h>

static struct chair chair;

static void says(const char *source, const char *type, const char *part)
{
    struct run run;
    run_open(&run, &chair, source, NULL);
    char *text = json_write(run.said);
    if (strcmp(json_text(run.said, "type"), type) != 0 || !strstr(text, part))
        fprintf(stderr, "%s\n  gives %s\n  wanted %s %s\n", source, text, type, part);
    check(run_said(&run, type) && strstr(text, part));
    free(text);
    run_close(&run);
}

static void test_steps(void)
{
    says("ask.text \"name\"", "step", "\"key\":\"name\",\"kind\":\"text\",\"options\":{}");
    says("ask.text { \"name\", min = 2, max = 40, upper = true }", "step", "{\"max\":40,\"min\":2,\"upper\":true}");
    says("ask.consent { \"c\", with = \"polri\", shares = { \"nik\" }, values = { name = \"SITI\" } }", "step",
         "\"values\":{\"name\":\"SITI\"}");
    says("ask.consent { \"c\", with = \"polri\", shares = { \"nik\" } }", "step", "\"class\":\"question\"");
    says("ask.choice { \"c\", from = { \"a\", \"b\" } }", "step", "{\"from\":[\"a\",\"b\"]}");
    says("ask.yes { \"ready\", list = { \"ktp\" } }", "step", "\"kind\":\"yes\"");
    says("ask.number { \"n\", min = 0, max = 4 / 2 }", "step", "{\"max\":2,\"min\":0}");
    says("ask.date { \"d\", from = \"2026-01-01\", to = \"2026-01-31\" }", "step", "\"kind\":\"date\"");
    says("ask.pick { \"v\", from = { { id = \"2001\", text = \"Losari\", line = \"Rawalo\" } } }", "step",
         "{\"from\":[{\"id\":\"2001\",\"line\":\"Rawalo\",\"text\":\"Losari\"}]}");
    says("local t = {} for i = 1, 600 do t[i] = { id = tostring(i), text = \"T\" } end ask.pick { \"v\", from = t }",
         "step", "{\"id\":\"600\",\"text\":\"T\"}]");
    says("ask.slot { \"s\", from = { { id = \"7\", day = \"2026-06-09\", time = \"10:00\" } } }", "step",
         "{\"from\":[{\"day\":\"2026-06-09\",\"id\":\"7\",\"time\":\"10:00\"}]}");
    says("ask.pin { \"p\", digits = 4 }", "step", "{\"digits\":4}");
    says("ask.country \"c\"", "step", "\"class\":\"question\",\"key\":\"c\",\"kind\":\"country\"");
    says("ask.address \"a\"", "step", "\"kind\":\"address\"");
    says("ask.year { \"y\", min = 1950, max = 2026 }", "step", "{\"max\":2026,\"min\":1950}");
    says("ask.sign \"s\"", "step", "\"kind\":\"sign\"");
    says("ask.confirm { \"c\", list = { \"old_card\" } }", "step",
         "\"kind\":\"confirm\",\"options\":{\"list\":[\"old_card\"]}");
    says("show.info { \"i\", bars = { { \"a\", 1 }, { \"b\", 0 } }, unit = \"%\" }", "step",
         "{\"bars\":[[\"a\",1],[\"b\",0]],\"unit\":\"%\"}");
    says("ask.review \"review\"", "step", "\"kind\":\"review\"");
    says("show.info { \"i\", list = { \"a\" }, with = { n = 1 } }", "step", "\"with\":{\"n\":1}");
    says("read.ktp \"ktp\"", "step", "\"class\":\"fact\",\"key\":\"ktp\",\"kind\":\"ktp\"");
    says("look(\"a.b\", { nik = \"1\", may_fail = true })", "step",
         "{\"input\":{\"nik\":\"1\"},\"may_fail\":true,\"name\":\"a.b\"}");
    says("look \"a.b\"", "step", "{\"input\":{},\"name\":\"a.b\"}");
    says("call(\"a.b\", { nik = \"1\", may_fail = true })", "step",
         "{\"input\":{\"nik\":\"1\"},\"may_fail\":true,\"service\":\"a.b\"}");
    says("call \"a.b\"", "step", "\"class\":\"call\",\"key\":\"a.b\",\"kind\":\"call\"");
    says("rule \"skck.fee\"", "step", "\"key\":\"rule:skck.fee\",\"kind\":\"rule\",\"options\":{}");
    says("today()", "step", "\"key\":\"today\",\"kind\":\"today\"");
    says("now()", "step", "\"key\":\"now\",\"kind\":\"now\"");
    says("send { \"a.b\", x = 1, after = { case = \"L-1\" } }", "step",
         "{\"after\":\"L-1\",\"data\":{\"x\":1},\"letter\":\"a.b\"}");
    says("send \"a.b\"", "step", "{\"data\":{},\"letter\":\"a.b\"}");
    says("pay { \"fee\", amount = 30000, of = \"skck.fee\", bill = \"pnbp.skck\", later = true }", "step",
         "{\"amount\":30000,\"bill\":\"pnbp.skck\",\"later\":true,\"of\":\"skck.fee\"}");
    says("give.ticket { \"t\", queue = \"A\", case = \"L-1\" }", "step",
         "\"class\":\"effect\",\"key\":\"t\",\"kind\":\"ticket\"");
    says("stage \"need\" ask.text \"a\"", "step", "\"stage\":\"need\"");
    says("each(\"child\", 2, function(i) each(\"x\", 1, function() ask.text \"name\" end) end)", "step",
         "\"child[1].x[1].name\"");
    says("pcall(each, \"a\", 1, error) ask.text \"b\"", "step", "\"key\":\"b\"");
    says("return 7", "end", "\"value\":7");
    says("return { a = 1 }, 2", "end", "{\"a\":1}");
    says("return", "end", "{\"type\":\"end\"}");
}

static void test_mistakes_in_questions(void)
{
    says("ask.txet \"a\"", "error", "main.lua:1: there is no ask.txet; there is: address choice confirm consent");
    says("\nask.text { \"a\", mxa = 1 }", "error",
         "main.lua:2: ask.text has no option mxa; it has: digits max min upper with");
    says("ask.text { \"a\", max = \"x\" }", "error", "main.lua:1: ask.text: max is not a whole number");
    says("ask.text()", "error", "needs a key first");
    says("ask.text { max = 1 }", "error", "needs a key first");
    says("ask.text { \"a b\" }", "error", "needs a key first");
    says("ask.text { \"a\", min = 5, max = 4 }", "error", "min is larger than max");
    says("ask.number { \"n\", max = 4 }", "error", "needs min");
    says("ask.choice { \"c\", from = { \"a\" } }", "error", "2 to 7");
    says("ask.choice { \"c\", from = { \"a\", \"a\" } }", "error", "2 to 7 different");
    says("ask.pick { \"v\", from = {} }", "error", "main.lua:1: ask.pick: from is not a list of 1 to 600 rows");
    says("ask.pick { \"v\", from = { { id = \"1\", text = \"a\" }, { id = \"1\", text = \"b\" } } }", "error",
         "each id once");
    says("ask.pick { \"v\", from = { { id = \"1\" } } }", "error", "rows");
    says("ask.pick { \"v\", from = { { id = \"1\", text = \"a\", zzz = \"b\" } } }", "error", "rows");
    says("ask.pick { \"v\", from = { { id = 1, text = \"a\" } } }", "error", "rows");
    says("ask.pick { \"v\", from = { { id = \"1\", text = (\"x\"):rep(121) } } }", "error", "rows");
    says("local t = {} for i = 1, 10000 do t[i] = { id = tostring(i), text = \"T\" } end ask.pick { \"v\", from = t }",
         "error", "1 to 600 rows");
    says("local t = {} for i = 1, 500 do t[i] = { id = tostring(i), text = (\"x\"):rep(99) } end ask.pick { \"v\", "
         "from = t }",
         "error", "more than 32 KiB");
    says("ask.slot { \"s\", from = { { id = \"7\", day = \"2026-02-30\", time = \"10:00\" } } }", "error", "slots");
    says("ask.slot { \"s\", from = { { id = \"7\", day = \"2026-06-09\", time = \"24:00\" } } }", "error", "slots");
    says("ask.slot { \"s\", from = { { id = \"7\", day = \"2026-06-09\", text = \"10\" } } }", "error", "slots");
    says("local s = { id = \"7\", day = \"2026-06-09\", time = \"10:00\" } ask.slot { \"s\", from = { s, s } }",
         "error", "each id once");
    says("ask.pin { \"p\", digits = 3 }", "error", "from 4 to 12");
    says("ask.year { \"y\", min = 2026, max = 1950 }", "error", "min is larger than max");
    says("ask.consent { \"c\", with = \"polri\" }", "error", "needs shares");
    says("ask.date { \"d\", from = \"2026-02-30\" }", "error", "is not a day");
    says("ask.date { \"d\", from = \"2026-02-10\", to = \"2026-02-01\" }", "error", "from is after to");
}

static void test_mistakes_in_steps(void)
{
    says("call(1)", "error", "main.lua:1: call needs a service first");
    says("call(\"a\", { 7 })", "error", "main.lua:1: call: every value has a name");
    says("show.info { \"i\", bars = { { \"a\", 1 } } }", "error", "bars is not a list of 2 to 12 bars");
    says("show.info { \"i\", bars = { { \"a\", 1 }, { \"b\", -1 } } }", "error", "bars is not");
    says("show.info { \"i\", bars = { { \"a\", 1 }, { \"b\", {} } } }", "error", "bars is not");
    says("show.info { \"i\", with = { x = t \"a\" } }", "error", "with is not texts and numbers by name");
    says("pay { \"fee\", amount = 0.5, of = \"f\", bill = \"b\" }", "error", "amount is not a whole number");
    says("pay { \"fee\", amount = -1, of = \"f\", bill = \"b\" }", "error", "not more than 0");
    says("send { \"a\", \"b\" }", "error", "every value has a name");
    says("send { \"a\", f = print }", "error", "main.lua:1: there is no print");
    says("send { \"a\", f = pcall }", "error", "main.lua:1: send: a function cannot leave the script");
    says("local t = {} t.t = t send { \"a\", t = t }", "error", "a table inside itself");
    says("each(\"c\", 21, pcall)", "error", "up to 20");
    says("lacking(\"ready\", {})", "error", "the names it lists");
}

static void test_mistakes_in_lua(void)
{
    says("local a = 1\nlocal b = a.b.c", "error", "main.lua:2: ");
    says("\n\nlocal = 3", "error", "main.lua:3: ");
    says("x = 1", "error", "main.lua:1: x is not declared: write `local x`");
    says("ask.text = 1", "error", "ask.text cannot be set");
    says("string.upper = 1", "error", "string.upper cannot be set");
    says("local s = (\"x\"):dump()", "error", "there is no string.dump");
    says("error \"no\"", "error", "main.lua:1: no");
    says("error {}", "error", "main.lua:1: an error that is not a text");
    says("error(\"\\xff\\xfe\")", "error", "main.lua:1: ??");
    says("string.rep(1, {})", "error", "main.lua:1: bad argument #2");
    says("table.sort({ 1, {} })", "error", "main.lua:1: attempt to compare");
    says("for i = 1, 3 do table.concat({ {} }) end", "error", "main.lua:1: invalid value");
    says("return pcall", "error", "the script returned a function");
    says("(\"x\"):gsub(\"x\", function() ask.text \"a\" end)", "error", "main.lua:1: text cannot wait inside gsub");
    says("day.add(\"2026-13-01\", 1)", "error", "main.lua:1: day: a day is a text like");
    says("day.add(\"2026-01-01\", 900, \"years\")", "error", "after 2199");
    says("day.add(\"2026-01-01\", 1 << 40)", "error", "too far");
    says("\x1bLua", "error", "main.lua: ");
}

static void test_plain_lua(void)
{
    says("local t = { z = 1, a = 2, [10] = 3, [2] = 4 } local s = \"\" for k in pairs(t) do s = s .. k .. \" \" end "
         "return s",
         "end", "2 10 a z ");
    says("local t = { a = 1, b = 2, c = 3 } local s = \"\" for k in pairs(t) do s = s .. k t.b = nil end return s",
         "end", "\"ac\"");
    says("local t = { \"b1\", \"a1\", \"b2\", \"a2\" } table.sort(t, function(x, y) return x:sub(1, 1) < y:sub(1, 1) "
         "end) return t",
         "end", "[\"a1\",\"a2\",\"b1\",\"b2\"]");
    says("return tostring({}) .. tostring(pcall) .. tostring(nil) .. tostring(1.5)", "end", "\"tablefunctionnil1.5\"");
    says("return string.format(\"%s %5.2f %d\", {}, 1.5, 3)", "end", "\"table  1.50 3\"");
    says("return string.format(\"%p\", {})", "error", "not the same on every run");
    says("return select(\"#\", pcall(error, \"x\"))", "end", "2");
    says("return { pcall(ask.txet) }", "error", "there is no ask.txet");
    says("return { day.add(\"2024-02-29\", 1, \"years\"), day.add(\"2026-01-31\", 1, \"months\"), "
         "day.add(\"2026-03-01\", -1),"
         "day.between(\"2026-01-01\", \"2026-03-01\"), day.age(\"2009-05-14\", \"2026-05-13\") }",
         "end", "[\"2025-02-28\",\"2026-02-28\",\"2026-02-28\",59,16]");
    says("return { day.birthday(\"2009-05-14\", 17), day.birthday(\"2012-02-29\", 17), day.birthday(\"2012-02-29\", "
         "20) }",
         "end", "[\"2026-05-14\",\"2029-03-01\",\"2032-02-29\"]");
    says("return day.birthday(\"2012-02-29\", 201)", "error", "too far away");
    says("return day.birthday(\"2012-02-29\", -1)", "error", "too far away");
    says("return day.birthday(\"2190-01-01\", 17)", "error", "after 2199");
    says("return utf8.len \"é\" + math.floor(1.5) + #(\"ab\"):rep(2)", "end", "6");
    says("return ...", "end", "{\"type\":\"end\"}");
}

static void test_keys(void)
{
    struct run run;
    run_open(&run, &chair,
             "local a = ask.text \"a\" local b = ask.text \"a\" return a .. b .. rule \"r\" .. rule \"r\"", NULL);
    run_answer(&run, json_string("x"));
    check_text(json_text(run.said, "key"), "a#2");
    check(json_number(run.said, "at", 0) == 1);
    run_answer(&run, json_string("y"));
    check_text(json_text(run.said, "key"), "rule:r");
    run_answer(&run, json_string("z"));
    check_text(json_text(run.said, "type"), "end");
    check_text(json_text(run.said, "value"), "xyzz");
    run_close(&run);
}

/* Each of a list is asked about alone; one alone is not, and who has them all gets the whole list. */
static void test_lacking(void)
{
    static const char asks[] =
        "local missing, have = lacking(\"ready\", { \"a\", \"b\" }) return { missing, have or 0 }";
    static const char *const results[2][2] = {{"[[\"a\",\"b\"],0]", "[[\"a\"],[\"b\"]]"},
                                              {"[[\"b\"],[\"a\"]]", "[[\"a\",\"b\"],0]"}};
    for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 2; b++) {
            struct run run;
            run_open(&run, &chair, asks, NULL);
            check_text(json_text(run.said, "key"), "ready[1].ready");
            run_answer(&run, json_boolean(a));
            check_text(json_text(run.said, "key"), "ready[2].ready");
            run_answer(&run, json_boolean(b));
            char *value = json_write(json_object_get(run.said, "value"));
            check_text(value, results[a][b]);
            free(value);
            run_close(&run);
        }
    }
    says("return lacking(\"ready\", { \"a\" })", "end", "\"value\":[\"a\"]");
    says("return lacking(\"ready\", { \"a\" }, nil, \"a\")", "end", "\"value\":[\"a\"]");
    says("return lacking(\"ready\", { \"a\" }, nil, 1)", "error", "the names it lists");
    for (int b = 0; b < 2; b++) {
        struct run run;
        run_open(&run, &chair, "return { lacking(\"ready\", { \"b\", \"a\" }, nil, \"a\") }", NULL);
        check_text(run_key(&run), "ready[1].ready");
        run_answer(&run, json_boolean(b));
        char *value = json_write(json_object_get(run.said, "value"));
        check_text(value, b ? "[[\"a\"],[\"b\"]]" : "[[\"a\",\"b\"]]");
        free(value);
        run_close(&run);
    }
}

static void test_sig(void)
{
    struct run run;
    char wanted[JSON_HASH_TEXT];
    json_t *both = json_pack("{ss,s{si,si}}", "kind", "text", "options", "max", 40, "min", 2);
    json_hash(both, wanted);
    run_open(&run, &chair, "ask.text { \"name\", max = 40, min = 2 }", NULL);
    check_text(json_text(run.said, "sig"), wanted);
    run_close(&run);
    json_decref(both);
}

static void test_check(void)
{
    struct run run;
    run_open(&run, &chair,
             "local n = ask.number { \"n\", min = 0, max = 99, check = function(n)\n"
             "  if n == 1 then return false, \"one\" end\n"
             "  return n > 16, t(\"too_young\", { age = 17 }) end }\nreturn n",
             NULL);
    check(!json_object_get(json_object_get(run.said, "options"), "check"));
    run_answer(&run, json_integer(1));
    check_text(json_text(run.said, "type"), "refuse");
    check_text(json_text(run.said, "key"), "one");
    run_answer(&run, json_integer(16));
    check_text(json_text(run.said, "key"), "too_young");
    check(json_number(json_object_get(run.said, "with"), "age", 0) == 17);
    run_answer(&run, json_integer(17));
    check_text(json_text(run.said, "type"), "end");
    check(json_array_size(run.journal) == 1);
    run_close(&run);
    run_open(&run, &chair, "ask.text { \"n\", check = function() ask.text \"m\" end }", NULL);
    run_answer(&run, json_string("x"));
    check(strstr(json_text(run.said, "message"), "main.lua:1: a check only looks"));
    run_close(&run);
    run_open(&run, &chair, "ask.text { \"n\", check = function() return false end }", NULL);
    run_answer(&run, json_string("x"));
    check(strstr(json_text(run.said, "message"), "return false, \"too_young\""));
    run_close(&run);
}

/* A check may use what the run knows already. */
static void test_check_with_today(void)
{
    struct run run;
    run_open(&run, &chair,
             "local now = today()\nask.date { \"birth\", check = function(v) return day.age(v, today()) >= 17, "
             "\"young\" end }",
             NULL);
    run_answer(&run, json_string("2026-05-14"));
    run_answer(&run, json_string("2009-05-15"));
    check_text(json_text(run.said, "type"), "refuse");
    run_answer(&run, json_string("2009-05-14"));
    check_text(json_text(run.said, "type"), "end");
    run_close(&run);
}

/* A finished visit stays finished, whatever the script says next; an intent stops the replay. */
static void test_ends_and_intents(void)
{
    struct run run;
    run_open(&run, &chair, "show.stop \"s\" ask.text \"after\"", NULL);
    run_answer(&run, json_true());
    check_text(json_text(run.said, "type"), "end");
    run_again(&run, 1);
    check_text(json_text(run.said, "type"), "end");
    run_close(&run);
    run_open(&run, &chair, "pcall(show.done, \"d\") ask.text \"after\"", NULL);
    run_answer(&run, json_true());
    check_text(json_text(run.said, "type"), "end");
    run_close(&run);
    run_open(&run, &chair, "ask.text \"a\" local s = send { \"l\" } return s.case", NULL);
    run_answer(&run, json_string("x"));
    json_t *intent = json_deep_copy(run.step);
    json_object_del(intent, "at");
    json_array_append_new(run.journal, intent);
    run_again(&run, 2);
    check(text_is(json_text(run.said, "key"), "l") && json_number(run.said, "at", 0) == 1);
    run_answer(&run, json_pack("{ss}", "case", "L-7"));
    check_text(json_text(run.said, "value"), "L-7");
    run_close(&run);
    run_open(&run, &chair, "local x = look(\"l\", { may_fail = true }) ask.text(x == nil and \"none\" or \"some\")",
             NULL);
    run_answer(&run, NULL);
    check_text(json_text(run.said, "key"), "none");
    run_again(&run, 1);
    check_text(json_text(run.said, "key"), "none");
    run_close(&run);
}

/* A journal of another path: the rows that agree count, the rest does not belong here. */
static void test_other_paths(void)
{
    struct run run;
    const char *source = "local a = ask.yes \"a\" if a then ask.text \"b\" else ask.text \"c\" end ask.text \"d\"";
    run_open(&run, &chair, source, NULL);
    run_answer(&run, json_true());
    run_answer(&run, json_string("bee"));
    check(text_is(json_text(run.said, "key"), "d"));
    json_object_set_new(json_array_get(run.journal, 0), "value", json_false());
    run_again(&run, 2);
    check(text_is(json_text(run.said, "key"), "c") && json_number(run.said, "at", 0) == 1);
    run_answer(&run, json_string("sea"));
    check(text_is(json_text(run.said, "key"), "d") && json_number(run.said, "at", 0) == 2);
    json_object_set_new(json_array_get(run.journal, 1), "sig", json_string("other"));
    run_again(&run, 2);
    check(text_is(json_text(run.said, "key"), "c"));
    run_close(&run);
}

static void test_limits(void)
{
    struct run run;
    run_open(&run, &chair, "while true do pcall(ask.text, \"a\") end", NULL);
    for (int i = 0; i < 200 && run_said(&run, "step"); i++)
        run_answer(&run, json_string("x"));
    check_text(json_text(run.said, "type"), "error");
    check(strstr(json_text(run.said, "message"), "main.lua:1: more than 200 steps"));
    run_close(&run);
    says("local s = (\"x\"):rep(33000) send { \"l\", s = s }", "error", "more than 32 KiB");
    says("local s = (\"\\1\"):rep(9000) send { \"l\", s = s }", "error", "more than 32 KiB");
    says("local t = {} for i = 1, 3000 do t[i] = i end send { \"l\", t = t }", "error", "more than 2000 values");
    says("local s = \"x\" while true do s = s .. s end", "error", "main.lua:1: not enough memory");
    says("while true do pcall(string.rep, \"x\", 1 << 30) end", "error", "main.lua:1: not enough memory");
}

static void test_input(void)
{
    struct run run;
    json_t *input = json_pack("{ss}", "key", "from_input");
    run_open(&run, &chair, "local wish = ... ask.text(wish.key)", input);
    check_text(run_key(&run), "from_input");
    run_close(&run);
    json_decref(input);
}

int main(void)
{
    must(chair_open(&chair, BUILD "/bin") == OK);
    test_steps();
    test_mistakes_in_questions();
    test_mistakes_in_steps();
    test_mistakes_in_lua();
    test_plain_lua();
    test_keys();
    test_lacking();
    test_sig();
    test_check();
    test_check_with_today();
    test_ends_and_intents();
    test_other_paths();
    test_limits();
    test_input();
    chair_close(&chair);
    return test_end();
}
