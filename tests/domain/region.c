/* Codes of regions: the form of the research (services, 3.3 [wilayah][itdesa]) and both sides of every edge. */
#include "domain/region.h"
#include "test.h"

static const struct {
    const char *text, *written, *kind; /* NULL: refused */
} codes[] = {
    {"33", "33", "provinsi"},
    {"33.02", "33.02", "kabupaten"},
    {"3302", "33.02", "kabupaten"},
    {"33.02.01", "33.02.01", "kecamatan"},
    {"33.02.01.2001", "33.02.01.2001", "desa"},
    {"3302012001", "33.02.01.2001", "desa"},
    {"33.02.01.1001", "33.02.01.1001", "kelurahan"},
    {"91.03.01.3007", "91.03.01.3007", "desa adat"},
    {"96", "96", "provinsi"}, /* the newest province */
    {"33.01", "33.01", "kabupaten"},
    {"33.69", "33.69", "kabupaten"},
    {"33.70", NULL, NULL},
    {"33.71", "33.71", "kota"},
    {"33.99", "33.99", "kota"},
    {"33.00", NULL, NULL},
    {"10", NULL, NULL},
    {"33.02.00", NULL, NULL},
    {"33.02.99", "33.02.99", "kecamatan"},
    {"33.02.01.0001", NULL, NULL},
    {"33.02.01.1000", NULL, NULL},
    {"33.02.01.1999", "33.02.01.1999", "kelurahan"},
    {"33.02.01.2000", NULL, NULL},
    {"33.02.01.3999", "33.02.01.3999", "desa adat"},
    {"33.02.01.4001", NULL, NULL}, /* an island, nine digits, has a 4 there */
    {"33.02.40001", NULL, NULL},
    {"3", NULL, NULL},
    {"333", NULL, NULL},
    {"33020", NULL, NULL},
    {"33.0.2", NULL, NULL}, /* dots where they belong, or none */
    {"33.02.", NULL, NULL},
    {".33", NULL, NULL},
    {"3302.01", NULL, NULL},
    {"33.02.01.2001.1", NULL, NULL},
    {"33 02", NULL, NULL},
    {"33.0a", NULL, NULL},
    {"", NULL, NULL},
};

/* Research 3.3: the 38 provinces of Kepmendagri 300.2.2-2138/2025 [wilayah]. */
static const int provinces[] = {11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53,
                                61, 62, 63, 64, 65, 71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96};

static void test_provinces(void)
{
    check(COUNT(provinces) == 38);
    for (size_t i = 0; i < COUNT(provinces); i++)
        check(region_province_known(provinces[i]));
    static const int none[] = {0, 10, 20, 22, 30, 37, 50, 55, 60, 66, 70, 77, 80, 83, 90, 98, 99};
    for (size_t i = 0; i < COUNT(none); i++)
        check(!region_province_known(none[i]));
}

int main(void)
{
    struct region_code code, above;
    char text[REGION_TEXT];
    for (size_t i = 0; i < COUNT(codes); i++) {
        bool good = region_read(codes[i].text, &code);
        check_text(good ? (region_write(&code, text), text) : "refused",
                   codes[i].written ? codes[i].written : "refused");
        if (good)
            check_text(region_kind(&code), codes[i].kind);
    }
    check(region_is("33") && region_is("33.07") && region_is("33.02.01.2001"));
    check(!region_is("3307") && !region_is("33.7") && !region_is("33.") && !region_is(""));
    static const char *const way[] = {"33.02.01.2001", "33.02.01", "33.02", "33"};
    check(region_read(way[0], &code));
    for (size_t i = 0; i + 1 < COUNT(way); i++, code = above) {
        check(region_parent(&code, &above));
        region_write(&above, text);
        check_text(text, way[i + 1]);
    }
    check(!region_parent(&code, &above));
    test_provinces();
    return test_end();
}
