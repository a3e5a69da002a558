/* kiosk.c - see kiosk.h. */
#define _GNU_SOURCE
#include "bench/kiosk.h"

#include "base/clock.h"
#include "base/conf.h"
#include "bench/tidy.h"
#include "up/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { START_MS = 60000, SETTLE_MS = 3000, FINGER_MS = 15 };

void kiosk_new(struct kiosk *kiosk, struct bench *bench)
{
    *kiosk = (struct kiosk){.bench = bench};
    kiosk->run = make_text(turn_text("%s/kiosk-%d", bench->folder, ++bench->n_kiosks));
}

int kiosk_up(struct kiosk *kiosk, const char *without)
{
    const struct bench *bench = kiosk->bench;
    bool sized = kiosk->width > 0;
    const char *const arguments[] = {turn_text("%s/anjungan", bench->tree.programs),
                                     "up",
                                     "--run",
                                     kiosk->run,
                                     "--demo",
                                     "--display",
                                     glass_name(bench->glass),
                                     "--set",
                                     "biller.poll=200",
                                     "--set",
                                     turn_text("folders.plugins=%s", bench->plugins),
                                     without ? "--without"
                                     : sized ? "--set"
                                             : NULL,
                                     without ? without : turn_text("screens.main.width=%d", kiosk->width),
                                     sized ? "--set" : NULL,
                                     turn_text("screens.main.height=%d", kiosk->height),
                                     NULL};
    return program_start(&kiosk->up, arguments, -1);
}

static int open_robot(struct kiosk *kiosk)
{
    kiosk->site = (struct site){.run = kiosk->run, .name = ""};
    kiosk->site.settings = conf_read_file(turn_text("%s/site.conf", kiosk->run));
    if (!kiosk->site.settings)
        return E_IO;
    int code = robot_open(&kiosk->robot, &kiosk->site, turn_text("%s/robot", kiosk->run), false);
    kiosk->has_robot = code == OK;
    if (code == OK)
        display_hold(kiosk->robot.display, FINGER_MS);
    return code;
}

/* The settings are there before any program is. */
static bool is_made(const struct kiosk *kiosk)
{
    return access(turn_text("%s/run/up/control", kiosk->run), F_OK) == 0;
}

int kiosk_wait(struct kiosk *kiosk)
{
    int64_t until = clock_ms() + START_MS;
    while (!is_made(kiosk) && program_runs(&kiosk->up) && clock_ms() < until)
        usleep(10000);
    if (!is_made(kiosk))
        return fail(E_GONE, "anjungan up did not start a kiosk in %s", kiosk->run);
    if (!kiosk->has_robot && open_robot(kiosk) < 0)
        return E_STATE;
    struct wanted home = {.kind = "home", .shown = "service:*", .target = "tab:agency"};
    return robot_wait(&kiosk->robot, &kiosk->robot.main, home, until - clock_ms());
}

int kiosk_open(struct kiosk *kiosk, struct bench *bench)
{
    return kiosk_open_sized(kiosk, bench, 0, 0);
}

int kiosk_open_sized(struct kiosk *kiosk, struct bench *bench, int width, int height)
{
    kiosk_new(kiosk, bench);
    kiosk->width = width;
    kiosk->height = height;
    if (kiosk_up(kiosk, NULL) < 0 || kiosk_wait(kiosk) < 0)
        return E_STATE;
    robot_rest(SETTLE_MS);
    return OK;
}

void kiosk_down(struct kiosk *kiosk)
{
    if (kiosk->has_robot)
        robot_close(&kiosk->robot);
    json_decref(kiosk->site.settings);
    kiosk->site.settings = NULL;
    kiosk->has_robot = false;
    program_stop(&kiosk->up);
}

void kiosk_close(struct kiosk *kiosk)
{
    kiosk_down(kiosk);
    tidy_remove(kiosk->run);
    free(kiosk->run);
    turn_end();
}

int kiosk_programs(struct kiosk *kiosk, struct kiosk_program list[KIOSK_PROGRAMS])
{
    size_t i;
    const json_t *row;
    char *answer = ask_line(kiosk->run, "run/up/control", "the supervisor", "status");
    json_t *rows = json_loads(answer ? answer : "[]", 0, NULL);
    int n = 0;
    list[n++] = (struct kiosk_program){"up", kiosk->up.pid};
    json_array_foreach (rows, i, row) {
        if (!json_truth(row, "running") || n == KIOSK_PROGRAMS)
            continue;
        snprintf(list[n].name, sizeof list[n].name, "%s", json_text(row, "name"));
        list[n++].pid = (pid_t)json_number(row, "pid", 0);
    }
    json_decref(rows);
    free(answer);
    return n;
}

pid_t kiosk_pid(struct kiosk *kiosk, const char *name)
{
    struct kiosk_program list[KIOSK_PROGRAMS];
    int n = kiosk_programs(kiosk, list);
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0)
            return list[i].pid;
    return 0;
}

struct area kiosk_window(const struct kiosk *kiosk)
{
    const json_t *main = json_at(kiosk->site.settings, "screens.main");
    return (struct area){(int)json_number(main, "x", 0), (int)json_number(main, "y", 0),
                         (int)json_number(main, "width", 1080), (int)json_number(main, "height", 1920)};
}

int kiosk_visit(struct kiosk *kiosk, void (*arrived)(struct visit *visit, void *mine), void *mine)
{
    struct errand errand = {.service = "polri.skck", .arrived = arrived, .mine = mine};
    struct visit visit = {0};
    int code = visit_run(&visit, &kiosk->robot, &errand);
    if (code == OK)
        code = visit_close(&visit);
    visit_free(&visit);
    turn_end();
    return code;
}
