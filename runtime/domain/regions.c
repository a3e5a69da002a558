/* regions.c - a pack, read and checked; what it holds by code and by place. See regions.h. */
#define _GNU_SOURCE
#include "domain/inside.h"

#include "base/json.h"
#include "base/memfile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What lies in a row, by its level: the keys below key + width. */
static uint64_t width(enum region_level level)
{
    return level == REGION_PROVINCE   ? 100000000
           : level == REGION_REGENCY  ? 1000000
           : level == REGION_DISTRICT ? 10000
                                      : 1;
}

static uint64_t key_of(const struct region_code *code)
{
    return strtoull(code->digits, NULL, 10) * width(code->level);
}

/* Reading a pack ---------------------------------------------------------------- */

struct reader {
    const char *path;
    size_t line;
    char *at;
};

static int wrong(const struct reader *reader, const char *why)
{
    return fail(E_FORMAT, "%s:%zu: %s", reader->path, reader->line, why);
}

/* The next line, which must have an end; NULL when there is none. */
static char *read_line(struct reader *reader)
{
    char *line = reader->at, *end = strchr(line, '\n');
    reader->line++;
    if (!end)
        return NULL;
    *end = 0;
    reader->at = end + 1;
    return line;
}

/* UTF-8 without control characters. */
static bool is_clean(const char *text)
{
    bool plain = true;
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return false;
        plain = plain && isascii((unsigned char)*at);
    }
    json_t *checked = plain ? NULL : json_string(text); /* knows UTF-8 */
    bool good = plain || checked;
    json_decref(checked);
    return good;
}

static bool is_name(const char *text)
{
    size_t n = strlen(text);
    return n > 0 && n < REGIONS_NAME && text[0] != ' ' && text[n - 1] != ' ' && is_clean(text);
}

/* The row that this one lies in: of those that the row before lies in, itself included, the one a level above. */
static const struct region *parent_of(const struct regions *regions, const struct region_code *code)
{
    const struct region *at = regions->n > 0 ? &regions->rows[regions->n - 1] : NULL;
    struct region_code above;
    if (!region_parent(code, &above))
        return NULL;
    while (at && at->level > above.level)
        at = at->parent;
    return at && at->level == above.level && at->key == key_of(&above) ? at : NULL;
}

static int read_row(struct reader *reader, struct regions *regions, char *line)
{
    struct region_code code;
    char *name = strchr(line, ' ');
    if (!name)
        return wrong(reader, "a row is a code, a space and a name");
    *name++ = 0;
    if (!region_read(line, &code))
        return wrong(reader, "that is no code of a region");
    if (!region_is(line))
        return wrong(reader, "a code is written with dots, like 33.02.04.2001");
    if (!is_name(name))
        return wrong(reader, "a name has 1 to 63 bytes of UTF-8 and no space at its ends");
    struct region *row = &regions->rows[regions->n];
    *row = (struct region){key_of(&code), name, region_kind(&code), parent_of(regions, &code), code.level};
    if (regions->n > 0 && row->key <= row[-1].key)
        return wrong(reader, "rows are in the order of their codes, each once");
    if (!row->parent && code.level != REGION_PROVINCE)
        return wrong(reader, "what it lies in is missing");
    regions->n++;
    return OK;
}

static int read_end(struct reader *reader, const struct regions *regions, const char *count)
{
    if (strcmp(count, turn_text("%zu", regions->n)) != 0)
        return wrong(reader, "the number of rows is not that of the rows");
    if (*reader->at || regions->n == 0)
        return wrong(reader, "the end is not the end");
    return OK;
}

static int read_rows(struct reader *reader, struct regions *regions)
{
    char *line;
    while ((line = read_line(reader))) {
        if (strncmp(line, "end ", 4) == 0)
            return read_end(reader, regions, line + 4);
        int code = read_row(reader, regions, line);
        if (code < 0)
            return code;
    }
    return wrong(reader, "the pack has no end: half of it is missing");
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    while ((text = strchr(text, '\n'))) {
        text++;
        n++;
    }
    return n;
}

static int read_pack(struct reader *reader, struct regions *regions)
{
    const char *first = read_line(reader);
    if (!first || strcmp(first, "anjungan regions 1") != 0)
        return wrong(reader, "not a pack of regions: the first line is \"anjungan regions 1\"");
    regions->edition = read_line(reader);
    if (!regions->edition || !*regions->edition || !is_clean(regions->edition))
        return wrong(reader, "the second line says which edition it is");
    regions->rows = make((count_lines(reader->at) + 1) * sizeof *regions->rows);
    return read_rows(reader, regions);
}

struct regions *regions_open(const char *path)
{
    struct regions *regions = make(sizeof *regions);
    struct reader reader = {.path = path};
    size_t n;
    if (file_read_path(path, REGIONS_MAX_BYTES, &regions->text, &n) == OK) {
        reader.at = regions->text;
        bool whole = strlen(regions->text) == n;
        if ((whole ? read_pack(&reader, regions) : wrong(&reader, "a NUL is in it")) == OK) {
            search_prepare(regions);
            return regions;
        }
    }
    regions_close(regions);
    return NULL;
}

void regions_close(struct regions *regions)
{
    if (!regions)
        return;
    free(regions->text);
    free(regions->rows);
    free(regions->folded);
    free(regions->starts);
    free(regions);
}

/* Finding ---------------------------------------------------------------- */

size_t regions_count(const struct regions *regions)
{
    return regions->n;
}

const char *regions_edition(const struct regions *regions)
{
    return regions->edition;
}

/* The first row whose key is not below this one; NULL behind the last. */
static const struct region *from_key(const struct regions *regions, uint64_t key)
{
    size_t low = 0, high = regions->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (regions->rows[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < regions->n ? &regions->rows[low] : NULL;
}

const struct region *regions_find(const struct regions *regions, const struct region_code *code)
{
    const struct region *row = from_key(regions, key_of(code));
    return row && row->key == key_of(code) && row->level == code->level ? row : NULL;
}

const struct region *regions_first(const struct regions *regions, const struct region *in)
{
    const struct region *row = in ? from_key(regions, in->key + 1) : regions->rows;
    return row && row->parent == in ? row : NULL;
}

const struct region *regions_next(const struct regions *regions, const struct region *beside)
{
    const struct region *row = from_key(regions, beside->key + width(beside->level));
    return row && row->parent == beside->parent ? row : NULL;
}

struct region_code regions_code(const struct region *region)
{
    struct region_code code = {.level = region->level};
    snprintf(code.digits, sizeof code.digits, "%010llu", (unsigned long long)region->key);
    code.digits[code.level] = 0;
    return code;
}

/* The kind stands before districts and villages; the names of larger places say themselves what they are. */
static char *named(const struct region *region)
{
    if (region->level < REGION_DISTRICT)
        return turn_text("%s", region->name);
    return turn_text("%c%s %s", toupper((unsigned char)*region->kind), region->kind + 1, region->name);
}

char *regions_write(const struct region *region)
{
    char *text = named(region);
    while ((region = region->parent))
        text = turn_text("%s, %s", text, named(region));
    return text;
}
