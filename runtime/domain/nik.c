/* nik.c - see nik.h. */
#include "domain/nik.h"

#include "domain/digits.h"
#include "domain/region.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS = 16, OLDEST = 120, GROWN = 17, WOMEN_ADD = 40 };

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
    if (!digits_are(text, DIGITS))
        return false;
    int day = digits_number(text, 6, 2);
    *to = (struct nik){.female = day > WOMEN_ADD};
    to->birth =
        choose_birth(to->female ? day - WOMEN_ADD : day, digits_number(text, 8, 2), digits_number(text, 10, 2), on);
    to->warnings |= to->birth.year ? NIK_FINE : NIK_DATE;
    to->warnings |= region_province_known(digits_number(text, 0, 2)) ? NIK_FINE : NIK_REGION;
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
