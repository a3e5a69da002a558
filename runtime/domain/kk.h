/* kk.h - the 16 digits of a family card (Kartu Keluarga): PPKKCC DDMMYY SSSS.
 *
 * Made by the register (SIAK) from the region of issue, the day of recording and a serial (research, "Nomor KK"). It
 * looks like a NIK and is none: nothing is added for women, and it changes when a family moves, splits or loses its
 * head. So it is never the key of anything, and no sex and no birth can be read from it.
 *
 * Only the length is an error. Everything else is a warning, as with a NIK. nik_group() and nik_mask() write it. */
#ifndef DOMAIN_KK_H
#define DOMAIN_KK_H

#include "base/clock.h"

enum kk_warning {
    KK_FINE = 0,
    KK_DATE = 1,   /* the digits 7 to 12 are no day up to now; 41 to 71 in front means that it is a woman's NIK */
    KK_REGION = 2, /* the first two digits never were a province */
    KK_SERIAL = 4, /* the serial is 0000 */
};

struct kk {
    struct day recorded; /* year 0 when KK_DATE */
    int warnings;        /* of enum kk_warning */
};

/* False when it is not exactly 16 digits. The day of recording is the latest that is not after `on`. */
bool kk_read(const char *text, struct day on, struct kk *to);

#endif
