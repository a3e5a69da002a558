/* answers: every kind's limits, as core holds them whatever ui sends. */
#include "desk/desk.h"
#include "test.h"

static const char *last_error;

static bool good(const char *kind, const char *options, const char *value, const char *wanted)
{
    json_t *o = json_loads(options, 0, NULL), *v = json_loads(value, JSON_DECODE_ANY, NULL);
    last_error = "";
    json_t *clean = answer_check(kind, o, v, "2026-05-13", &last_error);
    char *text = clean ? json_write(clean) : NULL;
    bool same = wanted ? text && strcmp(text, wanted) == 0 : clean == NULL && *last_error;
    if (!same)
        fprintf(stderr, "%s %s %s: got %s\n", kind, options, value, text ? text : last_error);
    free(text);
    json_decref(clean);
    json_decref(o);
    json_decref(v);
    return same;
}

int main(void)
{
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
    return test_end();
}
