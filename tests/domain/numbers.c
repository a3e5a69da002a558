/* NPWP, NOP, phone, plate, billing code: the vectors of the research (services, 3.4 to 3.6 and 2.17) and the edges
 * around them. Names in brackets are the research's sources; "made" are ours. */
#include "base/base.h"
#include "domain/billing.h"
#include "domain/nop.h"
#include "domain/npwp.h"
#include "domain/phone.h"
#include "domain/plate.h"
#include "test.h"

static const struct {
    const char *text, *number, *written; /* number NULL: refused */
    bool is_nik;
    int warnings;
} npwps[] = {
    {"12.345.678.2-407.000", "0123456782407000", "12.345.678.2-407.000", false,
     NPWP_FINE},                                                                       /* 12345678 -> 2 [techscales] */
    {"653891127409000", "0653891127409000", "65.389.112.7-409.000", false, NPWP_FINE}, /* 65389112 -> 7 [scribd-npwp] */
    {"0653891127409000", "0653891127409000", "65.389.112.7-409.000", false, NPWP_FINE}, /* PMK 112/2022: a 0 in front */
    {"65 389 112 7 409 000", "0653891127409000", "65.389.112.7-409.000", false, NPWP_FINE},
    {"3602041211870001", "3602041211870001", "3602041211870001", true, NPWP_FINE}, /* PMK 112/2022: a person's NIK */
    {"653891128409000", "0653891128409000", "65.389.112.8-409.000", false, NPWP_CHECK},
    {"653891126409000", "0653891126409000", "65.389.112.6-409.000", false, NPWP_CHECK},
    {"563891127409000", "0563891127409000", "56.389.112.7-409.000", false, NPWP_CHECK}, /* two changed places */
    {"0653891128409000", "0653891128409000", "65.389.112.8-409.000", false, NPWP_CHECK},
    {"000000000000000", "0000000000000000", "00.000.000.0-000.000", false, NPWP_FINE},
    {"65389112740900", .number = NULL}, /* 14 */
    {"65389112740900000", .number = NULL},
    {"6538911274090000000000", .number = NULL}, /* a NITKU of 22 is no NPWP */
    {"65.389.112.7-409.00O", .number = NULL},
    {"65/389/112/7/409/000", .number = NULL},
    {"", .number = NULL},
    {".-", .number = NULL},
};

static void test_npwp(void)
{
    for (size_t i = 0; i < COUNT(npwps); i++) {
        struct npwp npwp;
        char written[NPWP_TEXT];
        check(npwp_read(npwps[i].text, &npwp) == (npwps[i].number != NULL));
        if (!npwps[i].number)
            continue;
        check_text(npwp.number, npwps[i].number);
        check(npwp.is_nik == npwps[i].is_nik && npwp.warnings == npwps[i].warnings);
        npwp_write(&npwp, written);
        check_text(written, npwps[i].written);
    }
}

static const struct {
    const char *text, *written; /* NULL: refused */
    int warnings;
} nops[] = {
    {"33.02.010.005.001-0123.0", "33.02.010.005.001-0123.0", NOP_FINE}, /* the layout [neglasari], digits made */
    {"360401000500101239", "36.04.010.005.001-0123.9", NOP_FINE},       /* joint */
    {"36 04 010 005 001 0123 7", "36.04.010.005.001-0123.7", NOP_FINE}, /* SISTEP [nop-scribd] */
    {"33.02.010.005.001-0123.1", "33.02.010.005.001-0123.1", NOP_KIND},
    {"33.02.010.005.001-0123.8", "33.02.010.005.001-0123.8", NOP_KIND},
    {"33.02.010.005.001-0000.0", "33.02.010.005.001-0000.0", NOP_SERIAL},
    {"33.02.010.005.001-0001.0", "33.02.010.005.001-0001.0", NOP_FINE},
    {"37.02.010.005.001-0000.3", "37.02.010.005.001-0000.3", NOP_REGION | NOP_SERIAL | NOP_KIND},
    {"33020100050010123", NULL, 0},   /* 17 */
    {"3302010005001012300", NULL, 0}, /* 19 */
    {"33.02.010.005.001-01l3.0", NULL, 0},
    {"", NULL, 0},
};

static void test_nop(void)
{
    for (size_t i = 0; i < COUNT(nops); i++) {
        struct nop nop;
        char written[NOP_TEXT];
        check(nop_read(nops[i].text, &nop) == (nops[i].written != NULL));
        if (!nops[i].written)
            continue;
        nop_write(&nop, written);
        check_text(written, nops[i].written);
        check(nop.warnings == nops[i].warnings && nop.kind == nop.number[17]);
    }
}

