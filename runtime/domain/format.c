/* format.c - see format.h. A number that only looks odd fits: people's true numbers look odd. */
#include "domain/format.h"

#include "domain/kk.h"
#include "domain/nik.h"
#include "domain/nop.h"
#include "domain/npwp.h"
#include "domain/phone.h"
#include "domain/plate.h"
#include "domain/region.h"

#include <string.h>

static const struct day any_day = {2000, 1, 1}; /* the century of a birth does not matter here */

static bool is_date(const char *text)
{
    struct day day;
    return day_read(text, &day);
}

static bool is_nik(const char *text)
{
    struct nik nik;
    return nik_read(text, any_day, &nik);
}

static bool is_kk(const char *text)
{
    struct kk kk;
    return kk_read(text, any_day, &kk);
}

static bool is_npwp(const char *text)
{
    struct npwp npwp;
    return npwp_read(text, &npwp);
}

static bool is_nop(const char *text)
{
    struct nop nop;
    return nop_read(text, &nop);
}

/* As it is kept, "+62812...": typed in another way it is another text. */
static bool is_phone(const char *text)
{
    char kept[PHONE_TEXT];
    return phone_read(text, kept) && strcmp(kept, text) == 0;
}

static bool is_plate(const char *text)
{
    char kept[PLATE_TEXT];
    return plate_read(text, kept) && strcmp(kept, text) == 0;
}

static const struct {
    const char *name;
    bool (*fits)(const char *text);
} formats[] = {{"date", is_date}, {"nik", is_nik},     {"kk", is_kk},       {"npwp", is_npwp},
               {"nop", is_nop},   {"phone", is_phone}, {"plate", is_plate}, {"region", region_is}};

bool format_known(const char *name)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return true;
    return false;
}

bool format_fits(const char *name, const char *text)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].fits(text);
    return false;
}

char *format_names(void)
{
    char *names = turn_text("%s", formats[0].name);
    for (size_t i = 1; i < COUNT(formats); i++)
        names = turn_text("%s, %s", names, formats[i].name);
    return names;
}
