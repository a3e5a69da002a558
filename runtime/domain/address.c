/* address.c - see address.h. */
#include "domain/address.h"

#include "domain/typed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool take_line(json_t *to, const json_t *from, const char *name)
{
    char text[4 * ADDRESS_MOST + 1];
    const char *typed = json_text(from, name);
    if (strlen(typed) >= sizeof text)
        return false;
    typed_tidy(typed, text, sizeof text);
    size_t n = typed_letters(text);
    json_object_set_new(to, name, json_string(text));
    return n >= ADDRESS_LEAST && n <= ADDRESS_MOST;
}

/* "2" is "002"; none is none. */
static bool take_digits(json_t *to, const json_t *from, const char *name)
{
    const char *digits = json_text(from, name);
    size_t n = strlen(digits);
    if (n > ADDRESS_DIGITS || strspn(digits, "0123456789") != n)
        return false;
    if (n > 0)
        json_object_set_new(to, name, json_sprintf("%03d", atoi(digits)));
    return true;
}

static bool take_village(json_t *to, const struct regions *regions, const json_t *from)
{
    static const char *const levels[] = {"village", "district", "regency", "province"};
    struct region_code code;
    const char *text = json_text(from, "region");
    const struct region *at = regions && region_is(text) && region_read(text, &code) && code.level == REGION_VILLAGE
                                  ? regions_find(regions, &code)
                                  : NULL;
    if (!at)
        return false;
    json_object_set_new(to, "region", json_string(text));
    json_object_set_new(to, "place", json_string(regions_write(at)));
    for (size_t i = 0; i < COUNT(levels); i++, at = at->parent)
        json_object_set_new(to, levels[i], json_string(at->name));
    return true;
}

/* "Jalan Melati 7, RT 002/RW 005, Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah" */
static json_t *in_one_line(const json_t *address)
{
    const char *rt = json_text(address, "rt"), *rw = json_text(address, "rw");
    const char *near = turn_text("%s%s%s%s%s", *rt ? ", RT " : "", rt, *rw ? *rt ? "/RW " : ", RW " : "", rw, "");
    return json_string(turn_text("%s%s, %s", json_text(address, "street"), near, json_text(address, "place")));
}

json_t *address_check(const struct regions *regions, const json_t *value, const char **error)
{
    json_t *to = json_object();
    bool listed = json_object_get(value, "region") != NULL;
    if (!(listed ? take_village(to, regions, value) : take_line(to, value, "place")))
        *error = "place";
    else if (!take_line(to, value, "street"))
        *error = "street";
    else if (!take_digits(to, value, "rt") || !take_digits(to, value, "rw"))
        *error = "neighbourhood";
    else {
        json_object_set_new(to, "text", in_one_line(to));
        if (listed)
            json_object_del(to, "place");
        return to;
    }
    json_wipe(to);
    return NULL;
}
