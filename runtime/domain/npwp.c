/* npwp.c - see npwp.h. */
#include "domain/npwp.h"

#include "domain/digits.h"

#include <stdio.h>
#include <string.h>

enum { OLD = 15, NEW = 16, CHECKED = 8 };

/* Luhn, from the left: the first digit counts once, the second twice, ... */
static int check_digit(const char *digits)
{
    int sum = 0;
    for (int i = 0; i < CHECKED; i++) {
        int value = (digits[i] - '0') * (i % 2 + 1);
        sum += value / 10 + value % 10;
    }
    return (10 - sum % 10) % 10;
}

bool npwp_read(const char *text, struct npwp *to)
{
    char digits[NEW + 1];
    int n = digits_read(text, ".- ", digits, NEW);
    if (n != OLD && n != NEW)
        return false;
    *to = (struct npwp){.is_nik = n == NEW && digits[0] != '0'};
    to->number[0] = '0';
    strcpy(to->number + (n == OLD), digits);
    const char *old = to->number + 1;
    if (!to->is_nik && check_digit(old) != old[CHECKED] - '0')
        to->warnings = NPWP_CHECK;
    return true;
}

void npwp_write(const struct npwp *npwp, char to[NPWP_TEXT])
{
    const char *old = npwp->number + 1;
    if (npwp->is_nik)
        snprintf(to, NPWP_TEXT, "%s", npwp->number);
    else
        snprintf(to, NPWP_TEXT, "%.2s.%.3s.%.3s.%.1s-%.3s.%.3s", old, old + 2, old + 5, old + 8, old + 9, old + 12);
}
