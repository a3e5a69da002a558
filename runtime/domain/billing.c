/* billing.c - see billing.h. */
#include "domain/billing.h"

#include "domain/digits.h"

enum { DIGITS = 15 };

static struct day made_on(const char *code)
{
    struct day day = {digits_number(code, 1, 4), digits_number(code, 5, 2), digits_number(code, 7, 2)};
    return code[0] == '8' && day_exists(day) ? day : (struct day){0};
}

bool billing_read(const char *text, struct billing *to)
{
    *to = (struct billing){0};
    if (digits_read(text, "- ", to->code, DIGITS) != DIGITS)
        return false;
    to->owner = to->code[0] <= '3' ? BILLING_TAX : to->code[0] <= '6' ? BILLING_CUSTOMS : BILLING_STATE;
    to->made = made_on(to->code);
    return true;
}
