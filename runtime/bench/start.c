/* start.c - from exec to a home screen that stays as it is.
 *
 * "First pixel": anything of the citizen's window differs from the empty display. "Home": the last pixel that changed
 * before the window stood still for a while, with services on it. The minute never changes meanwhile, because the clock
 * is painted then. */
#define _GNU_SOURCE
#include "bench/kiosk.h"
#include "bench/proc.h"

#include "base/clock.h"
#include "robot/control.h"

#include <unistd.h>

enum { CALM_MS = 700, PATIENCE_MS = 30000, EMPTY_MS = 300, NEEDED_MS = 8000, MINUTE_MS = 60000 };

struct start {
    struct samples first, home, cpu;
};

static void await_minute(void)
{
    int64_t left = MINUTE_MS - clock_wall_ms() % MINUTE_MS;
    if (left < NEEDED_MS)
        robot_rest(left);
}

static int take(struct start *start, struct watcher *watcher, double began)
{
    double home = watcher_calm(watcher, CALM_MS, stats_now() + PATIENCE_MS);
    if (home < 0)
        return fail(E_TIMEOUT, "the citizen's window never stood still");
    samples_add(&start->first, watcher_first(watcher) - began);
    samples_add(&start->home, home - began);
    return OK;
}

static int start_kiosk(struct kiosk *kiosk, struct start *start)
{
    await_minute();
    struct watcher *watcher = watcher_start(kiosk->bench->glass, (struct area){0, 0, 1080, 1920});
    int code = kiosk_up(kiosk, NULL);
    if (code == OK)
        code = kiosk_wait(kiosk);
    if (code == OK)
        code = take(start, watcher, kiosk->up.started);
    watcher_stop(watcher);
    kiosk_down(kiosk);
    robot_rest(EMPTY_MS); /* the display is black again */
    return code;
}

/* A first start makes the run folder, reads every plugin and finds the fonts; the next one finds all that. */
static int start_kiosks(struct bench *bench, struct start *fresh, struct start *again)
{
    int code = OK;
    for (int i = 0; i < bench->options->starts && code == OK; i++) {
        struct kiosk kiosk;
        kiosk_new(&kiosk, bench);
        code = start_kiosk(&kiosk, fresh);
        if (code == OK)
            code = start_kiosk(&kiosk, again);
        kiosk_close(&kiosk);
    }
    return code;
}

static int start_window(struct kiosk *kiosk, struct start *start)
{
    const char *const arguments[] = {turn_text("%s/anjungan-ui", kiosk->bench->tree.programs), "--run", kiosk->run,
                                     "main", NULL};
    struct program window;
    struct proc_use use;
    await_minute();
    struct watcher *watcher = watcher_start(kiosk->bench->glass, kiosk_window(kiosk));
    int code = program_start(&window, arguments, -1);
    if (code == OK)
        code = take(start, watcher, window.started);
    if (code == OK && proc_use(window.pid, &use) == OK)
        samples_add(&start->cpu, use.cpu);
    watcher_stop(watcher);
    program_stop(&window);
    robot_rest(EMPTY_MS);
    turn_end();
    return code;
}

static void forget(struct start *start)
{
    samples_free(&start->first);
    samples_free(&start->home);
    samples_free(&start->cpu);
}

/* The window alone, beside a core that runs. The first start warms the caches and is dropped. */
static int start_windows(struct bench *bench, struct start *start)
{
    struct kiosk kiosk;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = control_send(site_path(&kiosk.site, "run/up/control"), "stop main", NULL);
    robot_rest(EMPTY_MS);
    for (int i = 0; i <= bench->options->starts && code == OK; i++) {
        code = start_window(&kiosk, start);
        if (i == 0)
            forget(start);
    }
    kiosk_close(&kiosk);
    return code;
}

static void tell(struct report *report, const char *what, struct start *start)
{
    report_row(report, turn_text("%s: first pixel", what), "ms", &start->first);
    report_row(report, turn_text("%s: home", what), "ms", &start->home);
    if (start->cpu.n)
        report_row(report, turn_text("%s: its CPU until then", what), "ms", &start->cpu);
}

static int run(struct bench *bench)
{
    struct start fresh = {0}, again = {0}, window = {0};
    int code = start_kiosks(bench, &fresh, &again);
    if (code == OK)
        code = start_windows(bench, &window);
    tell(&bench->report, "kiosk, new run folder", &fresh);
    tell(&bench->report, "kiosk, known run folder", &again);
    tell(&bench->report, "window alone, core runs", &window);
    return code;
}

const struct measure measure_start = {"start", "from exec to the complete home screen", true, run};
