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
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 4 << 20, OVERLAP = 512, AROUND = 64 };

struct canary {
    const char *name, *text;
};

struct mapping {
    uint64_t from, to;
    char flags[8], what[256];
};

static struct canary canaries[24];
static size_t n_canaries;
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

/* Bytes from..to of an open file or memory. */
static void look_into(int fd, uint64_t from, uint64_t to, const char *program, const char *where)
{
    int times[sizeof canaries / sizeof canaries[0]] = {0};
    size_t kept = 0;
    while (from < to) {
        size_t want = to - from < PIECE ? (size_t)(to - from) : PIECE;
        ssize_t got = pread(fd, piece + OVERLAP, want, (off_t)from);
        if (got <= 0)
            break; /* unmapped or cut meanwhile, or a mapping behind the end of its file */
        unsigned char *new = piece + OVERLAP, *end = new + got;
        for (size_t i = 0; i < n_canaries; i++)
            times[i] += count(new - kept, new, end, canaries[i].text);
        kept = kept + (size_t)got < OVERLAP ? kept + (size_t)got : OVERLAP;
        memmove(new - kept, end - kept, kept);
        from += (uint64_t)got;
    }
    for (size_t i = 0; i < n_canaries; i++) {
        found |= times[i] > 0;
        if (times[i] > 0)
            printf("%s %s %d %s\n", program, canaries[i].name, times[i], where);
    }
}

static void look_into_file(const char *path, const char *program, const char *where)
{
    struct stat is;
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0)
        return; /* gone meanwhile */
    if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode))
        look_into(fd, 0, (uint64_t)is.st_size, program, where);
    close(fd);
}

static void cannot(const char *program, const char *path)
{
    fprintf(stderr, "%s: %s: %s\n", program, path, strerror(errno));
    blind = true;
}

/* Who has ended since the list was made (paper does, all the time) remembers nothing. */
static bool is_gone(const char *pid)
{
    return kill((pid_t)atoi(pid), 0) < 0 && errno == ESRCH;
}

/* What cannot be written and comes from a file is that file: a library, a font. */
static bool is_worth(const struct mapping *m)
{
    bool of_file = m->what[0] == '/';
    return m->flags[0] == 'r' && (m->flags[1] == 'w' || !of_file) && strncmp(m->what, "[v", 2) != 0; /* not [vdso] */
}

static void look_at_memory(const char *program, const char *pid)
{
    char path[64], line[4096];
    snprintf(path, sizeof path, "/proc/%s/mem", pid);
    int memory = open(path, O_RDONLY);
    snprintf(path, sizeof path, "/proc/%s/maps", pid);
    FILE *maps = memory < 0 ? NULL : fopen(path, "r");
    if (!maps && !is_gone(pid))
        cannot(program, path);
    while (maps && fgets(line, sizeof line, maps)) {
        struct mapping m = {0};
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %255[^\n]", &m.from, &m.to, m.flags, m.what) >= 3 && is_worth(&m))
            look_into(memory, m.from, m.to, program, *m.what ? m.what : "anonymous");
    }
    if (maps)
        fclose(maps);
    if (memory >= 0)
        close(memory);
}

/* Memory files that are open but not mapped, files that are open but have no name any more. */
static void look_at_descriptors(const char *program, const char *pid)
{
    char folder[64], path[384], to[256];
    snprintf(folder, sizeof folder, "/proc/%s/fd", pid);
    DIR *fds = opendir(folder);
    for (struct dirent *fd; fds && (fd = readdir(fds));) {
        snprintf(path, sizeof path, "%s/%s", folder, fd->d_name);
        ssize_t n = readlink(path, to, sizeof to - 1);
        to[n > 0 ? n : 0] = 0;
        if (strstr(to, " (deleted)"))
            look_into_file(path, program, to);
    }
    if (fds)
        closedir(fds);
}

static void look_at_folder(const char *place, char *folder)
{
    FTS *tree = fts_open((char *[]){folder, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree)
        cannot(place, folder);
    for (FTSENT *entry; tree && (entry = fts_read(tree));)
        if (entry->fts_info == FTS_F)
            look_into_file(entry->fts_accpath, place, entry->fts_path);
    if (tree)
        fts_close(tree);
}

static void look_at(char *what)
{
    char *at = strchr(what, ':');
    if (!at)
        exit(2);
    *at++ = 0;
    if (*at == '/') {
        look_at_folder(what, at);
        return;
    }
    look_at_memory(what, at);
    look_at_descriptors(what, at);
}

static void add_canary(char *text)
{
    char *is = strchr(text, '=');
    if (!is || !is[1] || n_canaries == sizeof canaries / sizeof canaries[0])
        exit(2);
    *is = 0;
    canaries[n_canaries++] = (struct canary){text, is + 1};
}

int main(int argc, char **argv)
{
    int at = 1;
    for (; at < argc && strcmp(argv[at], "--") != 0; at++)
        add_canary(argv[at]);
    for (at++; at < argc; at++)
        look_at(argv[at]);
    return blind || n_canaries == 0 ? 2 : found;
}
