/* author: the real `anjungan new`, `check` and `test` on a new service that is broken in one place, and mended again.
 * Each mistake is told with file, line and what to do. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "test.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char top[] = "/tmp/kit-author-XXXXXX";
static int code; /* what the last command ended with */

/* What `anjungan WORDS` prints, in the folder of this test. Turn memory. */
static char *anjungan(const char *words)
{
    FILE *from = popen(turn_text("cd %s && " BUILD "/bin/anjungan %s 2>&1", top, words), "r");
    char *said = turn_text("%s", ""), line[4096];
    must(from != NULL);
    while (fgets(line, sizeof line, from))
        said = turn_text("%s%s", said, line);
    code = WEXITSTATUS(pclose(from));
    return said;
}

static char *path_of(const char *file)
{
    return turn_text("%s/kota.izin/%s", top, file);
}

static void write_text(const char *file, const char *text)
{
    must(file_write_path(path_of(file), text, strlen(text), 0644) == OK);
}

/* The file with its first `from` replaced; what it was before, to be put back. */
static char *change(const char *file, const char *from, const char *to)
{
    char *old;
    size_t n;
    must(file_read_path(path_of(file), 1 << 20, &old, &n) == OK);
    const char *at = strstr(old, from);
    if (!at)
        die("%s has no \"%s\"", file, from);
    write_text(file, turn_text("%.*s%s%s", (int)(at - old), old, to, at + strlen(from)));
    return old;
}

static void with_change(const char *words, const char *file, const char *from, const char *to, int ends,
                        const char *wanted)
{
    char *old = change(file, from, to), *said = anjungan(words);
    if (!strstr(said, wanted))
        fprintf(stderr, "--- wanted:\n%s\n--- said:\n%s", wanted, said);
    check(strstr(said, wanted) != NULL);
    check(code == ends);
    write_text(file, old);
    free(old);
    turn_end();
}

static void wrong(const char *file, const char *from, const char *to, const char *wanted)
{
    with_change("check kota.izin", file, from, to, 1, turn_text("kota.izin/%s", wanted));
}

static void hint(const char *file, const char *from, const char *to, const char *wanted)
{
    with_change("check kota.izin", file, from, to, 0, turn_text("kota.izin/%s", wanted));
}

static void fails(const char *from, const char *to, const char *wanted)
{
    with_change("test kota.izin", "test.lua", from, to, 1, wanted);
}

static void test_new(void)
{
    check(strstr(anjungan("new kota.izin"), "kota.izin is a service that runs") && code == 0);
    check(strstr(anjungan("new kota.izin"), "it exists already") && code == 1);
    check(strstr(anjungan("new Izin"), "write agency.service in small letters") && code == 1);
    check(strstr(anjungan("new kota.izin nowhere"), "No such file") && code == 1);
    check(strstr(anjungan("new"), "usage:") && code == 2);
    check(strstr(anjungan("check"), "usage:") && code == 2);
    check(strstr(anjungan("test kota.izin extra"), "usage:") && code == 2);
    check(strstr(anjungan("check kota.izin"),
                 "kota.izin: 1 service, 18 ways (all there are), 20 different steps in every language, 19 kills\n"));
    check(code == 0);
    check(strstr(anjungan("test kota.izin"), "# 4 passed, 0 failed") && code == 0);
    check(strstr(anjungan("test kota.izin -k PAPERS"), "# 2 passed, 0 failed") && code == 0);
    check(strstr(anjungan("test kota.izin -k nothing"), "no test has \"nothing\" in its name") && code == 1);
    check(strstr(anjungan("check elsewhere"), "elsewhere:1: there is no such folder") && code == 1);
}

