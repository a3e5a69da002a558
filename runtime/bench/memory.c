/* memory.c - what every program takes at home, and after many visits. PSS counts a page that several programs map in
 * parts, so that the sum is what the kiosk really takes. */
#define _GNU_SOURCE
#include "bench/kiosk.h"
#include "bench/proc.h"

#include <string.h>

enum { REST_MS = 35000, MANY = 20 }; /* paper ends by itself after 30 s; a short run does not wait for it */

/* Programs that on a real kiosk are an agency, a hall and devices. */
static bool is_simulated(const char *name)
{
    return strcmp(name, "office") == 0 || strcmp(name, "hall") == 0 || strcmp(name, "sim") == 0;
}

struct sums {
    double all, own; /* PSS, MB */
    double rss;
    bool hidden; /* PSS is for root alone */
};

static int add(struct report *report, const char *when, const struct kiosk_program *program, struct sums *sums)
{
    struct proc_memory of;
    int code = proc_memory(program->pid, &of);
    if (code < 0 && code != E_DENIED)
        return fail(code, "%s ended while its memory was looked at", program->name);
    sums->rss += of.rss;
    sums->hidden |= code == E_DENIED;
    if (code < 0)
        return OK;
    report_value(report, turn_text("%s: %s", when, program->name), "MB PSS", of.pss);
    sums->all += of.pss;
    sums->own += is_simulated(program->name) ? 0 : of.pss;
    return OK;
}

static int look(struct kiosk *kiosk, const char *when, bool *hidden)
{
    struct report *report = &kiosk->bench->report;
    struct kiosk_program list[KIOSK_PROGRAMS];
    struct sums sums = {0};
    int n = kiosk_programs(kiosk, list), code = OK;
    for (int i = 0; i < n && code == OK; i++)
        code = add(report, when, &list[i], &sums);
    *hidden = sums.hidden;
    if (!sums.hidden) {
        report_value(report, turn_text("%s: all programs", when), "MB PSS", sums.all);
        report_value(report, turn_text("%s: without office, hall, sim", when), "MB PSS", sums.own);
    }
    report_value(report, turn_text("%s: all programs", when), "MB RSS", sums.rss);
    return code;
}

static int make_visits(struct kiosk *kiosk, int visits)
{
    struct samples took = {0};
    int code = OK;
    for (int i = 0; i < visits && code == OK; i++) {
        double began = stats_now();
        code = kiosk_visit(kiosk, NULL, NULL);
        samples_add(&took, stats_now() - began);
    }
    report_row(&kiosk->bench->report, "a visit, by the robot", "ms", &took);
    return code;
}

static int run(struct bench *bench)
{
    struct kiosk kiosk;
    bool hidden = false;
    int visits = bench->options->visits;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = look(&kiosk, "home", &hidden);
    if (code == OK && visits > 0)
        code = make_visits(&kiosk, visits);
    if (code == OK && visits > 0)
        code = look(&kiosk, turn_text("after %d visits", visits), &hidden);
    if (code == OK && visits >= MANY) {
        robot_rest(REST_MS);
        code = look(&kiosk, turn_text("%d visits, 35 s later", visits), &hidden);
    }
    kiosk_close(&kiosk);
    return code == OK && hidden ? fail(E_DENIED, "PSS: only root may look at it, so there is RSS alone") : code;
}

const struct measure measure_memory = {"memory", "PSS of every program, at home and after visits", true, run};
