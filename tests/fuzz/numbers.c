/* numbers: KK, NPWP, NOP, phone, plate, billing code and code of a region: whatever is read can be written, and what
 * was written is read as the same. */
#include "fuzz.h"

#include "domain/billing.h"
#include "domain/kk.h"
#include "domain/nop.h"
#include "domain/npwp.h"
#include "domain/phone.h"
#include "domain/plate.h"
#include "domain/region.h"

#include <string.h>

static void check_taxes(const char *text)
{
    struct npwp npwp, same_npwp;
    struct nop nop, same_nop;
    char written[NOP_TEXT];
    if (npwp_read(text, &npwp)) {
        npwp_write(&npwp, written);
        must(npwp_read(written, &same_npwp) && strcmp(npwp.number, same_npwp.number) == 0);
        must(npwp.is_nik == same_npwp.is_nik && npwp.warnings == same_npwp.warnings);
    }
    if (nop_read(text, &nop)) {
        nop_write(&nop, written);
        must(nop_read(written, &same_nop) && strcmp(nop.number, same_nop.number) == 0 &&
             nop.warnings == same_nop.warnings);
    }
}

static void check_phone(const char *text)
{
    char kept[PHONE_TEXT], same[PHONE_TEXT], shown[PHONE_SHOWN];
    phone_group(text, shown);
    phone_mask(text, shown);
    if (!phone_read(text, kept))
        return;
    must(phone_read(kept, same) && strcmp(kept, same) == 0);
    phone_group(kept, shown);
    must(phone_read(shown, same) && strcmp(kept, same) == 0);
    phone_mask(kept, shown);
    must(strcmp(shown + strlen(shown) - 2, kept + strlen(kept) - 2) == 0);
}

static void check_region(const char *text)
{
    struct region_code code, same;
    char written[REGION_TEXT];
    if (!region_read(text, &code))
        return;
    region_write(&code, written);
    must(region_is(written) && region_read(written, &same) && strcmp(code.digits, same.digits) == 0);
    do
        must(*region_kind(&code));
    while (region_parent(&code, &code) && region_read(code.digits, &same));
    must(code.level == REGION_PROVINCE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = fuzz_text(bytes, n), plate[PLATE_TEXT], same[PLATE_TEXT];
    struct kk kk;
    struct billing billing;
    if (kk_read(text, (struct day){2026, 5, 14}, &kk))
        must((kk.recorded.year == 0) == ((kk.warnings & KK_DATE) != 0));
    if (billing_read(text, &billing))
        must(strlen(billing.code) == 15 && (billing.made.year == 0 || day_exists(billing.made)));
    if (plate_read(text, plate))
        must(plate_read(plate, same) && strcmp(plate, same) == 0);
    check_taxes(text);
    check_phone(text);
    check_region(text);
    turn_end();
    return 0;
}
