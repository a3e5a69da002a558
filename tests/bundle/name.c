/* name: names, namespaces, versions. */
#include "bundle/name.h"
#include "test.h"

static void test_names(void)
{
    static const char *const bad[] = {"", ".a", "1a", "a/b", "a b", "../a", "a\n", "-a", "a*"};
    check(name_good("polri.skck") && name_good("hello") && name_good("a_b-C.9"));
    for (size_t i = 0; i < COUNT(bad); i++)
        check(!name_good(bad[i]));
    check(!name_good("a123456789012345678901234567890123456789012345678901234567890123"));
}

static void test_namespaces(void)
{
    check(namespace_good("polri.*") && namespace_good("polri.skck"));
    check(!namespace_good("*") && !namespace_good(".*") && !namespace_good("polri*") && !namespace_good("polri.*.*"));
    check(namespace_has("polri.*", "polri.skck") && namespace_has("polri.*", "polri.a.b"));
    check(!namespace_has("polri.*", "polri") && !namespace_has("polri.*", "polri.") &&
          !namespace_has("polri.*", "polrix.skck") && !namespace_has("polri.*", "dukcapil.polri.x"));
    check(namespace_has("hello", "hello") && !namespace_has("hello", "hello.x"));
}

static void test_versions(void)
{
    static const char *const up[] = {"0",   "0.0.1", "0.9", "0.10",      "1.0",           "1.0.1",
                                     "1.2", "1.10",  "2",   "2026.11.2", "9999.9999.9999"};
    static const char *const bad[] = {"",        ".",      "1.", ".1", "1..2", "01",    "1.00",
                                      "1.2.3.4", "1.2.3.", "-1", "1a", " 1",   "10000", "v1"};
    for (size_t i = 1; i < COUNT(up); i++)
        check(version_number(up[i]) > version_number(up[i - 1]));
    for (size_t i = 0; i < COUNT(bad); i++)
        check(version_number(bad[i]) < 0);
    check(version_number("1") == version_number("1.0.0"));
}

int main(void)
{
    test_names();
    test_namespaces();
    test_versions();
    return test_end();
}
