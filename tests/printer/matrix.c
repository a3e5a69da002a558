/* matrix: every fault at every byte of a slip, and the books of everybody afterwards.
 *
 *   test-printer-matrix               what fits into a test run: every byte of a small slip, some of the real one
 *   test-printer-matrix SEED          the same with another choice
 *   test-printer-matrix small [FROM]  the small slip: every byte, every fault, both clocks, every manner
 *   test-printer-matrix edges [FROM]  the real slip: every edge of a command, two bytes around it, both ends
 *   test-printer-matrix all [FROM]    the real slip, every byte: for nights; FROM goes on where one was ended
 *   test-printer-matrix case small|real FAULT BYTE prompt|late MANNER   one of them, as a failure names it */
#define _GNU_SOURCE
#include "printer/visit.h"
#include "test.h"

#include "base/clock.h"
#include "base/guard.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 10, FAULTS_MAX = 32, PROGRESS = 2000 };

/* What all workers of a run share. */
struct run {
    atomic_long next, failures, done;
    atomic_int caught;
    atomic_long per_fault[FAULTS_MAX];
    long from, to;
    int64_t began;
};

/* Which cases: each of the bytes (from 0 when NULL) with each fault that is slow or is not, on one clock or both, in
 * one manner or all. */
struct plan {
    const char *name;
    struct kiosk_kind kind;
    bool slow;
    const size_t *bytes;
    size_t n_bytes;
    bool both, all_manners;
    uint64_t dice; /* which clock, which manner, which sample */
    long sample;   /* so many cases, chosen by the dice; 0: all */
};

static struct run *run;

/* ---- cases */

