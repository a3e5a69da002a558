/* templates.c - see templates.h. */
#include "catalog/templates.h"

#include "domain/template.h"

static int read_one(const char *file, const char *bytes, size_t n, json_t **to)
{
    int line;
    char why[TEMPLATE_WHY];
    *to = template_read(bytes, n, why, &line);
    return *to ? OK : fail(E_FORMAT, "%s:%d: %s", file, line ? line : 1, why);
}

static const char *file_of(const char *name)
{
    return template_file(name);
}

const struct source_part templates = {source_templates, file_of, TEMPLATE_FILE_MAX, read_one};