static void test_manifest(void)
{
    wrong("plugin.conf", "letters = [ \"kota.izin.apply\" ];", "",
          "main.lua:17: the letter \"kota.izin.apply\" is not in the manifest; add it to letters in plugin.conf");
    wrong("plugin.conf", "[ \"name\", \"phone\" ]", "[ \"name\" ]",
          "main.lua:4: sharing \"phone\" is not in the manifest; add it to shares in plugin.conf");
    wrong("main.lua", "stage \"need\"", "stage \"other\"",
          "main.lua:8: the stage \"other\" is not in the manifest; add it to stages in plugin.conf");
    wrong("main.lua", "stage \"need\"", "look(\"kota.person\", { may_fail = true })",
          "main.lua:8: the look \"kota.person\" is not in the manifest; add it to looks in plugin.conf");
    wrong("main.lua", "stage \"need\"", "pay { \"fee\", amount = 5, of = \"kota.price\", bill = \"kota.fee\" }",
          "main.lua:8: the bill \"kota.fee\" is not in the manifest; add it to pays in plugin.conf");
    wrong("main.lua", "stage \"need\"", "pay { \"fee\", amount = 5, of = \"izin.bring\", bill = \"kota.fee\" }",
          "main.lua:8: the amount 5 is not in \"izin.bring\"; of names the rule or look that it is from");
    wrong("main.lua", "stage \"need\"", "call(\"kota.kk\", { name = name })",
          "main.lua:8: the call of \"kota.kk\" is not in the manifest; add { service = \"kota.kk\"; shares = [ ... ]; "
          "} to "
          "calls in plugin.conf");
    wrong("plugin.conf", "minutes = 3", "minuts = 3", "plugin.conf:2: nothing is called minuts here; there is: ");
    wrong("plugin.conf", "api = 1", "api = 2", "plugin.conf:2: this runtime speaks api = 1");
    wrong("plugin.conf", "\"description\"", "\"descriptoin\"", "plugin.conf:9: there is no icon \"descriptoin\"");
    hint("plugin.conf", "letters = [", "looks = [ \"kota.person\" ]; letters = [",
         "plugin.conf:5: hint: looks lists \"kota.person\", and main.lua does not use it");
}

static void test_rules(void)
{
    wrong("rules.conf", "law = \"Perpres 89/2021\"; ", "", "rules.conf:3: ");
    wrong("rules.conf", "  { name",
          "  { name = \"izin.bring\"; valid_from = \"2025-01-01\"; law = \"x\"; value = 1; },\n  { name",
          "rules.conf:4: on some day izin.bring has this value and that of rule 1; end one with valid_to");
    wrong("rules.conf", "valid_from = \"2021-09-16\";", "valid_from = \"2190-09-16\";",
          "main.lua:10: no rule \"izin.bring\" holds on ");
}

static void test_rule_hints(void)
{
    hint("rules.conf", "  { name",
         "  { name = \"izin.fee\"; valid_from = \"2025-01-01\"; law = \"x\"; value = 1; },\n  { name",
         "rules.conf:3: hint: no way asked for the rule izin.fee; take it out, or use it");
    hint("rules.conf", "law = ", "valid_to = \"2189-12-31\"; law = ",
         "rules.conf:3: hint: nothing holds of izin.bring from 2190-01-01 on; add the row that begins then");
}

static void test_words(void)
{
    wrong("words.en.conf", "need = \"Need\";", "", "words.en.conf:3: the text stages.need is missing");
    wrong("words.en.conf", "title = \"New service\";", "title = \"New service\"; tile = \"Something new\";",
          "words.id.conf:2: the text services.izin.tile is missing, the other language has it");
    wrong("words.en.conf", "first = \"To apply for the first time\";", "",
          "words.en.conf:15: the text need.from.first is missing, the other language has it; write first = \"...\"; "
          "there");
    wrong("words.id.conf", "hint  = \"Hanya", "hinter = \"Hanya",
          "words.id.conf:5: the text consent.hint is missing, the other language has it; write hint = \"...\"; there");
    wrong("words.en.conf", "title = \"What do you need?\"", "title = \"What do you need, {name}?\"",
          "words.en.conf:13: {name} in need.title has no value; main.lua gives no values here (with = { ... })");
    hint("words.en.conf", "label = \"Need\";", "label = \"Need\"; more = \"No\";",
         "words.en.conf:14: hint: no step shows need.more; take it out, or use it");
    hint("words.en.conf", "review =", "reviews = { title = \"x\"; }; review =",
         "words.en.conf:27: hint: no step shows reviews; take it out, or use it");
}

