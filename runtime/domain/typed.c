/* typed.c - see typed.h. */
#define _GNU_SOURCE
#include "domain/typed.h"

#include <ctype.h>
#include <string.h>

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

/* How many bytes of an apostrophe stand there; they are left out, so that "jaan" finds Ja'an. */
static size_t apostrophe(const char *at)
{
    if (*at == '\'' || *at == '`' || *at == '"')
        return 1;
    return strncmp(at, "\xe2\x80\x98", 3) == 0 || strncmp(at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* The letter below an accent of Latin-1 (U+00C0 to U+00FF), so that "reunion" finds Réunion; 0 for anything else. */
static char without_accent(const char *at)
{
    static const char letters[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
    bool latin = at[0] == '\xc3' && (at[1] & 0xc0) == 0x80;
    return latin ? letters[at[1] & 0x3f] : 0;
}

size_t typed_fold(const char *text, char *to)
{
    size_t n = 0, skip;
    bool between = true;
    for (; *text; text++) {
        if ((skip = apostrophe(text)) > 0) {
            text += skip - 1;
            continue;
        }
        char c = without_accent(text);
        if (c)
            text++;
        else
            c = isascii((unsigned char)*text) ? (char)tolower((unsigned char)*text) : *text;
        bool letter = !isascii((unsigned char)c) || isalnum((unsigned char)c);
        if (letter && between)
            to[n++] = ' ';
        if (letter)
            to[n++] = c;
        between = !letter;
    }
    to[n] = 0;
    return n;
}

static bool ends(char c)
{
    return c == 0 || c == ' ';
}

/* All of a is the beginning of b. */
static bool begins(const char *a, const char *b)
{
    while (!ends(*a) && *a == *b) {
        a++;
        b++;
    }
    return ends(*a);
}

bool typed_nearly(const char *typed, const char *word)
{
    size_t n = strcspn(typed, " "), same = 0;
    if (n < 4)
        return false;
    while (same < n && !ends(word[same]) && typed[same] == word[same])
        same++;
    const char *a = typed + same, *b = word + same;
    if (same == n)
        return true;
    if (begins(a + 1, b)) /* too much */
        return true;
    if (ends(*b))
        return false;
    return begins(a + 1, b + 1) || begins(a, b + 1) ||
           (!ends(a[1]) && a[0] == b[1] && a[1] == b[0] && begins(a + 2, b + 2));
}

bool typed_nearly_in(const char *typed, const char *text)
{
    for (const char *at = text; (at = strchr(at, ' ')); at++)
        if (typed_nearly(typed, at + 1))
            return true;
    return false;
}
