/* plate.c - see plate.h. */
#include "domain/plate.h"

#include <ctype.h>
#include <string.h>

enum { AREA = 2, NUMBER = 4, SERIES = 3 };

static int is_letter(int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static int is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* Copies up to `most` of them behind what is there, and the spaces that follow are passed over; how many. */
static int take(const char **text, int (*fits)(int), int most, char *to)
{
    int n = 0;
    size_t at = strlen(to);
    while (n < most && fits((unsigned char)**text)) {
        to[at++] = (char)toupper((unsigned char)*(*text)++);
        n++;
    }
    to[at] = 0;
    *text += strspn(*text, " ");
    return n;
}

bool plate_read(const char *text, char to[PLATE_TEXT])
{
    *to = 0;
    if (take(&text, is_letter, AREA, to) < 1)
        return false;
    strcat(to, " ");
    if (take(&text, is_digit, NUMBER, to) < 1)
        return false;
    if (*text)
        strcat(to, " ");
    take(&text, is_letter, SERIES, to);
    return *text == 0;
}
