/* country.h - the countries of ISO 3166-1: three letters as in passports (ICAO 9303), and their names.
 *
 * The table is made by make/countries.c when the runtime is built, from Debian's package iso-codes; nothing of it is
 * part of this tree. Common names go before official ones: "Bolivia", "Korea Selatan". */
#ifndef DOMAIN_COUNTRY_H
#define DOMAIN_COUNTRY_H

#include "base/base.h"

struct country {
    const char *code; /* "IDN" */
    const char *indonesian, *english;
};

extern const struct country countries[];
extern const size_t countries_count;

/* NULL when there is no such code: capitals only. */
const struct country *country_find(const char *code);

/* In English for "en", else in Indonesian. */
const char *country_name(const struct country *country, const char *language);

#endif
