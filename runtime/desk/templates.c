/* templates.c - see templates.h. */
#include "desk/templates.h"

#include "domain/template.h"

#include <stdlib.h>

static int read_one(const char *file, const char *bytes, size_t n, const char *name, json_t *to)
{
    int line;
    char why[TEMPLATE_WHY];
    json_t *template = template_read(bytes, n, why, &line);
    if (!template)
        return fail(E_FORMAT, "%s:%d: %s", file, line ? line : 1, why);
    json_object_set_new(to, name, template);
    return OK;
}

int templates_read(const struct source *source, void (*seen)(void *mine, const char *file, const char *bytes, size_t n),
                   void *mine, json_t **to, const char **reading)
{
    json_t *names = source_templates(source);
    int code = OK;
    *to = json_object();
    for (size_t i = 0; i < json_array_size(names) && code == OK; i++) {
        const char *name = json_string_value(json_array_get(names, i));
        char *bytes, *file = template_file(name);
        size_t n;
        *reading = file;
        code = source_read(source, file, TEMPLATE_FILE_MAX, &bytes, &n);
        if (code < 0)
            break;
        seen(mine, file, bytes, n);
        code = read_one(file, bytes, n, name, *to);
        free(bytes);
    }
    json_decref(names);
    return code;
}
