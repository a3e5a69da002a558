/* text.c - settings as a file that people edit: the reverse of base/conf.h, see settings.h. */
#define _GNU_SOURCE
#include "up/settings.h"

#include <stdio.h>

static void write_value(FILE *out, const json_t *value, bool rows);

static void write_string(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            fprintf(out, "\\x%02x", (unsigned)*text);
        else
            putc(*text, out);
    }
    putc('"', out);
}

static void write_group(FILE *out, const json_t *group)
{
    const char *name;
    json_t *value;
    fputs("{ ", out);
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        fprintf(out, "%s = ", name);
        write_value(out, value, false);
        fputs("; ", out);
    }
    putc('}', out);
}

/* Lists of texts and numbers are libconfig's arrays, which hold one kind; anything else is its list. */
static bool is_plain(const json_t *list)
{
    const json_t *first = json_array_get(list, 0);
    size_t i;
    json_t *value;
    json_array_foreach (list, i, value)
        if (json_typeof(value) != json_typeof(first) || json_is_object(value) || json_is_array(value) ||
            json_is_boolean(value))
            return false;
    return true;
}

static void write_list(FILE *out, const json_t *list, bool rows)
{
    size_t i;
    json_t *value;
    bool plain = is_plain(list);
    putc(plain ? '[' : '(', out);
    json_array_foreach (list, i, value) {
        fputs(i ? "," : "", out);
        fputs(rows && json_is_object(value) ? "\n  " : " ", out);
        write_value(out, value, false);
    }
    fputs(plain ? " ]" : " )", out);
}

static void write_value(FILE *out, const json_t *value, bool rows)
{
    if (json_is_object(value))
        write_group(out, value);
    else if (json_is_array(value))
        write_list(out, value, rows);
    else if (json_is_string(value))
        write_string(out, json_string_value(value));
    else if (json_is_real(value))
        fprintf(out, "%#.15g", json_real_value(value));
    else if (json_is_integer(value))
        fprintf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        fputs(json_is_true(value) ? "true" : "false", out);
}

char *settings_text(const json_t *settings)
{
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    const char *name;
    json_t *value;
    if (!out)
        die("out of memory");
    fputs("# The settings of this kiosk. Every program reads them when it starts; secrets lie elsewhere.\n", out);
    json_object_foreach ((json_t *)(uintptr_t)settings, name, value) {
        fprintf(out, "%s = ", name);
        write_value(out, value, true);
        fputs(";\n", out);
    }
    fclose(out);
    return text;
}
