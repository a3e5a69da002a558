/* digits.c - see digits.h. */
#include "domain/digits.h"

#include <ctype.h>
#include <string.h>

bool digits_are(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789") == n;
}

int digits_read(const char *text, const char *between, char *to, int most)
{
    int n = 0;
    for (; *text; text++) {
        if (strchr(between, *text))
            continue;
        if (!isdigit((unsigned char)*text) || n == most)
            return -1;
        to[n++] = *text;
    }
    to[n] = 0;
    return n;
}

int digits_number(const char *digits, int at, int n)
{
    int number = 0;
    for (int i = at; i < at + n; i++)
        number = number * 10 + digits[i] - '0';
    return number;
}

struct day digits_day(const char *digits, struct day on)
{
    for (int century = 2000; century >= 1900; century -= 100) {
        struct day day = {century + digits_number(digits, 4, 2), digits_number(digits, 2, 2),
                          digits_number(digits, 0, 2)};
        if (day_exists(day) && day_number(day) <= day_number(on))
            return day;
    }
    return (struct day){0};
}
