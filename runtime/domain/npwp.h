/* npwp.h - the number of a taxpayer (NPWP), in the form of 15 digits and in that of 16.
 *
 * Old: 99.999.999.9-999.999 - two digits of type, six of serial, a check digit (Luhn over the first eight), the tax
 * office, the branch (000 is the head office). New, PMK 112/2022, in force alone since 1 January 2024: 16 digits; for a
 * resident person they are the NIK, for everybody else the new number. An old number becomes a new one by a 0 in front
 * (the research marks this rule as background knowledge); a NIK never begins with 0.
 *
 * Refused: anything but 15 or 16 digits, with dots, dashes and spaces between them where people like. A wrong check
 * digit is a warning: old numbers were typed by hand for forty years. */
#ifndef DOMAIN_NPWP_H
#define DOMAIN_NPWP_H

#include "base/base.h"

enum { NPWP_TEXT = 21 };

enum npwp_warning {
    NPWP_FINE = 0,
    NPWP_CHECK = 1, /* the ninth digit of the old number is not the check digit of the eight before it */
};

struct npwp {
    char number[17]; /* as it is written today: 16 digits */
    bool is_nik;     /* a resident person: what a NIK says can be read from it */
    int warnings;    /* of enum npwp_warning */
};

bool npwp_read(const char *text, struct npwp *to);

/* "01.234.567.8-901.000", as old papers have it; a NIK stays 16 digits. */
void npwp_write(const struct npwp *npwp, char to[NPWP_TEXT]);

#endif
