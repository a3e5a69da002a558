/* people.c - the simulated population register.
 *
 * It knows the people on the simulated cards. Any other well-formed NIK belongs to somebody invented, who is always the
 * same for the same NIK, so that typed NIKs work too; see the README for the NIKs that are dead, moved or unknown. */
#include "domain/nik.h"
#include "office/office.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const char *const men[] = {"AGUS", "BUDI", "DEDI", "EKO", "HENDRA", "JOKO", "RAHMAT", "YUSUF"};
static const char *const women[] = {"ANI", "DWI", "ENDANG", "FITRI", "INDAH", "NUR", "RATNA", "SRI"};
static const char *const families[] = {"SANTOSO", "HIDAYAT", "SAPUTRA",   "LESTARI",
                                       "KUSUMA",  "WIBOWO",  "HANDAYANI", "SETIAWAN"};
static const char *const streets[] = {"Melati",  "Kenanga",  "Diponegoro", "Pemuda",
                                      "Cempaka", "Sudirman", "Anggrek",    "Kartini"};

static const json_t *find_known(const struct office *office, const char *list, const char *nik)
{
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(office->people, list), i, row) {
        if (strcmp(json_text(row, "nik"), nik) == 0)
            return row;
    }
    return NULL;
}

static json_t *copy_known(const json_t *row)
{
    static const char *const members[] = {"nik", "name", "birth", "sex", "address", "region", "kk", "marital"};
    json_t *person = json_pack("{ss}", "status", json_text_or(row, "status", "active"));
    for (size_t i = 0; i < COUNT(members); i++)
        json_object_set(person, members[i], json_object_get(row, members[i]));
    return person;
}

static const char *status_of(const char *nik)
{
    return strncmp(nik, "98", 2) == 0 ? "moved" : strncmp(nik, "97", 2) == 0 ? "dead" : "active";
}

/* Of those who are old enough, everybody second is married. */
static const char *marital_of(const char *birth, unsigned by)
{
    struct day born;
    return day_read(birth, &born) && day_age(born, clock_local(office_now()).day) >= 19 && by % 2 ? "married"
                                                                                                  : "single";
}

/* Issued where the person was registered, on 1 February 2016. */
static const char *kk_of(const char *nik, unsigned by)
{
    return turn_text("%.6s010216%04u", nik, 1 + by);
}

static json_t *invent(const struct office *office, const char *nik, const struct nik *known)
{
    unsigned char by[crypto_generichash_BYTES];
    char birth[11] = "1990-01-01";
    crypto_generichash(by, sizeof by, (const unsigned char *)nik, strlen(nik), NULL, 0);
    const char *given = known->female ? women[by[0] % COUNT(women)] : men[by[0] % COUNT(men)];
    if (known->birth.year)
        day_write(known->birth, birth);
    return json_pack("{ss,ss,ss,ss,ss,ss,ss,ss,ss}", "nik", nik, "name",
                     turn_text("%s %s", given, families[by[1] % COUNT(families)]), "birth", birth, "sex",
                     known->female ? "P" : "L", "address",
                     turn_text("Jl. %s %d, RT %03d RW %03d", streets[by[2] % COUNT(streets)], 1 + by[3] % 90,
                               1 + by[4] % 9, 1 + by[5] % 12),
                     "region", json_text(office->site->settings, "place"), "status", status_of(nik), "kk",
                     kk_of(nik, by[5]), "marital", marital_of(birth, by[6]));
}

json_t *people_find(const struct office *office, const char *nik)
{
    struct nik known;
    const json_t *row = find_known(office, "cards", nik);
    if (!row)
        row = find_known(office, "people", nik);
    if (row)
        return copy_known(row);
    if (!nik_read(nik, clock_local(office_now()).day, &known) || strncmp(nik, "99", 2) == 0)
        return NULL;
    return invent(office, nik, &known);
}