static void test_script(void)
{
    wrong("main.lua", "if not ready then", "if need == \"again\" and nothing.here then",
          "main.lua:11: there is no nothing; there is: ");
    wrong("main.lua", "if not ready then", "if need.x.y then", "main.lua:11: there is no string.x; there is: ");
    wrong("main.lua", "if not ready then", "if need == \"again\" then while true do end end\nif not ready then",
          "main.lua:1: the script was stopped after \"ready\": it computes without an end");
    wrong("main.lua", "local need =", "local need = =", "main.lua:9: unexpected symbol near '='");
    wrong("main.lua", "name\", min = 2, max = 60",
          "name\", min = 2, max = 60, check = function(v) return v == \"x\", \"no\" end",
          "words.en.conf:1: the text no is missing; write no = \"...\"; there");
    hint("main.lua", "\"phone\"\n", "{ \"phone\", check = function() return false, \"need.title\" end }\n",
         "main.lua:6: hint: the check of \"phone\" refuses every answer that was tried");
    hint("main.lua", "stage \"send\"", "if need == \"never\" then show.info \"never\" end",
         "main.lua:15: hint: no way that was walked comes to \"never\"; give test.lua the answers that lead there");
    wrong("main.lua", "stage \"need\"", "local x = look(\"kota.izin.apply\")",
          "main.lua:8: hint: nobody knows what the look");
}

/* Of a service with 65,536 ways and more some hundred are walked: every two answers meet in one of them. */
static void test_pairs(void)
{
    static const char many[] = "local a = {}\nfor i = 1, 16 do a[i] = ask.yes(\"q\" .. i) end\n",
                      line[] = "stage \"need\"";
    char *old = change("main.lua", line, turn_text("%s%s", many, line));
    check(strstr(anjungan("check kota.izin"), "(every two answers met in one, of all there are)") != NULL);
    write_text("main.lua", old);
    free(old);
    with_change("check kota.izin", "main.lua", line,
                turn_text("%sif not a[3] and not a[16] then error \"met\" end\n%s", many, line), 1, ": met (after ");
}

/* What goes wrong with one answer only, and only as long as an old rule held. */
static void test_days(void)
{
    static const char rows[] =
        "  { name = \"izin.old\"; valid_from = \"2021-01-01\"; valid_to = \"2025-12-31\"; law = \"x\"; value = 1; },\n"
        "  { name = \"izin.old\"; valid_from = \"2026-01-01\"; law = \"x\"; value = 2; },\n  { name";
    char *rules = change("rules.conf", "  { name", rows);
    char *tests = change("test.lua", "test(", "test(\"then\", { today = \"2025-05-05\" })\ntest(");
    with_change("check kota.izin", "main.lua", "stage \"need\"",
                "if rule \"izin.old\" == 1 and not ask.yes \"q\" then error \"then\" end\nstage \"need\"", 1,
                ": then (after ");
    write_text("rules.conf", rules);
    write_text("test.lua", tests);
    free(rules);
    free(tests);
}

/* A letter has a schema, the schema is one, and what every way sends is as it says. */
static void test_letters(void)
{
    static const char schema[] = "letters/kota.izin.apply.schema.json";
    char *old = change("plugin.conf", "[ \"kota.izin.apply\" ]", "[ \"kota.izin.apply\", \"kota.izin.more\" ]");
    check(strstr(anjungan("check kota.izin"), "kota.izin/plugin.conf:5: the letter kota.izin.more has no schema") &&
          code == 1);
    write_text("plugin.conf", old);
    free(old);
    write_text("letters/kota.izin.other.schema.json", "{}");
    check(strstr(anjungan("check kota.izin"), "plugin.conf lists no letter kota.izin.other; add it to letters there"));
    must(remove(path_of("letters/kota.izin.other.schema.json")) == 0);
    write_text("letters/notes.txt", "");
    check(strstr(anjungan("check kota.izin"), "letters/notes.txt:1: only schemas of letters lie here"));
    must(remove(path_of("letters/notes.txt")) == 0);
    wrong(schema, "\"maxLength\": 60", "\"maxLenght\": 60",
          "letters/kota.izin.apply.schema.json:9: /properties/name/maxLenght: there is no word \"maxLenght\"; there "
          "is: type ");
    wrong(schema, "\"type\": \"object\",", "\"type\": \"object\"",
          "letters/kota.izin.apply.schema.json:6: this is no JSON");
    wrong(schema, "\"phone\" }", "\"mobile\" }",
          "letters/kota.izin.apply.schema.json:10: /properties/phone/format: there is no such format; there is: date, "
          "nik");
    wrong(schema, "\"maxLength\": 60", "\"maxLength\": 59",
          "main.lua:17: the letter kota.izin.apply does not fit its schema: /name: at most 59 letters");
    wrong(schema, ", \"question\"]", "]",
          "main.lua:17: the letter kota.izin.apply does not fit its schema: /need: this is none of the values");
    wrong("main.lua", "need = need }", "need = need, extra = 1 }",
          "main.lua:17: the letter kota.izin.apply does not fit its schema: /extra: nothing of this name belongs here");
    with_change("test kota.izin", schema, "\"maxLength\": 60", "\"maxLength\": 59", 1,
                "does not fit its schema: /name: at most 59 letters");
}