/* Research 3.4: an 8, a digit from 1 on, 7 to 10 more [BK]; popular patterns refuse 13 digits [fs-phone]. */
static const struct {
    const char *typed, *kept;
} phones[] = {
    {"081234567890", "+6281234567890"},
    {"6281234567890", "+6281234567890"},
    {"+6281234567890", "+6281234567890"},
    {"+62 812-3456-7890", "+6281234567890"},
    {"81234567890", "+6281234567890"},
    {"0812 3456 7890", "+6281234567890"},
    {"0812.3456.7890", "+6281234567890"},
    {"0812345678", "+62812345678"},
    {"0812345678901", "+62812345678901"}, /* 13 with the 0: real */
    {"081234567", NULL},                  /* one too short */
    {"08123456789012", NULL},             /* one too long */
    {"+62812345678", "+62812345678"},
    {"+6281234567", NULL},
    {"+62812345678901", "+62812345678901"},
    {"+628123456789012", NULL},
    {"0801234567", NULL}, /* 80 is no mobile number */
    {"0811234567", "+62811234567"},
    {"0212345678", NULL},   /* a land line of Jakarta */
    {"+81234567890", NULL}, /* Japan */
    {"+620812345678", NULL},
    {"0812+345678", NULL},
    {"0812345678a", NULL},
    {"(0812) 345678", NULL},
    {"", NULL},
    {"+", NULL},
    {"62", NULL},
    {"0", NULL},
};

static void test_phone(void)
{
    char text[PHONE_SHOWN];
    for (size_t i = 0; i < COUNT(phones); i++) {
        char kept[PHONE_TEXT] = "";
        bool good = phone_read(phones[i].typed, kept);
        check_text(good ? kept : "refused", phones[i].kept ? phones[i].kept : "refused");
    }
    phone_group("081234567890", text);
    check_text(text, "0812 3456 7890");
    phone_group("+6281234567890", text);
    check_text(text, "0812 3456 7890");
    phone_group("081", text);
    check_text(text, "081");
    phone_group("", text);
    check_text(text, "");
    phone_mask("+6281234567789", text); /* research 3.4 */
    check_text(text, "0812-••••-•789");
    phone_mask("+62812345678", text);
    check_text(text, "0812-•••6-78");
    phone_mask("0212345678", text);
    check_text(text, "");
}

/* Research 2.17: [A-Z]{1,2} ?\d{1,4} ?[A-Z]{0,3} [BK]. */
static const struct {
    const char *typed, *plate;
} plates[] = {
    {"R 1234 AB", "R 1234 AB"},
    {"r1234ab", "R 1234 AB"},
    {"AB 1 C", "AB 1 C"},
    {"B 1234 XYZ", "B 1234 XYZ"},
    {"AB9999XYZ", "AB 9999 XYZ"},
    {"B 1", "B 1"},
    {"B  1  A", "B 1 A"},
    {"B1", "B 1"},
    {"ABC 1234 D", NULL},
    {"B 12345 A", NULL},
    {"B 1234 ABCD", NULL},
    {"1234 AB", NULL},
    {"B", NULL},
    {"B ABC", NULL},
    {"", NULL},
    {" B 1 A", NULL},
    {"B-1-A", NULL},
    {"B 1 A1", NULL},
    {"\xc3\x84 1 A", NULL},
    {"B 1 A\n", NULL},
};

static void test_plate(void)
{
    for (size_t i = 0; i < COUNT(plates); i++) {
        char plate[PLATE_TEXT];
        bool good = plate_read(plates[i].typed, plate);
        check_text(good ? plate : "refused", plates[i].plate ? plates[i].plate : "refused");
    }
}

static const struct {
    const char *text, *code; /* NULL: refused */
    enum billing_owner owner;
    struct day made;
} codes[] = {
    {"820220922465628", "820220922465628", BILLING_STATE, {2022, 9, 22}},   /* a real one of 22-09-2022 [simponi] */
    {"82024-05141-23456", "820240514123456", BILLING_STATE, {2024, 5, 14}}, /* a fine's pattern 82024-xxxxx-xxxxx [C] */
    {"820220230465628", "820220230465628", BILLING_STATE, {0}}, /* no such day: the layout is only what was seen */
    {"720220922465628", "720220922465628", BILLING_STATE, {0}},
    {"999999999999999", "999999999999999", BILLING_STATE, {0}},
    {"699999999999999", "699999999999999", BILLING_CUSTOMS, {0}},
    {"400000000000000", "400000000000000", BILLING_CUSTOMS, {0}},
    {"399999999999999", "399999999999999", BILLING_TAX, {0}},
    {"000000000000000", "000000000000000", BILLING_TAX, {0}},
    {.text = "82022092246562"},
    {.text = "8202209224656280"},
    {.text = "82022092246562A"},
    {.text = "820220922.465628"},
    {.text = ""},
};

static void test_billing(void)
{
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct billing billing;
        check(billing_read(codes[i].text, &billing) == (codes[i].code != NULL));
        if (!codes[i].code)
            continue;
        check_text(billing.code, codes[i].code);
        check(billing.owner == codes[i].owner && day_number(billing.made) == day_number(codes[i].made));
    }
    check(BILLING_SECONDS == 604800); /* 22-09-2022 07:21:16 to 29-09-2022 07:21:16 [simponi] */
}

int main(void)
{
    test_npwp();
    test_nop();
    test_phone();
    test_plate();
    test_billing();
    return test_end();
}
