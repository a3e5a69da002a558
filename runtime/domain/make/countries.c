/* countries.c - makes the table of domain/country.h while the runtime is built.
 *
 *   make-countries iso_3166-1.json iso_3166-1.mo > countries.c
 *
 * Both files are of Debian's package iso-codes. A .mo file is read here directly: gettext would want a locale of that
 * language on the machine that builds. */
#include "base/json.h"
#include "base/memfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 120, FILE_MAX = 1 << 20, MO_MAGIC = (int)0x950412de, MO_HEAD = 20, COUNTRIES_LEAST = 240 };

struct translations {
    char *bytes;
    size_t n;
};

static uint32_t number_at(const struct translations *t, size_t at)
{
    uint32_t number = 0;
    must(at + sizeof number <= t->n);
    memcpy(&number, t->bytes + at, sizeof number);
    return number;
}

/* The i-th text of one of its two tables, each row of which is a length and a place. */
static const char *text_at(const struct translations *t, size_t table, uint32_t i)
{
    size_t row = table + 8 * (size_t)i, length = number_at(t, row), place = number_at(t, row + 4);
    must(place + length < t->n && t->bytes[place + length] == 0);
    return t->bytes + place;
}

static const char *translated(const struct translations *t, const char *text)
{
    uint32_t n = number_at(t, 8), from = number_at(t, 12), to = number_at(t, 16);
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(text_at(t, from, i), text) == 0 && *text_at(t, to, i))
            return text_at(t, to, i);
    return text;
}

static int compare(const void *a, const void *b)
{
    return strcmp(json_text(*(json_t *const *)a, "alpha_3"), json_text(*(json_t *const *)b, "alpha_3"));
}

/* Names hold no control characters, and quotes and backslashes are not in them either. */
static void write_row(const json_t *row, const struct translations *t)
{
    const char *name = json_text_or(row, "common_name", json_text(row, "name"));
    const char *indonesian = translated(t, name);
    must(strlen(json_text(row, "alpha_3")) == 3 && *name && strlen(name) < NAME && strlen(indonesian) < NAME);
    must(!strpbrk(name, "\"\\") && !strpbrk(indonesian, "\"\\"));
    printf("    {\"%s\", \"%s\", \"%s\"},\n", json_text(row, "alpha_3"), indonesian, name);
}

int main(int argc, char **argv)
{
    struct translations t;
    if (argc != 3)
        die("make-countries iso_3166-1.json iso_3166-1.mo");
    json_t *file = json_read_file(argv[1], FILE_MAX), *list = json_object_get(file, "3166-1");
    if (file_read_path(argv[2], FILE_MAX, &t.bytes, &t.n) < 0 || number_at(&t, 0) != (uint32_t)MO_MAGIC)
        die("%s: not a file of translations", argv[2]);
    size_t n = json_array_size(list);
    json_t **rows = make((n + 1) * sizeof *rows);
    if (n < COUNTRIES_LEAST)
        die("%s: not the countries", argv[1]);
    for (size_t i = 0; i < n; i++)
        rows[i] = json_array_get(list, i);
    qsort(rows, n, sizeof *rows, compare);
    puts("#include \"domain/country.h\"\n\nconst struct country countries[] = {");
    for (size_t i = 0; i < n; i++)
        write_row(rows[i], &t);
    printf("};\nconst size_t countries_count = %zu;\n", n);
    free(rows);
    free(t.bytes);
    json_decref(file);
    return 0;
}
