/* qris.h - the Indonesian payment QR: EMVCo merchant-presented TLV, two digits of tag, two of length, the value.
 *
 * Written strictly; only a payment provider may give one out for real money, so ours say that they are simulated. */
#ifndef OFFICE_QRIS_H
#define OFFICE_QRIS_H

#include "base/base.h"

enum { QRIS_MAX = 512 };

struct qris {
    int64_t amount;       /* whole rupiah, more than 0 */
    const char *merchant; /* at most 25 bytes */
    const char *city;     /* at most 15 bytes */
    const char *bill;     /* at most 25 bytes */
};

/* A dynamic code (for one payment of this amount). E_FORMAT when a value is missing or too long. */
int qris_write(const struct qris *qris, char to[QRIS_MAX]);

/* OK when the fields fill the text exactly, the first is 00 and the last is 63 with the right checksum. Quiet. */
int qris_check(const char *text);

/* The value of a field at the top level into `to` (100 bytes); false when there is none. */
bool qris_find(const char *text, const char *tag, char to[100]);

/* CRC-16/CCITT-FALSE. */
unsigned qris_crc(const char *bytes, size_t n);

#endif
