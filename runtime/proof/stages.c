/* stages.c - what is played: the vendor's scenes, every fault in them, thousands of attaches, and what chance makes. */
#define _GNU_SOURCE
#include "proof/proof.h"

#include "base/guard.h"
#include "proof/storm.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum { FAILURES = 5, REPLUGS = 10000, FUZZ = 20000, SANITIZED_STEP = 8, MANY = 5000 };

/* A sanitizer counts for itself; in other builds it is not there. */
__attribute__((weak)) size_t __sanitizer_get_current_allocated_bytes(void);

static size_t weigh(void)
{
    return __sanitizer_get_current_allocated_bytes ? __sanitizer_get_current_allocated_bytes() : mallinfo2().uordblks;
}

/* ---- any stage */

struct turn {
    struct proof *proof;
    const struct stage *stage;
};

/* Memory when every kind of case has been there once, in the middle, and at the end. What a driver leaks grows in both
 * halves; what the allocator keeps aside grows once, or by less than a byte in ten cases. */
struct weights {
    size_t cases, first, middle, last;
};

static bool grew(size_t from, size_t to, size_t cases)
{
    return to > from + cases / 10;
}

static void judge_weights(struct stand *s, const struct weights *w)
{
    size_t half = w->cases / 2;
    if (w->first > 0 && grew(w->first, w->middle, half) && grew(w->middle, w->last, half))
        stand_complain(s, "memory grows by %zu bytes an attach: what a driver takes it gives back at detach",
                       (w->last - w->first) / w->cases);
}

/* Inside the child: case after case, until one goes wrong. */
static void play_cases(struct cell *cell, void *mine)
{
    const struct turn *turn = mine;
    struct proof *proof = turn->proof;
    const struct stage *stage = turn->stage;
    size_t settled = stage->n / 10;
    struct weights weights = {.cases = stage->n - settled};
    struct scene scene = {0};
    for (size_t i = proof->from; i < stage->n; i += stage->step) {
        struct manner manner = {0};
        cell->at = i;
        if (stage->prepare)
            stage->prepare(proof, i);
        stage->make(proof, i, &scene, &manner);
        if (!cell_play(cell, &scene, manner, NULL))
            break;
        if (i == settled)
            weights.first = weigh();
        if (i == settled + weights.cases / 2)
            weights.middle = weigh();
    }
    weights.last = weigh();
    if (stage->weighs)
        judge_weights(&cell->stand, &weights);
    scene_free(&scene);
}

bool stage_run(struct proof *proof, const struct stage *stage)
{
    struct turn turn = {proof, stage};
    struct scene scene = {0};
    proof->from = 0;
    proof->rehearsed = 0;
    report_stage(&proof->report, stage->name);
    while (proof->from < stage->n && report_failures(&proof->report) < FAILURES) {
        const char *what = cell_run(proof->cell, proof->options->driver, play_cases, &turn);
        if (!what)
            break;
        struct manner manner;
        const char *where = stage->make(proof, proof->cell->at, &scene, &manner);
        report_failure(&proof->report, where, what, &scene);
        proof->from = (proof->cell->at / stage->group + 1) * stage->group;
    }
    report_end_stage(&proof->report, stage->n / stage->step);
    scene_free(&scene);
    turn_end();
    return report_failures(&proof->report) == 0;
}

static void copy(const struct scene *scene, size_t lines, struct scene *to)
{
    to->n = 0;
    for (size_t i = 0; i < lines; i++)
        scene_add(to, scene->lines[i]);
}

static const char *place(const struct scene *scene, const char *more)
{
    return turn_text("%s:%d, scene %s%s", scene->file, scene->number, scene->lines[0].text, more);
}

/* ---- the file */

bool stage_files(struct proof *proof)
{
    struct elf_facts facts;
    const char *driver = proof->options->driver;
    report_stage(&proof->report, "file");
    if (elf_look(driver, &facts) < 0)
        report_failure(&proof->report, driver, "it cannot be read as a driver: the line above says why", NULL);
    for (int i = 0; i < facts.n_wrong; i++)
        report_failure(&proof->report, driver, facts.wrong[i], NULL);
    if (facts.sanitized && !__sanitizer_get_current_allocated_bytes)
        report_failure(&proof->report, driver,
                       "it is built with AddressSanitizer, which has to be there first: "
                       "LD_PRELOAD=$(cc -print-file-name=libasan.so) anjungan drivertest ...",
                       NULL);
    json_object_set_new(proof->report.root, "sanitized", json_boolean(facts.sanitized));
    report_end_stage(&proof->report, (size_t)(facts.n_exports + facts.n_imports));
    return report_failures(&proof->report) == 0;
}

/* ---- the vendor's scenes, in every manner that must make no difference */

static const struct {
    const char *name;
    struct manner manner;
} manners[] = {{"", {.searches = true}},
               {", heard byte by byte", {.hears_bytewise = true}},
               {", heard in one piece", {.hears_joined = true}},
               {", taken byte by byte", {.takes_bytewise = true}}};

static const char *make_transcript(struct proof *proof, size_t i, struct scene *to, struct manner *manner)
{
    const struct scene *scene = proof->scenes[i / COUNT(manners)];
    *manner = manners[i % COUNT(manners)].manner;
    copy(scene, scene->n, to);
    int line = proof->cell->line < to->n ? to->lines[proof->cell->line].number : 0;
    return turn_text("%s, line %d%s", place(scene, ""), line, manners[i % COUNT(manners)].name);
}