static uint64_t mixed(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

static bool takes(const struct plan *plan, const struct fault *fault)
{
    return fault->slow == plan->slow && (!fault->paper || plan->kind.real_paper);
}

static const struct fault *nth_fault(const struct plan *plan, size_t n)
{
    for (size_t i = 0; i < n_faults; i++)
        if (takes(plan, &faults[i]) && n-- == 0)
            return &faults[i];
    return NULL;
}

static size_t count_faults(const struct plan *plan)
{
    size_t n = 0;
    while (nth_fault(plan, n))
        n++;
    return n;
}

static long count_all(const struct plan *plan)
{
    return (long)(plan->n_bytes * count_faults(plan) * (plan->both ? 2 : 1) * (plan->all_manners ? MANNERS : 1));
}

static long count_cases(const struct plan *plan)
{
    return plan->sample > 0 && plan->sample < count_all(plan) ? plan->sample : count_all(plan);
}

/* Takes the last figure off a number whose figures have different bases. */
static size_t figure(size_t *n, size_t base)
{
    size_t f = *n % base;
    *n /= base;
    return f;
}

/* Bytes turn slowest, so that a run that is ended early has done some bytes completely. */
static struct visit_case nth_case(const struct plan *plan, long i)
{
    size_t n = (size_t)i, all = (size_t)count_all(plan);
    if (count_cases(plan) < (long)all)
        n = mixed(plan->dice + n) % all;
    size_t manner = figure(&n, plan->all_manners ? MANNERS : 1), late = figure(&n, plan->both ? 2 : 1);
    size_t fault = figure(&n, count_faults(plan)), luck = n + fault + plan->dice;
    return (struct visit_case){.fault = nth_fault(plan, fault),
                               .at = plan->bytes ? plan->bytes[n] : n,
                               .late = plan->both ? late : luck / MANNERS % 2,
                               .manner = (enum manner)(plan->all_manners ? manner : luck % MANNERS)};
}

/* ---- workers */

static const char *const manner_names[MANNERS] = {"answers first", "repairs first", "goes without"};

static void report(const struct plan *plan, long i, const struct visit_case *c, const struct kiosk *kiosk)
{
    atomic_fetch_add(&run->failures, 1);
    fprintf(stderr, "%s, case %ld: %s: case %s '%s' %zu %s '%s'\n", plan->name, i, kiosk->books.complaint,
            plan->kind.real_paper ? "real" : "small", c->fault->name, c->at, c->late ? "late" : "prompt",
            manner_names[c->manner]);
}

static void progress(const struct plan *plan)
{
    long done = atomic_fetch_add(&run->done, 1) + 1;
    if (done % PROGRESS != 0)
        return;
    int64_t ms = clock_ms() - run->began;
    long left = run->to - run->from - done;
    printf("%s: %ld of %ld, next %ld, %.1f a second, %.1f h to go\n", plan->name, done, run->to - run->from,
           (long)atomic_load(&run->next), (double)done * 1000 / (double)ms,
           (double)left * (double)ms / (double)done / 3600000);
    fflush(stdout);
}

static void work(const struct plan *plan)
{
    struct kiosk *kiosk = make(sizeof *kiosk);
    kiosk_open(kiosk, &plan->kind);
    for (long i; (i = atomic_fetch_add(&run->next, 1)) < run->to;) {
        struct visit_case c = nth_case(plan, i);
        atomic_fetch_add(&run->per_fault[c.fault - faults], 1);
        while (!visit_play(kiosk, &c)) {
            bool again = kiosk->starved && !*kiosk->books.complaint;
            if (!again)
                report(plan, i, &c, kiosk);
            kiosk_abandon(kiosk);
            kiosk_open(kiosk, &plan->kind);
            if (!again)
                break;
        }
        progress(plan);
    }
    kiosk_close(kiosk);
    if (*kiosk->books.complaint) {
        fprintf(stderr, "%s, at the end: %s\n", plan->name, kiosk->books.complaint);
        atomic_fetch_add(&run->failures, 1);
    }
    free(kiosk);
    _exit(0);
}

/* Several kiosks side by side, since most of a visit is waiting. */
static void run_plan(const struct plan *plan, long from)
{
    pid_t workers[WORKERS];
    run->began = clock_ms();
    run->from = from;
    run->to = count_cases(plan);
    atomic_store(&run->next, from);
    atomic_store(&run->done, 0);
    fflush(NULL);
    for (int i = 0; i < WORKERS; i++) {
        workers[i] = fork();
        if (workers[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            work(plan);
        }
    }
    for (int i = 0; i < WORKERS; i++) {
        int status;
        waitpid(workers[i], &status, 0);
        check(status == 0);
    }
    printf("%s: %ld visits in %.1f s\n", plan->name, (long)atomic_load(&run->done),
           (double)(clock_ms() - run->began) / 1000);
    fflush(stdout);
}

/* ---- slips */

static const struct kiosk_kind small = {"core", "driver", BUILD "/lib/drivers", "escpos", "band = 4;", false};
static const struct kiosk_kind real = {"core", "driver", BUILD "/lib/drivers", "escpos", "band = 24;", true};

/* What a page of this kind is, printed undisturbed: bytes on the line, and dots. */
static size_t measure(const struct kiosk_kind *kind, size_t *n_dots)
{
    struct kiosk *kiosk = make(sizeof *kiosk);
    kiosk_open(kiosk, kind);
    struct visit_case calm = {0};
    check(visit_play(kiosk, &calm)); /* the first page of a driver has a cut before it */
    kiosk->line.heard = 0;
    check(visit_play(kiosk, &calm));
    size_t n = kiosk->line.heard;
    *n_dots = kiosk->books.pages[kiosk->books.last_mark % PAGES].n;
    kiosk_close(kiosk);
    check_text(kiosk->books.complaint, "");
    free(kiosk);
    return n;
}

static size_t add_around(size_t *to, size_t n, size_t at, size_t around, size_t end)
{
    for (size_t i = at > around ? at - around : 0; i <= at + around && i < end; i++)
        if (n == 0 || to[n - 1] < i)
            to[n++] = i;
    return n;
}

/* Edges of the commands of a page of 576 dots, two bytes around them, 64 bytes at either end. */
static size_t find_edges(size_t *to, size_t bytes, size_t n_dots)
{
    enum { BEFORE = 17, HEAD = 8, BAND = 72 * 24, AROUND = 2, ENDS = 64 };
    size_t n = add_around(to, 0, 0, ENDS - 1, bytes), at = BEFORE;
    for (size_t left = n_dots; left > 0;) {
        size_t band = left < BAND ? left : BAND;
        n = add_around(to, n, at, AROUND, bytes);
        n = add_around(to, n, at + HEAD, AROUND, bytes);
        at += HEAD + band;
        left -= band;
    }
    return add_around(to, n, bytes - ENDS, ENDS, bytes);
}

/* ---- runs */

static void hurry(struct plan *plan)
{
    plan->slow = true;
    plan->kind.driver = "driver-hurried";
}

/* The same with the faults that a driver finds out by waiting. */
static void run_both(struct plan plan, long from)
{
    if (from < count_cases(&plan))
        run_plan(&plan, from);
    from -= count_cases(&plan);
    hurry(&plan);
    run_plan(&plan, from > 0 ? from : 0);
}

/* The test that finds nothing wrong with these is worth nothing. */
static void run_control(const char *name, struct kiosk_kind kind)
{
    struct kiosk *kiosk = make(sizeof *kiosk);
    int n = 0;
    kiosk_open(kiosk, &kind);
    for (bool fine = true; fine && n < 300; n++) {
        struct visit_case c = {&faults[n % 2], 20 + (size_t)n * 7 % 190, n / 2 % 2,
                               n / 4 % 2 ? ANSWERS_FIRST : REPAIRS_FIRST};
        fine = visit_play(kiosk, &c);
    }
    printf("control, %s: caught after %d visits: %s\n", name, n, kiosk->books.complaint);
    check(*kiosk->books.complaint != '\0');
    kiosk_abandon(kiosk);
    free(kiosk);
}

static void run_controls(void)
{
    struct kiosk_kind kind = small;
    kind.core = "core-again";
    run_control("a core that prints a number again", kind);
    kind = small;
    kind.drivers = HASTY, kind.file = "hasty";
    run_control("a driver that believes its port", kind);
    kind = small;
    kind.profile = "band = 4; clear = false;";
    run_control("a printer that does not forget", kind);
}

/* Under the sanitizers, where a process is dear, one case in sixteen. */
static long some_of(size_t cases)
{
    return (long)(guard_sanitized() ? cases / 16 : cases);
}

static void run_test(uint64_t seed)
{
    static size_t edges[4096];
    size_t n_dots, bytes = measure(&small, &n_dots), n;
    run_controls();
    run_both((struct plan){"small slip", small, .n_bytes = bytes, .dice = seed, .sample = some_of(bytes * n_faults)},
             0);
    bytes = measure(&real, &n_dots);
    n = find_edges(edges, bytes, n_dots);
    run_both((struct plan){"edges", real, false, edges, n, true, true, seed, some_of(80)}, 0);
    run_both((struct plan){"real slip", real, false, NULL, bytes, true, true, seed, some_of(80)}, 0);
    printf("seed %llu; a slip has %zu bytes, %zu of them at edges\n", (unsigned long long)seed, bytes, n);
}

static void run_night(const char *what, long from)
{
    static size_t edges[4096];
    size_t n_dots, bytes = measure(&real, &n_dots), n = find_edges(edges, bytes, n_dots);
    struct plan plan = {.name = what, .kind = real, .n_bytes = bytes, .both = true};
    if (strcmp(what, "small") == 0)
        plan = (struct plan){what, small, .n_bytes = measure(&small, &n_dots), .both = true, .all_manners = true};
    else if (strcmp(what, "edges") == 0)
        plan = (struct plan){what, real, false, edges, n, .both = true};
    printf("%s: %zu bytes, %ld visits and some with a driver in a hurry\n", what, plan.n_bytes, count_cases(&plan));
    run_both(plan, from);
}

static void run_case(char **words)
{
    struct kiosk *kiosk = make(sizeof *kiosk);
    struct plan plan = {.kind = strcmp(words[0], "real") == 0 ? real : small};
    struct visit_case c = {.at = (size_t)atol(words[2]), .late = strcmp(words[3], "late") == 0};
    for (size_t i = 0; i < n_faults; i++)
        if (strcmp(faults[i].name, words[1]) == 0)
            c.fault = &faults[i];
    while (c.manner + 1 < MANNERS && strcmp(manner_names[c.manner], words[4]) != 0)
        c.manner++;
    must(c.fault != NULL);
    if (c.fault->slow)
        hurry(&plan);
    kiosk_open(kiosk, &plan.kind);
    check(visit_play(kiosk, &(struct visit_case){0}));
    check(visit_play(kiosk, &c));
    check_text(kiosk->books.complaint, "");
    kiosk_close(kiosk);
    free(kiosk);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    long from = argc > 2 ? atol(argv[2]) : 0;
    run = mmap(NULL, sizeof *run, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(run != MAP_FAILED);
    if (strcmp(what, "case") == 0 && argc == 7)
        run_case(argv + 2);
    else if (strcmp(what, "all") == 0 || strcmp(what, "edges") == 0 || strcmp(what, "small") == 0)
        run_night(what, from);
    else
        run_test(*what ? strtoull(what, NULL, 10) : (uint64_t)clock_wall_ms());
    check(atomic_load(&run->failures) == 0);
    for (size_t i = 0; i < n_faults; i++)
        printf("%-30s %6ld visits\n", faults[i].name, (long)atomic_load(&run->per_fault[i]));
    return test_end();
}