/* Letters that wait, and slips, as tests expect them. */
static void test_effects(void)
{
    static const char wait[] =
        "need = need }\nsend { \"kota.izin.apply\", name = name, phone = phone, need = need, after = sent, "
        "when = \"kota.word\", by = \"2190-01-01\" }";
    wrong("main.lua", "need = need }", wait,
          "main.lua:18: the look \"kota.word\" is not in the manifest; add it to looks");
    wrong("main.lua", "need = need }", "need = need, when = \"kota.word\" }",
          "main.lua:17: send: who waits for a word says all three: ");
    wrong("main.lua", "need = need }", "need = need, by = \"2190-01-01\" }",
          "main.lua:17: send: who waits for a word says all three: ");
    wrong("main.lua", "give.ticket {", "give.slip { \"need\", list = { \"first\", \"kk\" } } give.ticket {",
          "words.en.conf:12: the text need.list.first is missing");
    char *old = change("main.lua", "give.ticket {", "give.slip { \"done\", list = { \"kk\" } } give.ticket {");
    with_change("test kota.izin -k question", "test.lua", "{ letter = { \"kota.izin.apply\", need = \"question\" }",
                "{ slip = { list = { \"ktp\" } }", 1, "slip: list is [\"kk\"]; expected [\"ktp\"]");
    write_text("main.lua", old);
    free(old);
}

static void test_tests(void)
{
    fails("need = \"first\" }", "need = \"again\" }",
          "kota.izin/test.lua:3: letter kota.izin.apply: need is \"first\"; expected \"again\"");
    fails("ends   = \"done\"", "ends   = \"ticket\"", "kota.izin/test.lua:3: ends: done; expected ticket");
    fails("\"ready\", \"review\"", "\"review\"", "kota.izin/test.lua:3: steps: consent name phone need ready review");
    fails("need = \"first\", ready = true", "need = \"frist\", ready = true",
          "kota.izin/test.lua:3: answers.need: there is: first, again, question");
    fails("need = \"first\", ready = true", "need = \"first\"",
          "kota.izin/test.lua:3: main.lua asks ready, and the test does not answer; add answers = { ready = ... }");
    fails("need = \"question\"", "need = \"question\", ready = true",
          "kota.izin/test.lua:17: answers.ready: nobody asked for it");
    fails("letters = {}", "asked = { ready = { list = { \"kk\" } } }",
          "kota.izin/test.lua:12: ready: list is [\"ktp\",\"kk\"]; expected [\"kk\"]");
    fails("letters = {}", "asked = { phones = { max = 1 } }", "kota.izin/test.lua:12: asked: nobody came to phones");
    fails("letters = {}", "letter = \"kota.izin.apply\"", "kota.izin/test.lua:12: a letter is written as in send: ");
    fails("test(\"papers are missing\"", "send { \"x\" } test(\"papers are missing\"",
          "kota.izin/test.lua:1: a test only says what must come of it; nothing is sent here");
    fails("letters = {}", "letter = { \"kota.izin.apply\" }", "letters: nothing; expected kota.izin.apply");
    fails("expect = { letters", "expects = { letters",
          "kota.izin/test.lua:12: a test has no \"expects\"; it has: service, ");
    fails("answers = { need = \"again\"", "answer = ask.text \"x\", answers = { need = \"again\"",
          "kota.izin/test.lua:1: there is nobody to answer \"x\" here");
    fails("test(\"papers are missing\"", "test(os.exit()", "kota.izin/test.lua:12: there is no os; there is: ");
    fails("test(\"papers are missing\"", "test({}, \"papers are missing\"",
          "kota.izin/test.lua:12: a test has a name and a table");
}

