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
static bool for_eyes; /* the level before a line is for journald, not for eyes */

void log_start(void)
{
    for_eyes = isatty(STDERR_FILENO);
}

static void hide_digits(char *from, const char *to)
{
    for (; from < to; from++)
        if (isdigit((unsigned char)*from))
            *from = '#';
}

/* The end of a number that people may have grouped: one blank, dot or hyphen between two digits. */
static char *number_end(char *at, size_t *digits)
{
    for (*digits = 0; isdigit((unsigned char)*at); at++) {
        (*digits)++;
        if (at[1] && strchr(" .-", at[1]) && isdigit((unsigned char)at[2]))
            at++;
    }
    return at;
}

void mask_text(char *text)
{
    for (char *at = text; *at;) {
        size_t digits;
        char *end = number_end(at, &digits);
        if (digits >= NIK_DIGITS)
            hide_digits(at, end);
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
        at = end > at ? end : at + 1;
    }
}

static void line(const char *level, const char *format, va_list args, const char *why)
{
    char text[LINE_MAX_BYTES];
    int n = vsnprintf(text, sizeof text, format, args);
    if (why && n >= 0 && (size_t)n < sizeof text)
        snprintf(text + n, sizeof text - (size_t)n, ": %s", why);
    mask_text(text);
    fprintf(stderr, "%s%s\n", for_eyes ? "" : level, text);
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
