/* A pack of regions: the sample, what is refused, and with the path of a pack as its argument what a whole one costs:
 * test-domain-regions build/regions.txt (made by scripts/regions). */
#define _GNU_SOURCE
#include "domain/regions.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct region *find(const struct regions *regions, const char *text)
{
    struct region_code code;
    check(region_read(text, &code));
    return regions_find(regions, &code);
}

static void test_find(const struct regions *regions)
{
    const struct region *village = find(regions, "33.02.04.2001");
    check(village != NULL);
    check_text(regions_write(village), "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah");
    check_text(regions_write(find(regions, "91.03.01.3007")),
               "Desa adat Yoboi, Kecamatan Sentani, Kabupaten Jayapura, Papua");
    check_text(regions_write(find(regions, "32.73.05.1003")),
               "Kelurahan Ciroyom, Kecamatan Andir, Kota Bandung, Jawa Barat");
    struct region_code code = regions_code(village);
    check_text(code.digits, "3302042001");
    check(village->parent == find(regions, "330204") && village->parent->parent == find(regions, "3302"));
    check(!find(regions, "33.02.04.2002") && !find(regions, "33.02.05") && !find(regions, "33.03") &&
          !find(regions, "11"));
    check(!find(regions, "97") && !find(regions, "96.01"));
}

/* Every row is met once when going down level by level. */
static size_t walk(const struct regions *regions, const struct region *in)
{
    size_t n = 0;
    for (const struct region *at = regions_first(regions, in); at; at = regions_next(regions, at)) {
        check(at->parent == in);
        n += 1 + walk(regions, at);
    }
    return n;
}

/* The names that are found, in their order. */
static char *found(const struct regions *regions, const char *typed)
{
    const struct region *rows[6];
    size_t n = regions_search(regions, typed, rows, COUNT(rows));
    char *text = turn_text("%s", "");
    for (size_t i = 0; i < n; i++)
        text = turn_text("%s%s%s", text, i ? "; " : "", regions_write(rows[i]));
    return text;
}

static const struct {
    const char *typed, *found;
} searches[] = {
    {"banyum", "Kabupaten Banyumas, Jawa Tengah"},
    {"BANYUMAS", "Kabupaten Banyumas, Jawa Tengah"},
    {"kabupaten bany", "Kabupaten Banyumas, Jawa Tengah; Kabupaten Banyuwangi, Jawa Timur"},
    {"kab  bany", "Kabupaten Banyumas, Jawa Tengah; Kabupaten Banyuwangi, Jawa Timur"},
    {"kota m", "Kota Mojokerto, Jawa Timur; Kelurahan Mentikan, Kecamatan Prajuritkulon, Kota Mojokerto, Jawa Timur"},
    {"los raw", "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah"}, /* a name and what is around it */
    {"desa losari", "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah"},
    {"kelurahan losari", ""},
    {"losari jawa timur", ""},
    {"gent", "Kecamatan Genteng, Kabupaten Banyuwangi, Jawa Timur; Desa Genteng Wetan, Kecamatan Genteng, Kabupaten "
             "Banyuwangi, Jawa Timur; Desa Genteng Kulon, Kecamatan Genteng, Kabupaten Banyuwangi, Jawa Timur"},
    {"kulon", "Desa Genteng Kulon, Kecamatan Genteng, Kabupaten Banyuwangi, Jawa Timur"},
    {"genteng kulon", "Desa Genteng Kulon, Kecamatan Genteng, Kabupaten Banyuwangi, Jawa Timur"},
    {"imaan", "Desa Ima'an, Kecamatan Dukun, Kabupaten Gresik, Jawa Timur"},
    {"ima\xe2\x80\x99"
     "an",
     "Desa Ima'an, Kecamatan Dukun, Kabupaten Gresik, Jawa Timur"},
    {"barat daya", "Papua Barat Daya"},
    {"lon", ""},                                    /* words begin so, they do not hold it */
    {"banymas", "Kabupaten Banyumas, Jawa Tengah"}, /* nearly */
    {"desa lsoari", "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah"},
    {"lossari rawallo", "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah"},
    {"kelurahan lossari", ""},
    {"", ""},
    {" .-", ""},
    {"xyz", ""},
};

static void test_search(const struct regions *regions)
{
    const struct region *rows[REGIONS_FOUND];
    for (size_t i = 0; i < COUNT(searches); i++) {
        char *text = found(regions, searches[i].typed);
        size_t n = strlen(searches[i].found);
        check_text(turn_text("%.*s", (int)n, text), searches[i].found);
        if (n == 0)
            check_text(text, "");
    }
    check(regions_search(regions, "k", rows, 1) == 1);
    check(regions_search(regions, "k", rows, REGIONS_FOUND) > 5);
    char *far = turn_alloc(10000);
    memset(far, 'a', 9999);
    check(regions_search(regions, far, rows, 1) == 0);
}

#define HEAD "anjungan regions 1\nan edition\n"

