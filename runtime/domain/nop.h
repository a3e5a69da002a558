/* nop.h - the 18 digits of a taxed piece of land or building (Nomor Objek Pajak, PBB): PP.KK.KKK.DDD.BBB-UUUU.S
 *
 * Province and regency, district and village (three digits each, in the codes of the statistics office: they are no
 * region codes of the ministry and region.h does not know them), block, serial, kind. The prefix changes when a region
 * is split, so it says where the land was when it got its number.
 *
 * Refused: anything but 18 digits, with dots, dashes and spaces between them where people like. The rest are warnings;
 * what PER-48/2015 numbers (plantations, forest, mines) has another layout and is not meant here. */
#ifndef DOMAIN_NOP_H
#define DOMAIN_NOP_H

#include "base/base.h"

enum { NOP_TEXT = 25 };

enum nop_warning {
    NOP_FINE = 0,
    NOP_REGION = 1, /* the first two digits never were a province */
    NOP_SERIAL = 2, /* the serial is 0000 */
    NOP_KIND = 4,   /* the last digit is none of 0 (single), 7 (SISTEP, the old simple way) and 9 (joint) */
};

struct nop {
    char number[19];
    char kind;    /* the last digit */
    int warnings; /* of enum nop_warning */
};

bool nop_read(const char *text, struct nop *to);

/* "33.02.010.005.001-0123.0" */
void nop_write(const struct nop *nop, char to[NOP_TEXT]);

#endif
