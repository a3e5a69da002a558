/* nik and kk: the published vectors of the research (services, 3.1 and 3.2), and the real people whose NIK is
 * "impossible". Names in brackets are the research's sources. */
#include "domain/kk.h"
#include "domain/nik.h"
#include "test.h"

#include "base/base.h"

static const struct day today = {2026, 11, 22};

static const struct {
    const char *text;
    bool female;
    struct day birth;
    int warnings;
} niks[] = {
    {"3602041211870001", false, {1987, 11, 12}, NIK_FINE},                /* the official example [tintahijau] */
    {"3311120411870003", false, {1987, 11, 4}, NIK_FINE},                 /* [aans] */
    {"3576014403910003", true, {1991, 3, 4}, NIK_FINE},                   /* [ktv-nik] */
    {"3273056010900009", true, {1990, 10, 20}, NIK_FINE},                 /* [cnn-nik] */
    {"3302046902000001", true, {2000, 2, 29}, NIK_FINE},                  /* a leap day in 2000, none in 1900 */
    {"3302042902010001", false, {0}, NIK_DATE},                           /* in neither 1901 nor 2001 */
    {"3302043102990001", false, {0}, NIK_DATE},                           /* 31 February */
    {"9902041211870000", false, {1987, 11, 12}, NIK_REGION | NIK_SERIAL}, /* */
    {"5402041211870001", false, {1987, 11, 12}, NIK_FINE},                /* East Timor: people keep it */
    {"6401011211870001", false, {1987, 11, 12}, NIK_FINE},                /* before North Kalimantan */
    {"3302040112870001", false, {1987, 12, 1}, NIK_FINE},                 /* the edges of day and month */
    {"3302040012870001", false, {0}, NIK_DATE},                           /* */
    {"3302043112870001", false, {1987, 12, 31}, NIK_FINE},                /* */
    {"3302043212870001", false, {0}, NIK_DATE},                           /* */
    {"3302044012870001", false, {0}, NIK_DATE},                           /* 40 is no woman's day */
    {"3302044112870001", true, {1987, 12, 1}, NIK_FINE},                  /* 41 is */
    {"3302047112870001", true, {1987, 12, 31}, NIK_FINE},                 /* */
    {"3302047212870001", true, {0}, NIK_DATE},                            /* */
    {"3302041200870001", false, {0}, NIK_DATE},                           /* */
    {"3302041213870001", false, {0}, NIK_DATE},                           /* */
    {"3302042211090001", false, {2009, 11, 22}, NIK_FINE},                /* 17 today */
    {"3302042311090001", false, {1909, 11, 23}, NIK_FINE},   /* 17 tomorrow: a card holder of 116 is preferred */
    {"3302042211260001", false, {1926, 11, 22}, NIK_FINE},   /* 100 before newly born */
    {"3302040101070001", false, {2007, 1, 1}, NIK_FINE},     /* 19 before 119 */
    {"1002041211870001", false, {1987, 11, 12}, NIK_REGION}, /* the edges of the provinces */
    {"1102041211870001", false, {1987, 11, 12}, NIK_FINE},   /* */
    {"2002041211870001", false, {1987, 11, 12}, NIK_REGION}, /* */
    {"9702041211870001", false, {1987, 11, 12}, NIK_FINE},   /* */
    {"9802041211879999", false, {1987, 11, 12}, NIK_REGION}, /* */
    {"0000000000000000", false, {0}, NIK_DATE | NIK_REGION | NIK_SERIAL}, /* odd, and yet 16 digits */
    {"9999999999999999", true, {0}, NIK_DATE | NIK_REGION},               /* */
};

static const char *const refused[] = {
    "330204120187000",   /* the research's: 15 digits of a bad copy */
    "33020412018700011", /* 17 */
    "33020412O1870001",  /* the letter O */
    "330204 1201870001", "-302041201870001", "", "NIK",
};

static const struct {
    const char *text;
    struct day recorded;
    int warnings;
} kks[] = {
    {"3302041205070012", {2007, 5, 12}, KK_FINE},
    {"3302042211260012", {2026, 11, 22}, KK_FINE}, /* today */
    {"3302042311260012", {1926, 11, 23}, KK_FINE}, /* not tomorrow; odd, but no wall */
    {"3302042902040012", {2004, 2, 29}, KK_FINE},
    {"3302042902050012", {0}, KK_DATE},
    {"3302044112870001", {0}, KK_DATE}, /* a woman's NIK: nothing is added in a KK */
    {"3302041205070000", {2007, 5, 12}, KK_SERIAL},
    {"0002041205070000", {2007, 5, 12}, KK_REGION | KK_SERIAL},
};

static bool same(struct day a, struct day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void test_tables(void)
{
    for (size_t i = 0; i < COUNT(niks); i++) {
        struct nik nik;
        check(nik_read(niks[i].text, today, &nik));
        bool good = nik.female == niks[i].female && same(nik.birth, niks[i].birth) && nik.warnings == niks[i].warnings;
        check_text(good ? "as wanted" : niks[i].text, "as wanted");
    }
    for (size_t i = 0; i < COUNT(kks); i++) {
        struct kk kk;
        check(kk_read(kks[i].text, today, &kk));
        bool good = same(kk.recorded, kks[i].recorded) && kk.warnings == kks[i].warnings;
        check_text(good ? "as wanted" : kks[i].text, "as wanted");
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct nik nik;
        struct kk kk;
        check(!nik_read(refused[i], today, &nik) && !kk_read(refused[i], today, &kk));
    }
}

int main(void)
{
    char text[64];
    test_tables();
    nik_group("3602041211870001", text);
    check_text(text, "360204 121187 0001");
    nik_mask("3602041211870001", text);
    check_text(text, "••••••••••••0001");
    return test_end();
}