static const char *const refused[] = {
    "",
    "anjungan regions 1\n",
    "anjungan regions 2\nan edition\n33 Jawa Tengah\nend 1\n",
    "anjungan regions 1\n\n33 Jawa Tengah\nend 1\n",
    HEAD,
    HEAD "end 0\n",
    HEAD "33 Jawa Tengah\n",                                 /* half a pack */
    HEAD "33 Jawa Tengah\nend 1",                            /* the last line has no end */
    HEAD "33 Jawa Tengah\nend 2\n",                          /* */
    HEAD "33 Jawa Tengah\nend 01\n",                         /* */
    HEAD "33 Jawa Tengah\nend 1\n34 DI Yogyakarta\n",        /* more behind the end */
    HEAD "33 Jawa Tengah\n33 Jawa Tengah\nend 2\n",          /* twice */
    HEAD "33 Jawa Tengah\n32 Jawa Barat\nend 2\n",           /* out of order */
    HEAD "33 Jawa Tengah\n33.02.04 Rawalo\nend 2\n",         /* its regency is missing */
    HEAD "33 Jawa Tengah\n34.02 Bantul\nend 2\n",            /* its province is missing */
    HEAD "33 Jawa Tengah\n3302 Kabupaten Banyumas\nend 2\n", /* no dot */
    HEAD "33 Jawa Tengah\n33.70 Kota\nend 2\n",              /* no such code */
    HEAD "33\nend 1\n",                                      /* no name */
    HEAD "33 \nend 1\n",                                     /* */
    HEAD "33  Jawa Tengah\nend 1\n",                         /* */
    HEAD "33 Jawa\tTengah\nend 1\n",                         /* */
    HEAD "33 Jawa\xffTengah\nend 1\n",                       /* no UTF-8 */
    HEAD "33 Jawa Tengah\r\nend 1\r\n",                      /* */
    HEAD "33 A name that is longer than sixty-three bytes, which no place in the country has\nend 1\n",
};

static struct regions *open_text(const char *text, size_t n)
{
    int fd = memfd_create("pack", MFD_CLOEXEC);
    check(fd >= 0 && write(fd, text, n) == (ssize_t)n);
    struct regions *regions = regions_open(turn_text("/proc/self/fd/%d", fd));
    close(fd);
    return regions;
}

static void test_refused(void)
{
    static const char good[] = HEAD "33 Jawa Tengah\nend 1\n";
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct regions *regions = open_text(refused[i], strlen(refused[i]));
        check_text(regions ? refused[i] : "refused", "refused");
        regions_close(regions);
    }
    struct regions *regions = open_text(good, strlen(good));
    check(regions && regions_count(regions) == 1);
    check_text(regions ? regions_edition(regions) : "", "an edition");
    regions_close(regions);
    check(!open_text(good, sizeof good)); /* a NUL */
    check(!regions_open("/nonexistent/regions"));
}

static void test_sample(void)
{
    struct regions *regions = regions_open(SOURCE "/runtime/domain/regions.sample");
    check(regions != NULL);
    if (!regions)
        return;
    test_find(regions);
    check(walk(regions, NULL) == regions_count(regions));
    test_search(regions);
    regions_close(regions);
}

/* What a whole pack costs ---------------------------------------------------------------- */

static double ms_since(int64_t start, int times)
{
    return (double)(clock_ms() - start) / times;
}

static void time_search(const struct regions *regions, const char *typed)
{
    enum { TIMES = 50 };
    const struct region *rows[20];
    int64_t start = clock_ms();
    size_t n = 0;
    for (int i = 0; i < TIMES; i++)
        n = regions_search(regions, typed, rows, COUNT(rows));
    printf("search \"%s\": %.2f ms, %zu shown%s%s\n", typed, ms_since(start, TIMES), n, n ? ", first " : "",
           n ? regions_write(rows[0]) : "");
}

static void time_find(const struct regions *regions)
{
    enum { TIMES = 20 };
    int64_t start = clock_ms();
    size_t looked_up = 0;
    for (int i = 0; i < TIMES; i++)
        for (const struct region *p = regions_first(regions, NULL); p; p = regions_next(regions, p))
            for (const struct region *r = regions_first(regions, p); r; r = regions_next(regions, r))
                for (int d = 1; d <= 20; d++) {
                    struct region_code code = regions_code(r);
                    code.level = REGION_DISTRICT;
                    code.digits[4] = (char)('0' + d / 10);
                    code.digits[5] = (char)('0' + d % 10);
                    looked_up += regions_find(regions, &code) != (void *)&code;
                }
    printf("find by code: %.0f ns of %zu\n", (double)(clock_ms() - start) * 1e6 / (double)looked_up, looked_up);
}

static int measure(const char *path)
{
    static const char *const typed[] = {"s",           "su",         "sumber", "sumberasih",       "banyumas",
                                        "sumber wana", "desa k j t", "kota m", "kec genteng jawa", "zzz"};
    int64_t start = clock_ms();
    struct regions *regions = regions_open(path);
    if (!regions)
        return 1;
    printf("%s\nopened in %.0f ms: %zu rows\n", regions_edition(regions), ms_since(start, 1), regions_count(regions));
    start = clock_ms();
    check(walk(regions, NULL) == regions_count(regions));
    printf("walked whole in %.0f ms\n", ms_since(start, 1));
    time_find(regions);
    for (size_t i = 0; i < COUNT(typed); i++)
        time_search(regions, typed[i]);
    regions_close(regions);
    turn_end();
    return test_end();
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return measure(argv[1]);
    test_sample();
    test_refused();
    turn_end();
    return test_end();
}
