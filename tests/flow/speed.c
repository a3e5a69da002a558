/* speed: what a citizen's process costs. Prints the figures; fails only where something is far out of line, because
 * tests share their machine. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/guard.h"
#include "fake.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 200, ANSWERS = 40 };

static struct fake core;
static double took[ROUNDS];

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double tell(const char *what)
{
    qsort(took, ROUNDS, sizeof *took, by_size);
    printf("%-44s median %.2f ms, 95 of 100 below %.2f ms\n", what, took[ROUNDS / 2], took[ROUNDS * 95 / 100]);
    return took[ROUNDS / 2];
}

static long memory_of(pid_t pid, const char *which)
{
    char line[256];
    long kib = 0;
    FILE *from = fopen(turn_text("/proc/%d/status", (int)pid), "r");
    while (from && fgets(line, sizeof line, from))
        if (strncmp(line, which, strlen(which)) == 0)
            kib = strtol(line + strlen(which), NULL, 10);
    if (from)
        fclose(from);
    return kib;
}

static char *questions(void)
{
    char *source = turn_text("%s", "");
    for (int i = 0; i <= ANSWERS; i++)
        source = turn_text("%sask.text { \"q%d\", max = 40 }\n", source, i);
    return source;
}

static void measure_first_step(const char *source)
{
    json_t *rows = json_array();
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        struct kid kid = fake_fork(&core, "visit");
        kid_begin(&kid, source, rows, NULL);
        json_t *said = kid_hear(&kid, 5000);
        took[i] = now() - start;
        check(said != NULL);
        json_decref(said);
        check_text(fake_end(&core, &kid), "exit 0");
    }
    json_decref(rows);
    check(tell("fork to the first step (SKCK)") < 200);
}

static void measure_answers(const char *source)
{
    struct visit v;
    visit_start(&v, &core, source, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        if (i % ANSWERS == 0)
            visit_again(&v, 0);
        double start = now();
        visit_answer(&v, json_string("an answer"));
        took[i] = now() - start;
    }
    check(tell("an answer to the next step") < 100);
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        visit_again(&v, ANSWERS);
        took[i] = now() - start;
        check(json_number(v.said, "at", 0) == ANSWERS);
    }
    check(tell("begin again and replay 40 answers") < 200);
    long kib = memory_of(v.kid.pid, "VmRSS:"), own = memory_of(v.kid.pid, "RssAnon:");
    printf("a child after 40 answers: resident %ld KiB, of it its own %ld KiB; the nursery %ld KiB\n", kib, own,
           memory_of(core.pid, "VmRSS:"));
    check(guard_sanitized() || kib < 16384);
    visit_end(&v);
}

int main(void)
{
    fake_start(&core);
    char *source = fake_read("plugins/polri.skck/main.lua");
    measure_first_step(source);
    measure_answers(questions());
    free(source);
    fake_stop(&core);
    turn_end();
    return test_end();
}
