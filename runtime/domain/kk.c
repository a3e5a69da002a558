/* kk.c - see kk.h. */
#include "domain/kk.h"

#include "domain/digits.h"
#include "domain/region.h"

#include <string.h>

enum { DIGITS = 16 };

bool kk_read(const char *text, struct day on, struct kk *to)
{
    char digits[DIGITS + 1];
    if (digits_read(text, "", digits, DIGITS) != DIGITS)
        return false;
    *to = (struct kk){.recorded = digits_day(digits + 6, on)};
    to->warnings |= to->recorded.year ? KK_FINE : KK_DATE;
    to->warnings |= region_province_known(digits_number(digits, 0, 2)) ? KK_FINE : KK_REGION;
    to->warnings |= strcmp(digits + 12, "0000") ? KK_FINE : KK_SERIAL;
    return true;
}
