/* qris.h - the Indonesian payment QR: EMVCo merchant-presented TLV, two digits of tag, two of length, the value.
 *
 * Read as codes in shops are, written as the specification is: a name of 44 bytes is read (banks print them), 25 are
 * written. What cannot be read for sure is refused: a field that runs over its end, a tag that comes twice (two amounts
 * are none), a wrong checksum. Only a payment provider may give out a code for real money; nobody makes one of a
 * printed code and an amount here, and that a payer says "paid" is no payment. */
#ifndef DOMAIN_QRIS_H
#define DOMAIN_QRIS_H

#include "base/base.h"

enum { QRIS_MAX = 512, QRIS_VALUE = 100 };

struct qris {
    bool dynamic;              /* 01 is 12: for one payment; otherwise 11, on the wall of a shop */
    int64_t amount;            /* 54, whole rupiah; 0 when the payer types it */
    int sen;                   /* what 54 says behind the point, 0 to 99; never written */
    char provider[QRIS_VALUE]; /* 26 to 50, the first that is not the national one: 00, who runs it, a domain backwards
                                */
    char account[QRIS_VALUE];  /* and its 01, */
    char merchant[QRIS_VALUE]; /* and its 02 */
    char national[QRIS_VALUE]; /* 51 02: the national merchant id (NMID), "ID" and 13 digits */
    char size[QRIS_VALUE];     /* 51 03: UMI, UKE, UME, UBE, URE, ... */
    char category[QRIS_VALUE]; /* 52: MCC, four digits */
    char name[QRIS_VALUE];     /* 59 */
    char city[QRIS_VALUE];     /* 60 */
    char postcode[QRIS_VALUE]; /* 61 */
    char bill[QRIS_VALUE];     /* 62 01 */
};

/* E_FORMAT, quietly, when qris_check() says so, when it is no Indonesian code (53 is 360, 58 is ID, one of 26 to 51 is
 * ID.CO.QRIS.WWW), or when name, city, category or amount make no sense. */
int qris_read(const char *text, struct qris *to);

/* E_FORMAT when a value is missing or too long. All is needed but the bill, and the amount
 * of a code that is not dynamic. */
int qris_write(const struct qris *qris, char to[QRIS_MAX]);

/* OK when the fields fill the text exactly, also inside 26 to 51 and 62, none comes twice, the first is 00 and the last
 * is 63 with the right checksum; otherwise E_FORMAT. Quiet. */
int qris_check(const char *text);

/* The value of a field, "54", or of one inside it, "51.02", into `to` (QRIS_VALUE bytes); false when there is none. */
bool qris_find(const char *text, const char *way, char *to);

/* CRC-16/CCITT-FALSE, over everything in front of the four capital hex digits, "6304" included. */
unsigned qris_crc(const char *bytes, size_t n);

#endif
