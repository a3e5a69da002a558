/* nik.h - the 16 digits of an Indonesian resident: PPKKCC DDMMYY SSSS.
 *
 * A NIK never changes, also when it disagrees with the true birth date (PP 40/2019 article 30(2)), and keeps the region
 * of its first registration. So only the length is an error; everything else is a warning for the citizen's eye and a
 * flag for the officer. Women have 40 added to the day. */
#ifndef DOMAIN_NIK_H
#define DOMAIN_NIK_H

#include "base/clock.h"

enum nik_warning {
    NIK_FINE = 0,
    NIK_DATE = 1,   /* the digits 7 to 12 are no calendar day in 19YY or 20YY */
    NIK_REGION = 2, /* the first two digits never were a province */
    NIK_SERIAL = 4, /* the serial is 0000 */
};

struct nik {
    bool female;
    struct day birth; /* year 0 when NIK_DATE */
    int warnings;     /* of enum nik_warning */
};

/* False when it is not exactly 16 digits. `on` decides the century: of the possible birth days the one that makes the
 * person between 17 and 120 on that day, else between 0 and 120. */
bool nik_read(const char *text, struct day on, struct nik *to);

/* "330204 711299 0001": as it is read back. to is at least 19 bytes. */
void nik_group(const char *text, char to[19]);

/* "••••••••••••0001" in UTF-8: as a screen that others see shows it. */
void nik_mask(const char *text, char to[64]);

#endif