static bool shows(const struct proof *proof, enum word word, const char *beginning)
{
    for (size_t i = 0; i < proof->n_scenes; i++)
        for (size_t j = 0; j < proof->scenes[i]->n; j++) {
            const struct line *line = &proof->scenes[i]->lines[j];
            size_t n = strlen(beginning);
            if (line->word == word && strncmp(line->text, beginning, n) == 0 &&
                (!line->text[n] || line->text[n] == ' '))
                return true;
        }
    return false;
}

static const char *make_nothing(struct proof *proof, size_t i, struct scene *to, struct manner *manner)
{
    (void)i, (void)manner;
    to->n = 0;
    return proof->options->driver;
}

bool stage_loads(struct proof *proof)
{
    const struct stage stage = {.name = "load", .n = 1, .step = 1, .group = 1, .make = make_nothing};
    return stage_run(proof, &stage);
}

bool stage_cover(struct proof *proof)
{
    report_stage(&proof->report, "cover");
    for (size_t i = 0; i < proof->cell->n_verbs; i++)
        if (!shows(proof, CALL, proof->cell->verbs[i]))
            report_failure(&proof->report, proof->options->driver,
                           turn_text("no transcript calls its verb \"%s\"", proof->cell->verbs[i]), NULL);
    if (!shows(proof, DONE, "ok done"))
        report_failure(&proof->report, proof->options->driver,
                       "no transcript has a `done ok done`: nothing shows that it works", NULL);
    report_end_stage(&proof->report, proof->cell->n_verbs);
    return report_failures(&proof->report) == 0;
}

/* Reports and APDUs come whole: there is one manner then, and the others are not played. */
bool stage_transcripts(struct proof *proof)
{
    const struct stage stage = {.name = "transcripts",
                                .n = proof->n_scenes * COUNT(manners),
                                .step = proof->cell->port & STAND_STREAMS ? 1 : COUNT(manners),
                                .group = COUNT(manners),
                                .make = make_transcript};
    return stage_run(proof, &stage);
}

/* ---- every fault */

static size_t scene_of_fault(const struct proof *proof, size_t i)
{
    size_t scene = 0;
    while (proof->first[scene + 1] <= i)
        scene++;
    return scene;
}

/* Byte by byte where that may be, so that the byte is known that proves. */
static void rehearse(struct proof *proof, size_t i)
{
    size_t scene = scene_of_fault(proof, i);
    if (proof->rehearsed == scene + 1)
        return;
    proof->rehearsed = scene + 1;
    cell_play(proof->cell, proof->scenes[scene], (struct manner){.hears_bytewise = proof->cell->port & STAND_STREAMS},
              &proof->cell->proofs);
}

static const char *make_fault(struct proof *proof, size_t i, struct scene *to, struct manner *manner)
{
    (void)manner;
    return fault_make(&proof->faults.at[i], proof->scenes[scene_of_fault(proof, i)], &proof->cell->proofs, to);
}

bool stage_faults(struct proof *proof)
{
    proof->first = make((proof->n_scenes + 1) * sizeof *proof->first);
    for (size_t i = 0; i < proof->n_scenes; i++) {
        faults_list(&proof->faults, proof->scenes[i], proof->cell->port);
        proof->first[i + 1] = proof->faults.n;
    }
    size_t step = guard_sanitized() && proof->faults.n > MANY ? SANITIZED_STEP : 1;
    const struct stage stage = {
        .name = "faults", .n = proof->faults.n, .step = step, .group = step, .make = make_fault, .prepare = rehearse};
    return stage_run(proof, &stage);
}

bool stage_calls(struct proof *proof)
{
    const struct cell *cell = proof->cell;
    size_t n = 0;
    report_stage(&proof->report, "calls");
    for (size_t i = 0; i < stand_n_calls; i++) {
        n += cell->has >> i & 1;
        if (cell->has >> i & ~cell->called >> i & 1)
            report_failure(
                &proof->report, proof->options->driver,
                turn_text("nothing in its transcripts, and no fault at them, calls its %s()", stand_calls[i]), NULL);
    }
    report_end_stage(&proof->report, n);
    return report_failures(&proof->report) == 0;
}

/* ---- ten thousand attaches, each lost somewhere in a scene */

static const char *make_replug(struct proof *proof, size_t i, struct scene *to, struct manner *manner)
{
    const struct scene *scene = proof->scenes[i % proof->n_scenes];
    (void)manner;
    copy(scene, 1 + i / proof->n_scenes * 7 % scene->n, to);
    return place(scene, turn_text(", attach %zu", i));
}

bool stage_replugs(struct proof *proof)
{
    const struct stage stage = {
        .name = "replugs", .n = REPLUGS, .step = 1, .group = 1, .make = make_replug, .weighs = true};
    return stage_run(proof, &stage);
}

/* ---- chance */

static const char *make_storm(struct proof *proof, size_t i, struct scene *to, struct manner *manner)
{
    (void)manner;
    storm_make(proof->scripts, proof->n_scripts, proof->options->seed, i, to);
    return turn_text("fuzz case %zu of seed %llu", i, (unsigned long long)proof->options->seed);
}

bool stage_fuzz(struct proof *proof)
{
    int64_t n = proof->options->fuzz < 0 ? FUZZ : proof->options->fuzz;
    const struct stage stage = {.name = "fuzz", .n = (size_t)n, .step = 1, .group = 1, .make = make_storm};
    printf("seed %llu\n", (unsigned long long)proof->options->seed);
    return stage_run(proof, &stage);
}
