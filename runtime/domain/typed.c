/* typed.c - see typed.h. */
#include "domain/typed.h"

size_t typed_letters(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

void typed_tidy(const char *text, char *to, size_t size)
{
    size_t at = 0;
    for (; *text && at + 1 < size; text++) {
        unsigned char c = (unsigned char)*text;
        if (c <= ' ' || c == 0x7f) {
            if (at > 0 && to[at - 1] != ' ')
                to[at++] = ' ';
        } else {
            to[at++] = *text;
        }
    }
    while (at > 0 && to[at - 1] == ' ')
        at--;
    to[at] = 0;
}
