/* idle.c - what every program does while nobody is there: CPU time, and how often it wakes.
 *
 * A thread that goes to sleep was awake before; the kernel counts it as a voluntary switch. The minute on the clock is
 * painted meanwhile, once a minute. */
#define _GNU_SOURCE
#include "bench/kiosk.h"
#include "bench/proc.h"

enum { QUIET_MS = 5000, SECOND_MS = 1000 }; /* leases, the first board and the wall's fonts are over */

struct idler {
    struct kiosk_program program;
    struct proc_use before, after;
};

static int look(const struct kiosk_program *program, struct proc_use *use)
{
    return proc_use(program->pid, use) < 0 ? fail(E_GONE, "%s ended while nothing happened", program->name) : OK;
}

static void tell(struct report *report, const struct idler *idlers, int n, double seconds)
{
    double sleeps = 0, cpu = 0;
    for (int i = 0; i < n; i++) {
        double woke = (double)(idlers[i].after.sleeps - idlers[i].before.sleeps) / seconds;
        double used = (idlers[i].after.cpu - idlers[i].before.cpu) / seconds;
        report_value(report, turn_text("%s wakes", idlers[i].program.name), "1/s", woke);
        report_value(report, turn_text("%s computes", idlers[i].program.name), "ms/s", used);
        sleeps += woke;
        cpu += used;
    }
    report_value(report, "all programs wake", "1/s", sleeps);
    report_value(report, "all programs compute", "ms/s", cpu);
}

static int watch(struct kiosk *kiosk)
{
    struct kiosk_program list[KIOSK_PROGRAMS];
    struct idler idlers[KIOSK_PROGRAMS];
    int n = kiosk_programs(kiosk, list), code = OK;
    robot_rest(QUIET_MS);
    double began = stats_now();
    for (int i = 0; i < n && code == OK; i++) {
        idlers[i] = (struct idler){.program = list[i]};
        code = look(&list[i], &idlers[i].before);
    }
    robot_rest(kiosk->bench->options->seconds * SECOND_MS);
    for (int i = 0; i < n && code == OK; i++)
        code = look(&list[i], &idlers[i].after);
    if (code == OK)
        tell(&kiosk->bench->report, idlers, n, (stats_now() - began) / SECOND_MS);
    return code;
}

static int run(struct bench *bench)
{
    struct kiosk kiosk;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = watch(&kiosk);
    kiosk_close(&kiosk);
    return code;
}

const struct measure measure_idle = {"idle", "CPU and wake-ups of every program at the home screen", true, run};
