/* speed: what a citizen's process costs. Prints the figures; fails only where something is far out of line, because
 * tests share their machine. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/guard.h"
#include "base/memfile.h"
#include "kit/run.h"
#include "peek.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 200, ANSWERS = 40 };

static struct chair chair;
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

static char *questions(void)
{
    char *source = turn_text("%s", "");
    for (int i = 0; i <= ANSWERS; i++)
        source = turn_text("%sask.text { \"q%d\", max = 40 }\n", source, i);
    return source;
}

static void measure_first_step(const char *source)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct run run;
        double start = now();
        run_open(&run, &chair, source, NULL);
        took[i] = now() - start;
        check(run_said(&run, "step"));
        run_close(&run);
    }
    check(tell("fork to the first step (SKCK)") < 200);
}

static void measure_answers(const char *source)
{
    struct run run;
    run_open(&run, &chair, source, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        if (i % ANSWERS == 0)
            run_again(&run, 0);
        double start = now();
        run_answer(&run, json_string("an answer"));
        took[i] = now() - start;
    }
    check(tell("an answer to the next step") < 100);
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        run_again(&run, ANSWERS);
        took[i] = now() - start;
        check(json_number(run.said, "at", 0) == ANSWERS);
    }
    check(tell("begin again and replay 40 answers") < 200);
    pid_t child = peek_child(chair.pid);
    long kib = peek_figure(child, "VmRSS:"), own = peek_figure(child, "RssAnon:");
    printf("a child after 40 answers: resident %ld KiB, of it its own %ld KiB; the nursery %ld KiB\n", kib, own,
           peek_figure(chair.pid, "VmRSS:"));
    check(guard_sanitized() || kib < 16384);
    run_close(&run);
}

int main(void)
{
    must(chair_open(&chair, BUILD "/bin") == OK);
    char *source;
    size_t n;
    must(file_read_path(SOURCE "/plugins/polri.skck/main.lua", 1 << 20, &source, &n) == OK);
    measure_first_step(source);
    measure_answers(questions());
    free(source);
    chair_close(&chair);
    turn_end();
    return test_end();
}
