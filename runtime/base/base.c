/* base.c - results, the log, memory of one turn. */
#define _GNU_SOURCE
#include "base/base.h"

#include <ctype.h>
#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048, NIK_DIGITS = 16 };

struct block {
    struct block *next;
    size_t size;
    max_align_t bytes[];
};

static struct block *turn;
static bool on_terminal;

/* Asked before main(): a locked child (flow) may not ask the kernel any more, and would die of its first log line. */
__attribute__((constructor)) static void look_at_log(void)
{
    on_terminal = isatty(STDERR_FILENO);
}

/* A run of 16 digits looks like a NIK: it must not reach a log. Control bytes must not reach a terminal either. */
static void mask(char *text)
{
    size_t run = 0;
    for (char *at = text;; at++) {
        if (isdigit((unsigned char)*at)) {
            run++;
            continue;
        }
        if (run >= NIK_DIGITS)
            memset(at - run, '#', run);
        run = 0;
        if (!*at)
            return;
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    }
}

static void line(const char *level, const char *format, va_list args, const char *why)
{
    char text[LINE_MAX_BYTES];
    int n = vsnprintf(text, sizeof text, format, args);
    if (why && n >= 0 && (size_t)n < sizeof text)
        snprintf(text + n, sizeof text - (size_t)n, ": %s", why);
    mask(text);
    fprintf(stderr, "%s%s\n", on_terminal ? "" : level, text); /* the level is for journald, not for eyes */
}

int fail(int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    line("<4>", format, args, NULL);
    va_end(args);
    return code;
}

int fail_errno(const char *format, ...)
{
    int why = errno;
    va_list args;
    va_start(args, format);
    line("<4>", format, args, strerror(why));
    va_end(args);
    return why == ENOSPC || why == EDQUOT ? E_FULL : E_IO;
}

void say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    line("<6>", format, args, NULL);
    va_end(args);
}

void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    line("<2>", format, args, NULL);
    va_end(args);
    abort();
}

void *make(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p)
        die("out of memory");
    return p;
}

char *make_text(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(make(n), text, n);
}

void wipe_free(void *p, size_t n)
{
    if (!p)
        return;
    explicit_bzero(p, n);
    free(p);
}

void wipe_text(char *text)
{
    if (text)
        wipe_free(text, strlen(text));
}

void wipe_whole(void *p)
{
    if (p)
        wipe_free(p, malloc_usable_size(p));
}

void *turn_alloc(size_t n)
{
    struct block *b = make(sizeof *b + n);
    b->next = turn;
    b->size = n;
    turn = b;
    return b->bytes;
}

char *turn_text(const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    must(n >= 0);
    char *text = turn_alloc((size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void turn_end(void)
{
    while (turn) {
        struct block *b = turn;
        turn = b->next;
        wipe_free(b, sizeof *b + b->size);
    }
}

const char *base_build(void)
{
    return ANJUNGAN_BUILD;
}
