/* manual.c - see manual.h. The annotations are those of LuaLS, a line each. What belongs to the next function or class
 * is gathered until that comes. */
#define _GNU_SOURCE
#include "kit/manual.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct manual {
    FILE *to;
    char *about;   /* the text for what comes next */
    char *class;   /* the name of the class before */
    char *fields;  /* its rows */
    char *params;  /* rows of parameters */
    char *returns; /* what it gives */
    bool block;    /* the line before is part of a text or a list */
    bool list;     /* it is an item of a list */
};

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void add(char **to, const char *text)
{
    char *longer;
    must(asprintf(&longer, "%s%s", *to, text) >= 0);
    free(*to);
    *to = longer;
}

static void clear(char **text)
{
    free(*text);
    *text = make_text("");
}

static void forget(struct manual *m)
{
    clear(&m->about);
    clear(&m->class);
    clear(&m->fields);
    clear(&m->params);
    clear(&m->returns);
}

/* A type ends at the first space that is outside of brackets, and not after a comma or colon. */
static size_t type_length(const char *at)
{
    int depth = 0;
    size_t n = 0;
    for (; at[n]; n++) {
        if (strchr("({<[", at[n]))
            depth++;
        else if (strchr(")}>]", at[n]))
            depth--;
        else if (at[n] == ' ' && depth == 0 && (n == 0 || !strchr(",:", at[n - 1])))
            break;
    }
    return n;
}

/* A bar would end the cell of a table. */
static char *cell(const char *text)
{
    char *out = turn_text("%s", "");
    for (; *text; text++)
        out = turn_text(*text == '|' ? "%s\\%c" : "%s%c", out, *text);
    return out;
}

/* "name? type what it is" as a row; the key of a step, [1], is the same everywhere and left out. */
static void add_row(char **to, const char *line)
{
    size_t n = strcspn(line, " "), n_type = type_length(line + n + 1);
    const char *what = line + n + 1 + n_type;
    bool optional = line[n - 1] == '?';
    if (*line == '[')
        return;
    char *type = cell(turn_text("%.*s", (int)n_type, line + n + 1)), *about = cell(what + strspn(what, " "));
    add(to, turn_text("| `%.*s`%s | `%s` | %s |\n", (int)(n - optional), line, optional ? "" : " *", type, about));
}

static void add_return(struct manual *m, const char *line)
{
    size_t n = type_length(line);
    const char *what = strstr(line + n, "# ");
    add(&m->returns, turn_text("Gives `%.*s`%s%s.\n\n", (int)n, line, what ? ": " : "", what ? what + 2 : ""));
}

static void write_table(struct manual *m, const char *of, const char *rows)
{
    if (*rows)
        fprintf(m->to, "| %s | type | |\n|---|---|---|\n%s\n", of, rows);
}

static void write_function(struct manual *m, const char *line)
{
    const char *name = line + strlen("function ");
    fprintf(m->to, "### %.*s\n\n%s\n", (int)strcspn(name, "("), name, m->about);
    write_table(m, *m->fields ? "option" : "parameter", *m->fields ? m->fields : m->params);
    fputs(m->returns, m->to);
    forget(m);
}

/* The fields of the class before belong to no function: they are a table of their own. */
static void begin_class(struct manual *m, const char *name)
{
    if (*m->fields) {
        fprintf(m->to, "### %s\n\n", m->class);
        write_table(m, "member", m->fields);
    }
    forget(m);
    add(&m->class, name);
}

static void write_alias(struct manual *m, const char *line)
{
    fprintf(m->to, "- `%.*s`: %s", (int)strcspn(line, " "), line, m->about);
    forget(m);
    m->block = true;
}

/* A blank line ends a chapter's text and every list. */
static void end_block(struct manual *m)
{
    if (m->block)
        fputs("\n", m->to);
    m->block = false;
}

static void write_line(struct manual *m, const char *mark, const char *text)
{
    fprintf(m->to, "%s%s\n", mark, text);
    m->block = true;
}

static void take(struct manual *m, const char *line)
{
    if (begins(line, "--= ") && !m->list)
        end_block(m);
    m->list = begins(line, "--= ");
    if (!*line)
        end_block(m);
    else if (begins(line, "--# "))
        fprintf(m->to, "## %s\n\n", line + 4);
    else if (begins(line, "--| "))
        write_line(m, "", line + 4);
    else if (begins(line, "--= "))
        write_line(m, "- ", line + 4);
    else if (begins(line, "--- "))
        add(&m->about, turn_text("%s\n", line + 4));
    else if (begins(line, "---@alias "))
        write_alias(m, line + strlen("---@alias "));
    else if (begins(line, "---@class "))
        begin_class(m, line + strlen("---@class "));
    else if (begins(line, "---@field "))
        add_row(&m->fields, line + strlen("---@field "));
    else if (begins(line, "---@param "))
        add_row(&m->params, line + strlen("---@param "));
    else if (begins(line, "---@return "))
        add_return(m, line + strlen("---@return "));
    else if (begins(line, "function "))
        write_function(m, line);
}

static const char head[] =
    "# What a service script may say\n\n"
    "Written by `anjungan docs` from the definition file; `anjungan docs --definitions` prints that file, "
    "from which editors with LuaLS\ncomplete. [README.md](README.md) is the introduction. Options with * are "
    "needed; every question, reading, payment and ticket has\nits key first.\n\n";

char *manual_write(const char *definitions)
{
    struct manual m = {0};
    char *out = NULL, *text = make_text(definitions), *rest = text, *line;
    size_t size;
    m.to = open_memstream(&out, &size);
    must(m.to != NULL);
    forget(&m);
    fputs(head, m.to);
    while ((line = strsep(&rest, "\n")))
        take(&m, line);
    fclose(m.to);
    free(m.about);
    free(m.class);
    free(m.fields);
    free(m.params);
    free(m.returns);
    free(text);
    return out;
}
