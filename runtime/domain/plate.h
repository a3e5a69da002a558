/* plate.h - the registration number of a vehicle (nomor polisi): area, number, series: "R 1234 AB".
 *
 * One or two letters, one to four digits, up to three letters, with or without spaces between the parts, in capitals or
 * not. Which letters are whose area a governor can change, and is data; here only the form is checked, and it is
 * refused or it is good. Numbers of soldiers and diplomats have another form. */
#ifndef DOMAIN_PLATE_H
#define DOMAIN_PLATE_H

#include "base/base.h"

enum { PLATE_TEXT = 13 };

/* As it is written on the plate: capitals, one space between the parts. */
bool plate_read(const char *text, char to[PLATE_TEXT]);

#endif
