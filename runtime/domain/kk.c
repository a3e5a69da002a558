/* kk.c - see kk.h. */
#include "domain/kk.h"

#include "domain/digits.h"
#include "domain/region.h"

#include <string.h>

enum { DIGITS = 16 };

bool kk_read(const char *text, struct day on, struct kk *to)
{
    if (!digits_are(text, DIGITS))
        return false;
    *to = (struct kk){.recorded = digits_day(text + 6, on)};
    to->warnings |= to->recorded.year ? KK_FINE : KK_DATE;
    to->warnings |= region_province_known(digits_number(text, 0, 2)) ? KK_FINE : KK_REGION;
    to->warnings |= strcmp(text + 12, "0000") ? KK_FINE : KK_SERIAL;
    return true;
}
