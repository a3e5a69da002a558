/* memory: what a script made of a citizen's data is overwritten when the run is over, and a run has 16 MiB. */
#define _GNU_SOURCE
#include "flow/memory.h"

#include "base/guard.h"
#include "fake.h"
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static struct fake core;

static int count_in(const char *bytes, size_t n)
{
    static const char marker[] = "3201017006990001";
    int found = 0;
    for (const char *at = bytes; (at = memmem(at, n - (size_t)(at - bytes), marker, sizeof marker - 1)); at++)
        found++;
    return found;
}

/* How often the marker stands in the writable memory of a process; -1 when we may not look. */
static int copies_in(pid_t pid)
{
    char line[512];
    int found = 0, memory = open(turn_text("/proc/%d/mem", (int)pid), O_RDONLY | O_CLOEXEC);
    FILE *maps = fopen(turn_text("/proc/%d/maps", (int)pid), "r");
    while (maps && memory >= 0 && fgets(line, sizeof line, maps)) {
        char *rest;
        unsigned long from = strtoul(line, &rest, 16), to = strtoul(rest + 1, &rest, 16);
        if (strncmp(rest, " rw", 3) != 0)
            continue;
        char *bytes = make(to - from);
        ssize_t n = pread(memory, bytes, to - from, (off_t)from);
        found += n > 0 ? count_in(bytes, (size_t)n) : 0;
        free(bytes);
    }
    if (maps)
        fclose(maps);
    if (memory < 0)
        return -1;
    close(memory);
    return found;
}

static void test_wiped(void)
{
    static const char made[] = "local t = {} for i = 1, 500 do t[i] = '32010170' .. '06990001' .. i end\n"
                               "local s = table.concat(t, '-') ask.text 'name' return #s + #t";
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    kid_begin(&kid, made, rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    int during = copies_in(kid.pid);
    if (during < 0)
        printf("another process's memory may not be read here: not tested\n");
    else
        check(during >= 1000);
    kid_begin(&kid, "ask.text 'other'", rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    check(copies_in(kid.pid) <= 0);
    json_decref(rows);
    check_text(fake_end(&core, &kid), "exit 0");
}

static void test_cap(void)
{
    struct memory memory = {0};
    char *a = memory_move(&memory, NULL, 5, 1 << 20), *b;
    check(a != NULL && memory.used == 1 << 20);
    memset(a, 'a', 1 << 20);
    check(memory_move(&memory, a, 1 << 20, MEMORY_CAP + 1) == NULL && memory.used == 1 << 20);
    b = memory_move(&memory, a, 1 << 20, MEMORY_CAP);
    check(b && b[0] == 'a' && b[(1 << 20) - 1] == 'a' && memory.used == MEMORY_CAP);
    check(memory_move(&memory, NULL, 0, 1) == NULL);
    check(memory_move(&memory, b, MEMORY_CAP, 0) == NULL && memory.used == 0);
}

int main(void)
{
    test_cap();
    if (guard_sanitized()) {
        printf("a sanitizer keeps freed memory and terabytes of shadow: wiping is tested in other builds\n");
        return test_end();
    }
    fake_start(&core);
    test_wiped();
    fake_stop(&core);
    return test_end();
}
