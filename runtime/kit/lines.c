/* lines.c - see lines.h. */
#define _GNU_SOURCE
#include "kit/lines.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* Walks a .conf file: `inside` of the wanted way's names are open around us, `depth` brackets in all. */
struct reader {
    const char *at;
    int line, depth, inside, found;
    const char *way; /* what is still to be found of the way */
};

static void pass_text(struct reader *r)
{
    for (r->at++; *r->at && *r->at != '"'; r->at++) {
        r->line += *r->at == '\n';
        if (*r->at == '\\' && r->at[1])
            r->at++;
    }
}

static void pass_to(struct reader *r, const char *end)
{
    const char *to = strstr(r->at, end);
    for (const char *stop = to ? to : strchr(r->at, 0); r->at < stop; r->at++)
        r->line += *r->at == '\n';
    r->at--; /* the end itself is looked at again, which does no harm */
}

/* A name that is the next of the way: its line is the best answer so far. True when it is the last one. */
static bool take_name(struct reader *r, size_t n)
{
    size_t wanted = strcspn(r->way, ".");
    if (r->depth != r->inside || n != wanted || strncmp(r->at, r->way, n) != 0)
        return false;
    r->found = r->line;
    if (!r->way[n])
        return true;
    const char *after = r->at + n;
    after += strspn(after, " \t\r\n=:");
    if (*after == '{') {
        r->way += n + 1;
        r->inside++;
    }
    return false;
}

static bool is_name_start(char c)
{
    return isalpha((unsigned char)c) || c == '*';
}

static size_t name_length(const char *at)
{
    size_t n = 1;
    while (isalnum((unsigned char)at[n]) || (at[n] && strchr("_-*", at[n])))
        n++;
    return n;
}

static void pass_bracket(struct reader *r)
{
    if (strchr("{[(", *r->at))
        r->depth++;
    if (!strchr("}])", *r->at))
        return;
    r->depth--;
    if (r->depth < r->inside)
        r->way = "/"; /* the group is over: nothing can be found any more */
}

int line_of_setting(const char *text, const char *way)
{
    struct reader r = {.at = text, .line = 1, .found = 1, .way = way};
    for (; *r.at; r.at++) {
        r.line += *r.at == '\n';
        if (*r.at == '"') {
            pass_text(&r);
        } else if (*r.at == '#' || strncmp(r.at, "//", 2) == 0) {
            pass_to(&r, "\n");
        } else if (strncmp(r.at, "/*", 2) == 0) {
            pass_to(&r, "*/");
        } else if (is_name_start(*r.at)) {
            size_t n = name_length(r.at);
            if (take_name(&r, n))
                break;
            r.at += n - 1;
        } else {
            pass_bracket(&r);
        }
        if (!*r.at)
            break;
    }
    return r.found;
}

static const char *find_name(const char *text, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = text; (at = strstr(at, name)); at++)
        if (at > text && strchr("\"'", at[-1]) && at[n] == at[-1])
            return at;
    return NULL;
}

/* True for the name behind a call: ask.text { "name" and look("name", and not for one in a list or of a stage. */
static bool is_key(const char *text, const char *name)
{
    static const char stage[] = "stage";
    const char *at = name - 1;
    while (at > text && strchr(" {(", at[-1]))
        at--;
    bool called = at > text && (isalnum((unsigned char)at[-1]) || at[-1] == '_');
    size_t n = sizeof stage - 1;
    return called && !(at - text >= (ptrdiff_t)n && strncmp(at - n, stage, n) == 0);
}

static const char *find_key(const char *text, const char *name)
{
    const char *at = find_name(text, name);
    while (at && !is_key(text, at))
        at = find_name(at, name);
    return at ? at : find_name(text, name);
}

static int line_of(const char *text, const char *at)
{
    int line = 1;
    for (const char *c = text; at && c < at; c++)
        line += *c == '\n';
    return line;
}

int line_of_name(const char *text, const char *name)
{
    return line_of(text, find_name(text, name));
}

int line_of_key(const char *text, const char *key)
{
    return line_of(text, find_key(text, key));
}

bool has_name(const char *text, const char *name)
{
    return find_name(text, name) != NULL;
}
