/* nik.c - see nik.h. */
#include "base/nik.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 16, OLDEST = 120, GROWN = 17, WOMEN_ADD = 40 };

static int two(const char *text, int at)
{
    return (text[at] - '0') * 10 + text[at + 1] - '0';
}

/* Provinces by the first two digits, 11 Aceh to 97; 91 to 97 are the Papuan provinces. Codes only grow, so people keep
 * prefixes of regions that were split since; the whole table of regions comes with the domain data pack. */
static bool province_known(int code)
{
    return (code >= 11 && code <= 19) || code == 21 || (code >= 31 && code <= 36) || (code >= 51 && code <= 54) ||
           (code >= 61 && code <= 65) || (code >= 71 && code <= 76) || (code >= 81 && code <= 82) ||
           (code >= 91 && code <= 97);
}

static bool age_between(struct day birth, struct day on, int youngest)
{
    return day_exists(birth) && day_number(birth) <= day_number(on) && day_age(birth, on) >= youngest &&
           day_age(birth, on) <= OLDEST;
}

static struct day choose_birth(int day, int month, int year, struct day on)
{
    static const int youngest[] = {GROWN, 0};
    for (int i = 0; i < 2; i++)
        for (int century = 2000; century >= 1900; century -= 100)
            if (age_between((struct day){century + year, month, day}, on, youngest[i]))
                return (struct day){century + year, month, day};
    return (struct day){0};
}

bool nik_read(const char *text, struct day on, struct nik *to)
{
    if (strlen(text) != DIGITS)
        return false;
    for (int i = 0; i < DIGITS; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    int day = two(text, 6);
    *to = (struct nik){.female = day > WOMEN_ADD};
    to->birth = choose_birth(to->female ? day - WOMEN_ADD : day, two(text, 8), two(text, 10), on);
    to->warnings |= to->birth.year ? NIK_FINE : NIK_DATE;
    to->warnings |= province_known(two(text, 0)) ? NIK_FINE : NIK_REGION;
    to->warnings |= strcmp(text + 12, "0000") ? NIK_FINE : NIK_SERIAL;
    return true;
}

void nik_group(const char *text, char to[19])
{
    snprintf(to, 19, "%.6s %.6s %.4s", text, strlen(text) > 6 ? text + 6 : "", strlen(text) > 12 ? text + 12 : "");
}

void nik_mask(const char *text, char to[64])
{
    size_t n = strlen(text), at = 0;
    for (size_t i = 0; i + 4 < n && at + 8 < 64; i++, at += 3)
        memcpy(to + at, "\xe2\x80\xa2", 3);
    snprintf(to + at, 64 - at, "%s", n > 4 ? text + n - 4 : text);
}
