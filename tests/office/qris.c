/* qris: codes seen in public, the broken one among them; ours is strict and says how much. */
#include "office/qris.h"
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

static void check_field(const char *code, const char *tag, const char *value)
{
    char got[100] = "";
    check(qris_find(code, tag, got));
    check_text(got, value);
}

int main(void)
{
    char code[QRIS_MAX], other[QRIS_MAX];
    check(qris_crc("123456789", 9) == 0x29b1);
    for (size_t i = 0; i < COUNT(good); i++)
        check(qris_check(good[i]) == OK);
    check(qris_check(broken) == E_FORMAT && qris_check("") == E_FORMAT && qris_check("000201") == E_FORMAT);
    check_field(good[2], "54", "100003.00");

    struct qris qris = {30000, "SIMULASI PNBP", "LOKARAYA", "820260514123456"};
    check(qris_write(&qris, code) == OK && qris_check(code) == OK);
    check_field(code, "01", "12");
    check_field(code, "54", "30000");
    check_field(code, "53", "360");
    check_field(code, "62", "0115820260514123456");
    for (size_t i = 0; code[i]; i++) { /* every letter counts */
        strcpy(other, code);
        other[i] = (char)(other[i] ^ 1);
        check(qris_check(other) == E_FORMAT);
    }
    qris.amount = 0;
    check(qris_write(&qris, code) == E_FORMAT);
    qris.amount = 1, qris.merchant = "A NAME OF MORE THAN 25 BYTES";
    check(qris_write(&qris, code) == E_FORMAT);
    qris.merchant = "X", qris.city = "";
    check(qris_write(&qris, code) == E_FORMAT);
    return test_end();
}
