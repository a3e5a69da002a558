/* spoken.h - numbers in words, Indonesian and English (every other language is spoken as Indonesian).
 *
 * For voices, and for money on documents, where the words protect the digits (terbilang). 100 is "seratus", 1,000
 * "seribu", 1,000,000 "satu juta": never "sejuta" on a document. English counts without "and": "one hundred fifteen".
 */
#ifndef BASE_SPOKEN_H
#define BASE_SPOKEN_H

#include "base/base.h"

enum { SPOKEN_TEXT = 320 };

/* "nol" to "sembilan"; d is 0 to 9. */
const char *spoken_digit(const char *language, int d);

/* "seratus lima belas", "minus dua". From a thousand million million on, either way, there are no words people use: the
 * digits are written. */
void spoken_number(const char *language, int64_t number, char to[SPOKEN_TEXT]);

/* "seratus dua puluh ribu rupiah" */
void spoken_rupiah(const char *language, int64_t amount, char to[SPOKEN_TEXT]);

#endif
