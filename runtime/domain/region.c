/* region.c - see region.h. */
#include "domain/region.h"

#include "domain/digits.h"

#include <stdio.h>
#include <string.h>

static const enum region_level levels[] = {REGION_PROVINCE, REGION_REGENCY, REGION_DISTRICT, REGION_VILLAGE};

static bool is_level(int digits)
{
    for (size_t i = 0; i < COUNT(levels); i++)
        if ((int)levels[i] == digits)
            return true;
    return false;
}

/* The numbers of each level by themselves, as the header says. */
static bool is_possible(const struct region_code *code)
{
    const char *digits = code->digits;
    int regency = code->level >= REGION_REGENCY ? digits_number(digits, 2, 2) : 1;
    int district = code->level >= REGION_DISTRICT ? digits_number(digits, 4, 2) : 1;
    int village = code->level >= REGION_VILLAGE ? digits_number(digits, 6, 4) : 1001;
    return digits_number(digits, 0, 2) >= 11 && regency != 0 && regency != 70 && district != 0 && village >= 1001 &&
           village <= 3999 && village % 1000 != 0;
}

bool region_read(const char *text, struct region_code *to)
{
    char again[REGION_TEXT];
    *to = (struct region_code){0};
    int n = digits_read(text, ".", to->digits, REGION_VILLAGE);
    if (!is_level(n))
        return false;
    to->level = (enum region_level)n;
    region_write(to, again);
    return is_possible(to) && (strcmp(text, to->digits) == 0 || strcmp(text, again) == 0);
}

bool region_is(const char *text)
{
    struct region_code code;
    return region_read(text, &code) && (code.level == REGION_PROVINCE || strchr(text, '.'));
}

void region_write(const struct region_code *code, char to[REGION_TEXT])
{
    size_t at = 0;
    for (int i = 0; i < (int)code->level; i++) {
        if (i == REGION_PROVINCE || i == REGION_REGENCY || i == REGION_DISTRICT)
            to[at++] = '.';
        to[at++] = code->digits[i];
    }
    to[at] = 0;
}

const char *region_kind(const struct region_code *code)
{
    static const char *const villages[] = {"kelurahan", "desa", "desa adat"};
    switch (code->level) {
    case REGION_PROVINCE:
        return "provinsi";
    case REGION_REGENCY:
        return code->digits[2] >= '7' ? "kota" : "kabupaten";
    case REGION_DISTRICT:
        return "kecamatan";
    default:
        return villages[code->digits[REGION_DISTRICT] - '1'];
    }
}

bool region_parent(const struct region_code *code, struct region_code *to)
{
    if (code->level == REGION_PROVINCE)
        return false;
    *to = *code;
    to->level = code->level == REGION_VILLAGE ? REGION_DISTRICT : (enum region_level)(code->level - 2);
    to->digits[to->level] = 0;
    return true;
}

bool region_province_known(int code)
{
    return (code >= 11 && code <= 19) || code == 21 || (code >= 31 && code <= 36) || (code >= 51 && code <= 54) ||
           (code >= 61 && code <= 65) || (code >= 71 && code <= 76) || (code >= 81 && code <= 82) ||
           (code >= 91 && code <= 97);
}
