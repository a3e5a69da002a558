/* qris: codes seen in public, the broken one among them (research, services 3.8 and its prototype); every way a code
 * can be wrong; ours is strict and says how much. */
#include "domain/qris.h"
#include "test.h"

#define DANA "00020101021126570011ID.DANA.WWW01189360091530"
#define KALTIM                                                                                                         \
    "00020101021226690023ID.CO.BANKALTIMTARA.WWW011893600124024091802802092409180280303URE51440014ID.CO.QRIS."         \
    "WWW0215ID"                                                                                                        \
    "20243452761720303URE5204752353033605405100005802ID5944(TEST) RETRIBUSI PARKIR PELABUHAN BULUMINUNG6015PENAJAM "   \
    "PASER U610576141622"

static const char *const good[] = {
    DANA "3023251702090302325170303UMI51440014ID.CO.QRIS.WWW0215ID10265294489570303UMI5204737253033605802ID5914Raol "
         "Mukarrozi6015Kota Banjar Bar6105707316304E0BD",
    DANA "2259148102090225914810303UMI51440014ID.CO.QRIS.WWW0215ID10200176114730303UMI5204581253033605802ID5922Warung "
         "Sayur Bu Sugeng6010Kab. Demak610559567630458C7",
    "00020101021226610016ID.CO.SHOPEE.WWW01189360091800216005230208216005230303UME51440014ID.CO.QRIS."
    "WWW0215ID1024322842"
    "9300303UME5204792953033605409100003.005802ID5907Pakasir6012KAB. "
    "KEBUMEN61055439262230519SP25RZRATEQI2HQ65Q46304A079",
    KALTIM "6011311223344553420705479056304BE84",
    KALTIM "50112112233445534070547905"
           "6304F16E",
    DANA
    "3265462802090326546280303UMI51440014ID.CO.QRIS.WWW0215ID10265329452210303UMI5204504553033605802ID5905ZIQVA6011"
    "Kab. Malang6105651676304F3F6",
};

static const char broken[] = "00020101021226660014ID.CO.QRIS."
                             "WWW01189360050300000768120215ID10202214433220303UMI51440014ID.CO.QRIS.WWW0215ID102022"
                             "14433220303UMI5204599953033605802ID5911MAJU JAYA6005DEPOK61051642462070703A016304D9C2";

/* What each of the good ones says; NULL where it says nothing. */
static const struct {
    bool dynamic;
    int64_t amount;
    const char *provider, *national, *size, *category, *name, *city, *bill;
} said[] = {
    {false, 0, "ID.DANA.WWW", "ID1026529448957", "UMI", "7372", "Raol Mukarrozi", "Kota Banjar Bar", NULL},
    {false, 0, "ID.DANA.WWW", "ID1020017611473", "UMI", "5812", "Warung Sayur Bu Sugeng", "Kab. Demak", NULL},
    {true, 100003, "ID.CO.SHOPEE.WWW", "ID1024322842930", "UME", "7929", "Pakasir", "KAB. KEBUMEN", NULL},
    {true, 10000, "ID.CO.BANKALTIMTARA.WWW", "ID2024345276172", "URE", "7523",
     "(TEST) RETRIBUSI PARKIR PELABUHAN BULUMINUNG", "PENAJAM PASER U", "1122334455342"},
    {true, 10000, "ID.CO.BANKALTIMTARA.WWW", "ID2024345276172", "URE", "7523",
     "(TEST) RETRIBUSI PARKIR PELABUHAN BULUMINUNG", "PENAJAM PASER U", NULL},
    {false, 0, "ID.DANA.WWW", "ID1026532945221", "UMI", "5045", "ZIQVA", "Kab. Malang", NULL},
};

static void check_field(const char *code, const char *tag, const char *value)
{
    char got[QRIS_VALUE] = "";
    check(qris_find(code, tag, got));
    check_text(got, value);
}

static void test_public_ones(void)
{
    for (size_t i = 0; i < COUNT(good); i++) {
        struct qris qris;
        check(qris_check(good[i]) == OK && qris_read(good[i], &qris) == OK);
        check(qris.dynamic == said[i].dynamic && qris.amount == said[i].amount && qris.sen == 0);
        check_text(qris.provider, said[i].provider);
        check_text(qris.national, said[i].national);
        check_text(qris.size, said[i].size);
        check_text(qris.category, said[i].category);
        check_text(qris.name, said[i].name);
        check_text(qris.city, said[i].city);
        if (said[i].bill)
            check_text(qris.bill, said[i].bill);
    }
    check_field(good[2], "54", "100003.00");
    check_field(good[3], "62.07", "47905");
    check_field(good[0], "26.01", "936009153030232517");
}

/* The same fields with the checksum they should have. */
static const char *signed_code(const char *fields)
{
    char *text = turn_text("%s6304", fields);
    return turn_text("%s%04X", text, qris_crc(text, strlen(text)) & 0xffff);
}

#define FRONT "000201010211"
#define NATIONAL "51440014ID.CO.QRIS.WWW0215ID10265294489570303UMI"
#define REST "520459995303360"
#define END "5802ID5901N6001C"

