/* memory.c - what every program takes at home, and after many visits. PSS counts a page that several programs map in
 * parts, so that the sum is what the kiosk really takes. */
#define _GNU_SOURCE
#include "bench/kiosk.h"
#include "bench/proc.h"

#include <string.h>

enum { REST_MS = 35000 }; /* paper ends by itself after 30 s */

/* Programs that on a real kiosk are an agency, a hall and devices. */
static bool is_simulated(const char *name)
{
    return strcmp(name, "office") == 0 || strcmp(name, "hall") == 0 || strcmp(name, "sim") == 0;
}

static int look(struct kiosk *kiosk, const char *when)
{
    struct report *report = &kiosk->bench->report;
    struct kiosk_program list[KIOSK_PROGRAMS];
    struct proc_memory of, all = {0}, own = {0};
    int n = kiosk_programs(kiosk, list);
    for (int i = 0; i < n; i++) {
        int code = proc_memory(list[i].pid, &of);
        if (code < 0)
            return fail(code, "the memory of %s (only root may look at it)", list[i].name);
        report_value(report, turn_text("%s: %s", when, list[i].name), "MB PSS", of.pss);
        all = (struct proc_memory){all.rss + of.rss, all.pss + of.pss};
        own.pss += is_simulated(list[i].name) ? 0 : of.pss;
    }
    report_value(report, turn_text("%s: all programs", when), "MB PSS", all.pss);
    report_value(report, turn_text("%s: without office, hall, sim", when), "MB PSS", own.pss);
    report_value(report, turn_text("%s: all programs", when), "MB RSS", all.rss);
    return OK;
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
    int visits = bench->options->visits;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = look(&kiosk, "home");
    if (code == OK && visits > 0)
        code = make_visits(&kiosk, visits);
    if (code == OK && visits > 0)
        code = look(&kiosk, turn_text("after %d visits", visits));
    if (code == OK && visits >= 100) { /* not in a short run */
        robot_rest(REST_MS);
        code = look(&kiosk, turn_text("%d visits, 35 s later", visits));
    }
    kiosk_close(&kiosk);
    return code;
}

const struct measure measure_memory = {"memory", "PSS of every program, at home and after visits", true, run};
