/* billing.h - the 15 digits that a bank asks for when the state is paid: billing codes of SIMPONI and its sisters.
 *
 * The first digit says whose it is: 0 to 3 taxes (DJP), 4 to 6 customs (DJBC), 7 to 9 everything else the state is owed
 * (DJA: SIMPONI, PNBP); that is background knowledge of the research. Those of SIMPONI that were seen are 8, the day
 * they were made, six digits; that layout is our observation, so a code without such a day is as good as any. It may be
 * paid for seven days, to the second.
 *
 * Refused: anything but 15 digits, with dashes and spaces between them where people like. Whether it is open, late or
 * paid only the biller knows; nothing is paid without its NTPN. */
#ifndef DOMAIN_BILLING_H
#define DOMAIN_BILLING_H

#include "base/clock.h"

enum { BILLING_SECONDS = 7 * 24 * 3600 };

enum billing_owner { BILLING_TAX, BILLING_CUSTOMS, BILLING_STATE };

struct billing {
    char code[16];
    enum billing_owner owner;
    struct day made; /* year 0 when the digits do not say */
};

bool billing_read(const char *text, struct billing *to);

#endif
