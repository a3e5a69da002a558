/* phone.c - see phone.h. */
#include "domain/phone.h"

#include "domain/digits.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { TYPED = 15, SHORTEST = 9, LONGEST = 12, CLEAR = 3, GROUP = 4 };

static const char dot[] = "\xe2\x80\xa2";

/* The subscriber's digits, from the 8 on. */
static const char *subscriber(const char *digits)
{
    if (strncmp(digits, "62", 2) == 0)
        return digits + 2;
    return *digits == '0' ? digits + 1 : digits;
}

bool phone_read(const char *typed, char to[PHONE_TEXT])
{
    char digits[TYPED + 1];
    bool abroad = *typed == '+';
    if (digits_read(typed + abroad, " .-", digits, TYPED) < 0 || (abroad && strncmp(digits, "62", 2) != 0))
        return false;
    const char *at = subscriber(digits);
    size_t n = strlen(at);
    if (n < SHORTEST || n > LONGEST || at[0] != '8' || at[1] == '0')
        return false;
    snprintf(to, PHONE_TEXT, "+62%.12s", at);
    return true;
}

void phone_group(const char *typed, char to[PHONE_SHOWN])
{
    char digits[TYPED + 1] = "", national[TYPED + 2];
    if (digits_read(typed + (*typed == '+'), " .-", digits, TYPED) < 0)
        *digits = 0;
    snprintf(national, sizeof national, "%s%s", *typed == '+' ? "0" : "", *typed == '+' ? subscriber(digits) : digits);
    size_t n = 0;
    for (size_t i = 0; national[i]; i++) {
        if (i > 0 && i % GROUP == 0)
            to[n++] = ' ';
        to[n++] = national[i];
    }
    to[n] = 0;
}

void phone_mask(const char *kept, char to[PHONE_SHOWN])
{
    char same[PHONE_TEXT], national[TYPED + 1];
    *to = 0;
    if (!phone_read(kept, same))
        return;
    snprintf(national, sizeof national, "0%s", same + 3);
    size_t length = strlen(national), at = 0;
    for (size_t i = 0; i < length; i++) {
        bool hidden = i >= GROUP && i + CLEAR < length;
        if (i == GROUP || i == 2 * GROUP)
            to[at++] = '-';
        at += (size_t)snprintf(to + at, PHONE_SHOWN - at, "%.*s", hidden ? 3 : 1, hidden ? dot : national + i);
    }
}
