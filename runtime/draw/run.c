/* run.c - see run.h. The blocks of Unicode are seen in the first bytes of UTF-8: U+0600 to 06FF, 0740 to 077F, 0880 to
 * 08FF, FB40 to FDFF, FE40 to FEFF. */
#include "draw/run.h"

bool run_is_arabic(const char *at)
{
    unsigned a = (unsigned char)at[0], b = a ? (unsigned char)at[1] : 0;
    return (a >= 0xd8 && a <= 0xdb) || (a == 0xdd && b >= 0x90) || (a == 0xe0 && (b == 0xa2 || b == 0xa3)) ||
           (a == 0xef && ((b >= 0xad && b <= 0xb7) || (b >= 0xb9 && b <= 0xbb)));
}

static bool is_between(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == ',' || c == '\'';
}

static const char *behind_letter(const char *at)
{
    do
        at++;
    while ((*at & 0xc0) == 0x80);
    return at;
}

/* Behind the last Arabic letter of those that follow each other. */
static const char *arabic_end(const char *at)
{
    for (const char *end = at;;) {
        while (run_is_arabic(at))
            end = at = behind_letter(at);
        while (is_between(*at))
            at++;
        if (!run_is_arabic(at))
            return end;
    }
}

bool run_next(const char **text, struct run *run)
{
    const char *at = *text;
    *run = (struct run){.at = at, .arabic = run_is_arabic(at)};
    if (run->arabic)
        at = arabic_end(at);
    else
        while (*at && !run_is_arabic(at))
            at = behind_letter(at);
    run->n = (size_t)(at - *text);
    *text = at;
    return run->n > 0;
}
