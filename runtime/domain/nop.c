/* nop.c - see nop.h. */
#include "domain/nop.h"

#include "domain/digits.h"
#include "domain/region.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS = 18, SERIAL = 13 };

bool nop_read(const char *text, struct nop *to)
{
    *to = (struct nop){0};
    if (digits_read(text, ".- ", to->number, DIGITS) != DIGITS)
        return false;
    to->kind = to->number[DIGITS - 1];
    to->warnings |= region_province_known(digits_number(to->number, 0, 2)) ? NOP_FINE : NOP_REGION;
    to->warnings |= digits_number(to->number, SERIAL, 4) ? NOP_FINE : NOP_SERIAL;
    to->warnings |= strchr("079", to->kind) ? NOP_FINE : NOP_KIND;
    return true;
}

void nop_write(const struct nop *nop, char to[NOP_TEXT])
{
    const char *n = nop->number;
    snprintf(to, NOP_TEXT, "%.2s.%.2s.%.3s.%.3s.%.3s-%.4s.%.1s", n, n + 2, n + 4, n + 7, n + 10, n + SERIAL, n + 17);
}
