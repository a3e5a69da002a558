/* problems.c - see problems.h. */
#include "kit/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 2400 };

struct problems *problems_new(void)
{
    struct problems *problems = make(sizeof *problems);
    problems->rows = json_array();
    return problems;
}

void problems_free(struct problems *problems)
{
    if (problems)
        json_decref(problems->rows);
    free(problems);
}

static bool has(const struct problems *problems, const json_t *row)
{
    size_t i;
    json_t *other;
    json_array_foreach (problems->rows, i, other) {
        if (json_equal(row, other))
            return true;
    }
    return false;
}

static void put(struct problems *problems, const char *file, int line, const char *text, bool hint)
{
    json_t *row = json_pack("{ss,si,ss,sb}", "file", file, "line", line, "text", text, "hint", hint);
    if (row && !has(problems, row)) {
        json_array_append(problems->rows, row);
        problems->n += !hint;
    }
    json_decref(row);
}

void problem_add(struct problems *problems, const char *file, int line, const char *format, ...)
{
    char text[TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put(problems, file, line, text, false);
}

void problem_hint(struct problems *problems, const char *file, int line, const char *format, ...)
{
    char text[TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put(problems, file, line, text, true);
}

void problem_take(struct problems *problems, const char *folder, const char *message)
{
    char *end = NULL;
    const char *colon = strchr(message, ':');
    long line = colon ? strtol(colon + 1, &end, 10) : 0;
    bool placed = colon && memchr(message, ' ', (size_t)(colon - message)) == NULL;
    const char *text = placed ? (end && *end == ':' ? end + 1 : colon + 1) : message;
    const char *file = placed ? turn_text("%s/%.*s", folder, (int)(colon - message), message) : folder;
    problem_add(problems, file, line > 0 ? (int)line : 1, "%s", text + strspn(text, " "));
}

static int by_place(const void *a, const void *b)
{
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    int files = strcmp(json_text(x, "file"), json_text(y, "file"));
    int64_t lines = json_number(x, "line", 0) - json_number(y, "line", 0);
    if (files || lines)
        return files ? files : lines < 0 ? -1 : 1;
    return strcmp(json_text(x, "text"), json_text(y, "text"));
}

void problems_print(const struct problems *problems, const char *before)
{
    size_t n = json_array_size(problems->rows);
    json_t **rows = make(n * sizeof(json_t *));
    for (size_t i = 0; i < n; i++)
        rows[i] = json_array_get(problems->rows, i);
    qsort(rows, n, sizeof *rows, by_place);
    for (size_t i = 0; i < n; i++)
        printf("%s%s:%d: %s%s\n", before, json_text(rows[i], "file"), (int)json_number(rows[i], "line", 1),
               json_truth(rows[i], "hint") ? "hint: " : "", json_text(rows[i], "text"));
    free(rows);
}
