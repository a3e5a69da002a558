/* name.c - see name.h. */
#include "bundle/name.h"

#include <ctype.h>
#include <string.h>

enum { PARTS = 3, DIGITS = 4, EACH = 10000 };

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

static bool good(const char *name, size_t n)
{
    return n > 0 && n < NAME_MAX_TEXT && isalpha((unsigned char)name[0]) && strspn(name, letters) >= n;
}

bool name_good(const char *name)
{
    return good(name, strlen(name));
}

static bool is_wide(const char *space, size_t n)
{
    return n > 2 && strcmp(space + n - 2, ".*") == 0;
}

bool namespace_good(const char *space)
{
    size_t n = strlen(space);
    return good(space, is_wide(space, n) ? n - 2 : n);
}

bool namespace_has(const char *space, const char *name)
{
    size_t n = strlen(space);
    if (!is_wide(space, n))
        return strcmp(space, name) == 0;
    return strncmp(space, name, n - 1) == 0 && name[n - 1];
}

/* Without leading zeros: one number is written in one way. */
static int64_t part_number(const char **at)
{
    size_t digits = strspn(*at, "0123456789");
    int64_t number = 0;
    if (digits == 0 || digits > DIGITS || (digits > 1 && **at == '0'))
        return E_FORMAT;
    for (; digits > 0; digits--)
        number = number * 10 + *(*at)++ - '0';
    return number;
}

int64_t version_number(const char *version)
{
    int64_t number = 0;
    const char *at = version;
    for (int i = 0; i < PARTS; i++) {
        int64_t part = i == 0 || *at ? part_number(&at) : 0;
        if (part < 0 || (*at && (*at != '.' || i == PARTS - 1)))
            return E_FORMAT;
        if (*at == '.' && !*++at)
            return E_FORMAT;
        number = number * EACH + part;
    }
    return number;
}
