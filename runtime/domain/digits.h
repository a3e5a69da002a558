/* digits.h - numbers that people write with dots, dashes and spaces between the digits.
 *
 * Only what this room's readers share: each of them says in its own header what it takes. */
#ifndef DOMAIN_DIGITS_H
#define DOMAIN_DIGITS_H

#include "base/clock.h"

#include <stddef.h>

/* True for exactly n digits and nothing else. Makes no copy: they may be somebody's NIK. */
bool digits_are(const char *text, size_t n);

/* The digits of `text` without the marks of `between`, NUL-terminated (to: most + 1 bytes); how many. -1 when anything
 * else is in it, or more than `most` digits. */
int digits_read(const char *text, const char *between, char *to, int most);

/* The number that n (up to 9) digits from `at` on make. */
int digits_number(const char *digits, int at, int n);

/* Reads DDMMYY from six digits: the latest such day that is not after `on`, in 20YY or 19YY. Year 0 when there is none.
 */
struct day digits_day(const char *digits, struct day on);

#endif
