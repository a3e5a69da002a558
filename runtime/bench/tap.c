/* tap.c - from the finger to the pixel, on the keyboard of a question.
 *
 * A key shows that it is pressed when the finger comes down, and writes when the finger leaves: both are timed, from
 * just before the event goes to the X server until the first pixel of the key, or of the page above the keyboard,
 * differs. */
#define _GNU_SOURCE
#include "bench/kiosk.h"
#include "bench/proc.h"

#include <string.h>

enum {
    PAGE_MS = 5000,
    NEVER_MS = 2000,
    HELD_MS = 40,
    PAUSE_MS = 60,
    LETTERS = 12, /* written, then deleted again */
    HEADER = 140, /* the clock is there */
    GAP = 12
};

struct taps {
    struct kiosk *kiosk;
    struct look key, field;
    struct samples pressed, written, missed;
};

static struct area area_of(const struct kiosk *kiosk, const json_t *target)
{
    struct area window = probe_window(&kiosk->robot.main);
    return (struct area){window.x + (int)json_number(target, "x", 0), window.y + (int)json_number(target, "y", 0),
                         (int)json_number(target, "width", 0), (int)json_number(target, "height", 0)};
}

/* What lies between the header and the highest key: the field is there. */
static struct area field_area(const struct kiosk *kiosk)
{
    size_t i;
    const json_t *target;
    struct area window = probe_window(&kiosk->robot.main), key;
    int top = window.y + window.height;
    json_array_foreach (json_object_get(kiosk->robot.main.now, "targets"), i, target) {
        key = area_of(kiosk, target);
        if (strncmp(json_text(target, "id"), "key:", 4) == 0 && key.y < top)
            top = key.y;
    }
    return (struct area){window.x, window.y + HEADER, window.width, top - GAP - window.y - HEADER};
}

static void take(struct samples *samples, struct samples *missed, double began, double seen)
{
    samples_add(seen < 0 ? missed : samples, seen < 0 ? 1 : seen - began);
}

static int tap_once(struct taps *taps, const char *id)
{
    struct kiosk *kiosk = taps->kiosk;
    const struct glass *glass = kiosk->bench->glass;
    struct display *display = kiosk->robot.display;
    if (robot_wait(&kiosk->robot, &kiosk->robot.main, (struct wanted){.target = id}, PAGE_MS) < 0)
        return E_STATE;
    struct area key = area_of(kiosk, probe_target(&kiosk->robot.main, id));
    display_point(display, key.x + key.width / 2, key.y + key.height / 2);
    look_take(&taps->key, glass, key);
    double began = stats_now();
    display_press(display);
    take(&taps->pressed, &taps->missed, began, look_wait(&taps->key, glass, NEVER_MS));
    robot_rest(HELD_MS);
    look_take(&taps->field, glass, field_area(kiosk));
    display_release(display);
    take(&taps->written, &taps->missed, display_released(display), look_wait(&taps->field, glass, NEVER_MS));
    robot_rest(PAUSE_MS);
    turn_end();
    return OK;
}

static int open_question(struct kiosk *kiosk)
{
    struct robot *robot = &kiosk->robot;
    if (robot_find(robot, "service:hello") < 0)
        return E_STATE;
    return robot_wait(robot, &robot->main, (struct wanted){.kind = "text", .target = "key:A"}, PAGE_MS);
}

static int tap_keys(struct taps *taps, int n)
{
    static const char *const keys[] = {"key:A", "key:N", "key:J", "key:U", "key:G", "key:S"};
    int code = OK;
    for (int i = 0; i < n && code == OK; i++)
        code = tap_once(taps, i / LETTERS % 2 ? "key:delete" : keys[(size_t)i % COUNT(keys)]);
    return code;
}

/* What is slowest to draw: the largest text on the deepest ground. */
static int make_hard(struct kiosk *kiosk)
{
    static const char *const taps[] = {"bar:text", "bar:text", "bar:contrast"};
    for (size_t i = 0; i < COUNT(taps); i++)
        if (robot_tap_and_see(&kiosk->robot, taps[i], PAGE_MS) < 0)
            return E_STATE;
    robot_rest(PAUSE_MS);
    return OK;
}

static int tap_and_count(struct taps *taps, int n, const char *where)
{
    struct report *report = &taps->kiosk->bench->report;
    pid_t window = kiosk_pid(taps->kiosk, "main"), server = glass_pid(taps->kiosk->bench->glass);
    struct proc_use before[2], after[2];
    if (proc_use(window, &before[0]) < 0 || proc_use(server, &before[1]) < 0)
        return fail(E_GONE, "the window or the X server is gone");
    int code = tap_keys(taps, n);
    if (code < 0 || proc_use(window, &after[0]) < 0 || proc_use(server, &after[1]) < 0)
        return code < 0 ? code : fail(E_GONE, "the window or the X server is gone");
    report_row(report, turn_text("press to the key's pixels%s", where), "ms", &taps->pressed);
    report_row(report, turn_text("release to the letter's pixels%s", where), "ms", &taps->written);
    report_value(report, turn_text("CPU of the window, a tap%s", where), "ms", (after[0].cpu - before[0].cpu) / n);
    report_value(report, turn_text("CPU of the X server, a tap%s", where), "ms", (after[1].cpu - before[1].cpu) / n);
    return taps->missed.n ? fail(E_TIMEOUT, "%zu taps changed nothing within %d ms", taps->missed.n, NEVER_MS) : OK;
}

/* A kiosk with a window of this size. A panel of 60 Hz shows a frame every 16.7 ms: a letter is to be in the next one.
 */
static int measure(struct bench *bench, int width, int height, const char *where, const char *hard)
{
    struct kiosk kiosk;
    struct taps taps = {.kiosk = &kiosk};
    int code = kiosk_open_sized(&kiosk, bench, width, height);
    if (code == OK)
        code = open_question(&kiosk);
    if (code == OK)
        code = tap_and_count(&taps, bench->options->taps, where);
    if (code == OK)
        code = make_hard(&kiosk);
    if (code == OK)
        code = tap_and_count(&taps, bench->options->taps, hard);
    look_free(&taps.key);
    look_free(&taps.field);
    samples_free(&taps.missed);
    kiosk_close(&kiosk);
    return code;
}

static int run(struct bench *bench)
{
    int code = measure(bench, 0, 0, "", "; largest text, high contrast");
    return code < 0 ? code : measure(bench, 768, 1366, "; 768x1366", "; 768x1366, largest text, high contrast");
}

const struct measure measure_tap = {"tap", "from the finger to the pixel", true, run};
