/* memory: what a script made of a citizen's data is overwritten when the run is over, and a run has 16 MiB. */
#define _GNU_SOURCE
#include "flow/memory.h"

#include "base/guard.h"
#include "fake.h"
#include "peek.h"
#include "test.h"

static struct fake core;

static const char marker[] = "3201017006990001";

static void test_wiped(void)
{
    static const char made[] = "local t = {} for i = 1, 500 do t[i] = '32010170' .. '06990001' .. i end\n"
                               "local s = table.concat(t, '-') ask.text 'name' return #s + #t";
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    kid_begin(&kid, made, rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    int during = peek_copies(kid.pid, marker);
    if (during < 0)
        printf("another process's memory may not be read here: not tested\n");
    else
        check(during >= 1000);
    kid_begin(&kid, "ask.text 'other'", rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    check(peek_copies(kid.pid, marker) <= 0);
    json_decref(rows);
    check_text(fake_end(&core, &kid), "exit 0");
}

/* What a script logs passes through the nursery, whose memory every later child inherits. */
static void test_log_is_forgotten(void)
{
    static const char name[] = "SITI RAHAYU KEPT";
    static const char logs[] = "for i = 1, 9 do log('SITI' .. ' RAHAYU ' .. 'KEPT', i) end ask.text 'name'";
    struct kid kid = fake_fork(&core, "visit"), next;
    json_t *rows = json_array();
    kid_begin(&kid, logs, rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    check_text(fake_end(&core, &kid), "exit 0");
    next = fake_fork(&core, "visit");
    check(peek_copies(core.pid, name) <= 0 && peek_copies(next.pid, name) <= 0);
    check_text(fake_end(&core, &next), "exit 0");
    json_decref(rows);
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
    test_log_is_forgotten();
    fake_stop(&core);
    return test_end();
}
