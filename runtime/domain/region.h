/* region.h - the codes of the ministry of home affairs (Kemendagri) for provinces, regencies, districts and villages.
 *
 * 33 / 33.02 / 33.02.01 / 33.02.01.2001: province; regency 01 to 69 (kabupaten) or 71 to 99 (kota); district
 * (kecamatan) 01 to 99; village, whose first digit says what it is: 1 kelurahan, 2 desa, 3 desa adat. The statistics
 * office has other codes for the same places (nop.h).
 *
 * Here is only the form of a code. Which codes exist today a pack says (regions.h); people's numbers also carry codes
 * that no longer exist, so the pack is nothing to check a NIK with. */
#ifndef DOMAIN_REGION_H
#define DOMAIN_REGION_H

#include "base/base.h"

enum region_level { REGION_PROVINCE = 2, REGION_REGENCY = 4, REGION_DISTRICT = 6, REGION_VILLAGE = 10 };
enum { REGION_TEXT = 14 };

struct region_code {
    char digits[11];
    enum region_level level; /* how many digits it has */
};

/* With dots where they belong, or without any. False when it cannot be a code. */
bool region_read(const char *text, struct region_code *to);

/* True for a code as files have it: with its dots. */
bool region_is(const char *text);

/* "33.02.01.2001" */
void region_write(const struct region_code *code, char to[REGION_TEXT]);

/* "provinsi", "kabupaten", "kota", "kecamatan", "kelurahan", "desa" or "desa adat". */
const char *region_kind(const struct region_code *code);

/* The code of what it lies in. False for a province. */
bool region_parent(const struct region_code *code, struct region_code *to);

/* True for two digits that are, or in some edition were, a province: 54 was East Timor until 1999. Counts generously:
 * 97 has been given to one in Papua by other offices. */
bool region_province_known(int code);

#endif
