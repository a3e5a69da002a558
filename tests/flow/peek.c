/* peek.c - see peek.h. */
#define _GNU_SOURCE
#include "peek.h"

#include "base/base.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *peek_line(pid_t pid, const char *file, const char *begins)
{
    static char line[512];
    bool found = false;
    FILE *from = fopen(turn_text("/proc/%d/%s", (int)pid, file), "r");
    while (from && !found && fgets(line, sizeof line, from))
        found = strncmp(line, begins, strlen(begins)) == 0;
    if (from)
        fclose(from);
    return found ? line : "";
}

char *peek_file(pid_t pid, const char *file)
{
    char *text = turn_alloc(1 << 14);
    FILE *from = fopen(turn_text("/proc/%d/%s", (int)pid, file), "r");
    if (from) {
        text[fread(text, 1, (1 << 14) - 1, from)] = 0;
        fclose(from);
    }
    return text;
}

long peek_figure(pid_t pid, const char *name)
{
    const char *line = peek_line(pid, "status", name);
    return *line ? strtol(line + strlen(name), NULL, 10) : 0;
}

int peek_descriptors(pid_t pid)
{
    struct dirent **files;
    int n = scandir(turn_text("/proc/%d/fd", (int)pid), &files, NULL, NULL);
    for (int i = 0; i < n; i++)
        free(files[i]);
    if (n >= 0)
        free(files);
    return n - 2; /* without . and .. */
}

bool peek_has_descriptor(pid_t pid, int fd)
{
    return access(turn_text("/proc/%d/fd/%d", (int)pid, fd), F_OK) == 0;
}

static int count_in(const char *bytes, size_t n, const char *text)
{
    int found = 0;
    for (const char *at = bytes; (at = memmem(at, n - (size_t)(at - bytes), text, strlen(text))); at++)
        found++;
    return found;
}

static int count_between(int memory, unsigned long from, unsigned long to, const char *text)
{
    char *bytes = make(to - from);
    ssize_t n = pread(memory, bytes, to - from, (off_t)from);
    int found = n > 0 ? count_in(bytes, (size_t)n, text) : 0;
    free(bytes);
    return found;
}

int peek_copies(pid_t pid, const char *text)
{
    char line[512];
    int found = 0, memory = open(turn_text("/proc/%d/mem", (int)pid), O_RDONLY | O_CLOEXEC);
    FILE *maps = fopen(turn_text("/proc/%d/maps", (int)pid), "r");
    while (maps && memory >= 0 && fgets(line, sizeof line, maps)) {
        char *rest;
        unsigned long from = strtoul(line, &rest, 16), to = strtoul(rest + 1, &rest, 16);
        if (strncmp(rest, " rw", 3) == 0)
            found += count_between(memory, from, to, text);
    }
    if (maps)
        fclose(maps);
    if (memory >= 0)
        close(memory);
    return memory < 0 || !maps ? -1 : found;
}

pid_t peek_child(pid_t pid)
{
    return (pid_t)strtol(peek_file(pid, turn_text("task/%d/children", (int)pid)), NULL, 10);
}