static const struct {
    const char *fields;
    int check, read;
} framed[] = {
    {FRONT NATIONAL REST END, OK, OK},
    {FRONT NATIONAL REST "54041000" END, OK, OK},
    {FRONT NATIONAL REST "540510.50" END, OK, OK},
    {FRONT NATIONAL REST "5403100"
                         "5403999" END,
     E_FORMAT, E_FORMAT}, /* two amounts are none */
    {FRONT NATIONAL REST "5403-10" END, OK, E_FORMAT},
    {FRONT NATIONAL REST "54041e10" END, OK, E_FORMAT},
    {FRONT NATIONAL REST "54051.000" END, OK, E_FORMAT}, /* a thousand, or one? */
    {FRONT NATIONAL REST "5402.5" END, OK, E_FORMAT},
    {FRONT NATIONAL REST "5400" END, OK, E_FORMAT},
    {FRONT NATIONAL REST "541312345678901.5" END, OK, OK},
    {FRONT NATIONAL REST "541412345678901234" END, OK, E_FORMAT},
    {FRONT NATIONAL "520459995303840" END, OK, E_FORMAT}, /* dollars */
    {FRONT NATIONAL REST "5802SG5901N6001C", OK, E_FORMAT},
    {FRONT REST END, OK, E_FORMAT}, /* no QRIS in it */
    {FRONT "51180014ID.CO.QRIS.WWX" REST END, OK, E_FORMAT},
    {FRONT "26180014ID.CO.QRIS.WWW" REST END, OK, OK}, /* early codes had it there */
    {FRONT NATIONAL REST "5802ID6001C", OK, E_FORMAT}, /* no name */
    {FRONT NATIONAL REST "5802ID59006001C", OK, E_FORMAT},
    {FRONT NATIONAL "5203599"
                    "5303360" END,
     OK, E_FORMAT},
    {FRONT "51190014ID.CO.QRIS.WWW1" REST END, E_FORMAT, E_FORMAT},    /* a byte too much inside */
    {FRONT "51180015ID.CO.QRIS.WWW" REST END, E_FORMAT, E_FORMAT},     /* one too few */
    {FRONT "51220014ID.CO.QRIS.WWW0000" REST END, E_FORMAT, E_FORMAT}, /* twice inside */
    {FRONT NATIONAL REST END "6205", E_FORMAT, E_FORMAT},
    {FRONT NATIONAL REST END "620501", E_FORMAT, E_FORMAT},
    {FRONT NATIONAL REST END "6A01X", E_FORMAT, E_FORMAT},
    {"000202010211" NATIONAL REST END, E_FORMAT, E_FORMAT},
    {"010211000201" NATIONAL REST END, E_FORMAT, E_FORMAT},
};

static void test_framing(void)
{
    for (size_t i = 0; i < COUNT(framed); i++) {
        const char *code = signed_code(framed[i].fields);
        struct qris qris;
        bool as_wanted = qris_check(code) == framed[i].check && qris_read(code, &qris) == framed[i].read;
        check_text(as_wanted ? "as wanted" : framed[i].fields, "as wanted");
    }
    struct qris qris;
    check(qris_read(signed_code(framed[2].fields), &qris) == OK && qris.amount == 10 && qris.sen == 50);
    check(qris_read(signed_code(framed[9].fields), &qris) == OK && qris.amount == 12345678901 && qris.sen == 50);
    char *small = turn_text("%s", signed_code(framed[0].fields));
    small[strlen(small) - 1] = 'a';
    check(qris_check(small) == E_FORMAT);
    check(qris_check(broken) == E_FORMAT && qris_check("") == E_FORMAT && qris_check("000201") == E_FORMAT);
    char *far = turn_alloc(100000);
    memset(far, '0', 99999);
    check(qris_check(far) == E_FORMAT);
}

static const struct qris ours = {.dynamic = true,
                                 .amount = 30000,
                                 .provider = "ID.CO.SIMULASI.WWW",
                                 .account = "936009990000000001",
                                 .merchant = "000000000000001",
                                 .national = "ID2099999999999",
                                 .size = "URE",
                                 .category = "9399",
                                 .name = "SIMULASI PNBP",
                                 .city = "LOKARAYA",
                                 .postcode = "00000",
                                 .bill = "820260514123456"};

static void test_written(void)
{
    char code[QRIS_MAX], other[QRIS_MAX];
    struct qris again;
    check(qris_write(&ours, code) == OK && qris_read(code, &again) == OK);
    check(qris_write(&again, other) == OK);
    check_text(other, code);
    check_field(code, "01", "12");
    check_field(code, "54", "30000");
    check_field(code, "53", "360");
    check_field(code, "62", "0115820260514123456");
    for (size_t i = 0; code[i]; i++) { /* every letter counts */
        strcpy(other, code);
        other[i] = (char)(other[i] ^ 1);
        check(qris_check(other) == E_FORMAT);
    }
}

static void test_not_written(void)
{
    char code[QRIS_MAX];
    struct qris qris = ours;
    qris.amount = 0;
    check(qris_write(&qris, code) == E_FORMAT);
    qris.dynamic = false;
    check(qris_write(&qris, code) == OK && strncmp(code, "000201010211", 12) == 0);
    qris.amount = -1;
    check(qris_write(&qris, code) == E_FORMAT);
    qris = ours, strcpy(qris.name, "A NAME OF MORE THAN 25 BYTES");
    check(qris_write(&qris, code) == E_FORMAT);
    qris = ours, strcpy(qris.city, "");
    check(qris_write(&qris, code) == E_FORMAT);
    qris = ours, strcpy(qris.provider, "");
    check(qris_write(&qris, code) == E_FORMAT);
    qris = ours, qris.amount = 12345678901234;
    check(qris_write(&qris, code) == E_FORMAT);
}

int main(void)
{
    check(qris_crc("123456789", 9) == 0x29b1);
    check(qris_crc(broken, strlen(broken) - 4) == 0x29f5); /* research: 29F5, not D9C2 */
    test_public_ones();
    test_framing();
    test_written();
    test_not_written();
    turn_end();
    return test_end();
}
