/* country.c - see country.h. */
#include "domain/country.h"

#include <string.h>

const struct country *country_find(const char *code)
{
    for (size_t i = 0; i < countries_count; i++)
        if (strcmp(countries[i].code, code) == 0)
            return &countries[i];
    return NULL;
}

const char *country_name(const struct country *country, const char *language)
{
    return strcmp(language, "en") == 0 ? country->english : country->indonesian;
}
