/* scan.c - looks for what a citizen left in the memory of programs: every mapping that can be written, and the
 * libraries' data with them.
 *
 *   test-kiosk-scan NAME=TEXT... -- PROGRAM:PID...
 *
 * writes a line "PROGRAM NAME TIMES MAPPING" for each mapping that holds a text, and ends with 1 when there is one,
 * with 2 when it could not look. A text is found as UTF-8, UTF-16 and UTF-32, and with a blank, a dot or a hyphen
 * between any two of its characters: numbers are grouped when people are to read them. With SCAN_SHOW=1 in the
 * environment the bytes around each place are shown too. It must run as root: the programs forbid everybody else to
 * look. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 4 << 20, OVERLAP = 512, AROUND = 64 };

struct canary {
    const char *name, *text;
};

struct mapping {
    uint64_t from, to;
    char flags[8], what[256];
};

static unsigned char piece[OVERLAP + PIECE];
static bool found, blind;

/* The character at `at` in characters of `width` bytes, -1 when it is none of ASCII. */
static int letter(const unsigned char *at, size_t width)
{
    for (size_t i = 1; i < width; i++)
        if (at[i])
            return -1;
    return at[0];
}

/* Only a number may have something between its digits. */
static bool is_between(int c)
{
    return c == ' ' || c == '-' || c == '.';
}

static bool matches(const unsigned char *at, const unsigned char *end, size_t width, const char *text)
{
    for (bool first = true; *text; first = false) {
        if (at + width > end)
            return false;
        int c = letter(at, width);
        if (!first && c != *text && is_between(c) && at + 2 * width <= end) {
            at += width;
            c = letter(at, width);
        }
        if (c != *text++)
            return false;
        at += width;
    }
    return true;
}

static void show(const unsigned char *at, const unsigned char *start, const unsigned char *end)
{
    const unsigned char *from = at - start > AROUND ? at - AROUND : start;
    fputs("    ", stdout);
    for (const unsigned char *to = end - at > 2 * AROUND ? at + 2 * AROUND : end; from < to; from++)
        putchar(isprint(*from) ? *from : '~');
    putchar('\n');
}

/* Places that begin before `new` were counted with the piece before, when they were whole there. */
static int count(const unsigned char *start, const unsigned char *new, const unsigned char *end, const char *text)
{
    static const size_t widths[] = {1, 2, 4};
    int times = 0;
    for (const unsigned char *at = start; at < end && (at = memchr(at, text[0], (size_t)(end - at))); at++) {
        for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
            if (!matches(at, end, widths[i], text) || (at < new &&matches(at, new, widths[i], text)))
                continue;
            times++;
            if (getenv("SCAN_SHOW"))
                show(at, start, end);
        }
    }
    return times;
}

static void look_into(int memory, const struct mapping *m, const char *program, const struct canary *canaries, int n)
{
    int *times = calloc((size_t)n, sizeof *times);
    size_t kept = 0;
    for (uint64_t at = m->from; at < m->to;) {
        size_t want = m->to - at < PIECE ? (size_t)(m->to - at) : PIECE;
        ssize_t got = pread(memory, piece + OVERLAP, want, (off_t)at);
        if (got <= 0)
            break; /* unmapped meanwhile, or behind the end of a mapped file */
        unsigned char *new = piece + OVERLAP, *end = new + got;
        for (int i = 0; i < n; i++)
            times[i] += count(new - kept, new, end, canaries[i].text);
        kept = (size_t)got < OVERLAP ? (size_t)got : OVERLAP;
        memmove(new - kept, end - kept, kept);
        at += (uint64_t)got;
    }
    for (int i = 0; i < n; i++) {
        if (times[i] == 0)
            continue;
        found = true;
        printf("%s %s %d %s\n", program, canaries[i].name, times[i], *m->what ? m->what : "anonymous");
    }
    free(times);
}

/* What cannot be written and comes from a file is that file: the test looks at the files anyway. */
static bool is_worth(const struct mapping *m)
{
    bool of_file = m->what[0] == '/';
    return m->flags[0] == 'r' && (m->flags[1] == 'w' || !of_file) && m->what[1] != 'v'; /* [vvar], [vdso] */
}

static void look_at(const char *program, int pid, const struct canary *canaries, int n)
{
    char path[64], line[4096];
    snprintf(path, sizeof path, "/proc/%d/maps", pid);
    FILE *maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    int memory = open(path, O_RDONLY);
    if (!maps || memory < 0) {
        fprintf(stderr, "%s (%d): %s\n", program, pid, strerror(errno));
        blind = true;
    }
    while (maps && memory >= 0 && fgets(line, sizeof line, maps)) {
        struct mapping m = {0};
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %255[^\n]", &m.from, &m.to, m.flags, m.what) >= 3 && is_worth(&m))
            look_into(memory, &m, program, canaries, n);
    }
    if (memory >= 0)
        close(memory);
    if (maps)
        fclose(maps);
}

int main(int argc, char **argv)
{
    struct canary canaries[16];
    int n = 0, at = 1;
    for (; at < argc && strcmp(argv[at], "--") != 0 && n < 16; at++) {
        char *is = strchr(argv[at], '=');
        if (!is || !is[1])
            return 2;
        *is = 0;
        canaries[n++] = (struct canary){argv[at], is + 1};
    }
    for (at++; at < argc; at++) {
        char *pid = strchr(argv[at], ':');
        if (!pid)
            return 2;
        *pid = 0;
        look_at(argv[at], atoi(pid + 1), canaries, n);
    }
    return blind || n == 0 ? 2 : found;
}