/* What the script's own check refuses can be expected, and is told where it is not. */
static void test_refusals(void)
{
    char *old =
        change("main.lua", "ask.phone \"phone\"",
               "ask.phone { \"phone\", check = function(v) return v ~= \"+628111111111\", \"not_ready.title\" end }");
    with_change("test kota.izin -k missing", "test.lua", "need = \"again\", ready = false", "phone = \"+628111111111\"",
                1, "test.lua:12: the script refuses the answer to phone: not_ready.title; expected that it passes");
    with_change("test kota.izin -k missing", "test.lua",
                "answers = { need = \"again\", ready = false },\n  expect = { letters = {}, ends = \"not_ready\" }",
                "answers = { phone = \"+628111111111\" }, expect = { refused = \"not_ready.title\" }", 0,
                "ok 1 - papers are missing");
    write_text("main.lua", old);
    free(old);
}

/* A recorded visit stays on its path, or the step that left it is named. */
static void test_journals(void)
{
    anjungan("test kota.izin --record");
    check(strstr(anjungan("test kota.izin"), "ok 5 - recorded: a-first-application.json") && code == 0);
    with_change("test kota.izin", "main.lua", "local phone = ask.phone \"phone\"",
                "local mail = ask.text \"name\" local phone = \"\"", 1,
                "kota.izin/journals/a-first-application.json: step 3 was \"phone\"; now \"name#2\" comes there");
    with_change("test kota.izin", "main.lua", "max = 60", "max = 61", 1,
                "journals/a-first-application.json: step 2, \"name\", asks something else than it did");
    with_change("test kota.izin", "main.lua", "show.done \"done\"", "", 1,
                "journals/a-first-application.json: the visit had 10 steps; now it ends before the last one");
    with_change("test kota.izin", "main.lua", "show.done \"done\"", "show.info \"done\" show.done \"done\"", 1,
                "journals/a-first-application.json: step 10, \"done\", asks something else");
}

/* Plugins beside each other: the same id twice, services that call each other in a circle; what a called service
 * returns is walked on in its caller. */
static void test_together(void)
{
    check(strstr(anjungan("check kota.izin kota.izin"), "the service kota.izin is offered twice") && code == 1);
    char *said = anjungan("check " SOURCE "/tests/desk/plugins/test.rude " SOURCE "/tests/desk/plugins/test.mutual");
    check(strstr(said, "plugin.conf:2: it calls test.mutual, which calls test.rude: that is a circle") && code == 1);
    said = anjungan("check " SOURCE "/tests/desk/plugins/test.journey " SOURCE "/tests/desk/plugins/test.part");
    check(strstr(said, "test.journey: 1 service, 15 ways (all there are), ") != NULL); /* alone it is 7 */
    said = anjungan("check " SOURCE "/tests/desk/plugins/test.nosy");
    check(strstr(said, "main.lua:4: \"dukcapil.person\" comes before a consent to all that this service was given") &&
          code == 1);
    said = anjungan("check " SOURCE "/tests/desk/plugins/test.rude " SOURCE "/tests/desk/plugins/test.part");
    check(strstr(said, "plugin.conf:2: test.part does not accept \"age\"") && code == 1);
}

static void remove_all(void)
{
    must(system(turn_text("rm -r %s", top)) == 0);
}

int main(void)
{
    must(mkdtemp(top) != NULL);
    test_new();
    test_manifest();
    test_rules();
    test_rule_hints();
    test_words();
    test_letters();
    test_effects();
    test_script();
    test_pairs();
    test_days();
    test_tests();
    test_refusals();
    test_journals();
    test_together();
    remove_all();
    turn_end();
    return test_end();
}
