/* bench.c - see bench.h.
 *
 * Standard error of the work is a file: robot and programs tell there what they do, and its last line is the reason
 * when a measure fails. */
#define _GNU_SOURCE
#include "bench/bench.h"

#include "bench/machine.h"
#include "bench/proc.h"
#include "bench/program.h"
#include "bench/services.h"
#include "bench/tidy.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GLASS_WIDTH = 3000, GLASS_HEIGHT = 1920, WHY = 512 };

const struct bench_options bench_usual = {.starts = 10,
                                          .visits = 200,
                                          .seconds = 60,
                                          .taps = 200,
                                          .asked = 20,
                                          .children = 200,
                                          .letters = 4000,
                                          .slips = 20,
                                          .plugins = 500};

const struct bench_options bench_quick = {.starts = 2,
                                          .visits = 2,
                                          .seconds = 3,
                                          .taps = 20,
                                          .asked = 1,
                                          .children = 20,
                                          .letters = 400,
                                          .slips = 2,
                                          .plugins = 20};

static const struct measure *const measures[] = {&measure_start,    &measure_memory,   &measure_idle,    &measure_tap,
                                                 &measure_question, &measure_child,    &measure_letters, &measure_slip,
                                                 &measure_device,   &measure_delivery, &measure_plugins};

void bench_list(FILE *to)
{
    for (size_t i = 0; i < COUNT(measures); i++)
        fprintf(to, "  %-10s %s\n", measures[i]->name, measures[i]->what);
}

/* True when the comma-separated list holds these n letters as one name. */
static bool has_name(const char *list, const char *name, size_t n)
{
    for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == n && strncmp(at, name, n) == 0)
            return true;
    return false;
}

bool bench_knows(const char *names)
{
    const char *known = "";
    for (size_t i = 0; i < COUNT(measures); i++)
        known = turn_text("%s%s,", known, measures[i]->name);
    for (const char *at = names; *at; at += strcspn(at, ","), at += *at == ',')
        if (!has_name(known, at, strcspn(at, ",")))
            return false;
    return *names != 0;
}

static bool wanted(const struct bench *bench, const struct measure *measure)
{
    return !bench->options->only || has_name(bench->options->only, measure->name, strlen(measure->name));
}

/* The last line of the log. */
static char *last_line(const struct bench *bench)
{
    char tail[WHY] = "";
    int fd = open(turn_text("%s/log", bench->folder), O_RDONLY | O_CLOEXEC);
    off_t end = lseek(fd, 0, SEEK_END);
    ssize_t n = pread(fd, tail, sizeof tail - 1, end > WHY - 1 ? end - (WHY - 1) : 0);
    close(fd);
    while (n > 0 && tail[n - 1] == '\n')
        tail[--n] = 0;
    char *line = strrchr(tail, '\n');
    line = line ? line + 1 : tail;
    return turn_text("%s", line[0] == '<' && line[1] && line[2] == '>' ? line + 3 : line);
}

static int open_glass(struct bench *bench)
{
    if (!bench->glass)
        bench->glass = glass_open(bench->folder, GLASS_WIDTH, GLASS_HEIGHT);
    return bench->glass ? OK : E_GONE;
}

/* CPU of everything that is ours, ended or not. The kiosks of a measure have ended when it ends. */
static double own_cpu(const struct bench *bench)
{
    struct proc_use server = {0};
    if (bench->glass)
        proc_use(glass_pid(bench->glass), &server);
    return proc_own() + server.cpu;
}

static int run_one(struct bench *bench, const struct measure *measure)
{
    report_begin(&bench->report, measure->name);
    if (bench->terminal >= 0)
        dprintf(bench->terminal, "%-10s ...\r", measure->name); /* the first row goes over it */
    int code = measure->on_glass ? open_glass(bench) : OK;
    double began = stats_now(), busy = proc_busy(), own = own_cpu(bench);
    if (code == OK)
        code = measure->run(bench);
    if (code < 0)
        report_failure(&bench->report, code, last_line(bench));
    double others = proc_busy() - busy - (own_cpu(bench) - own);
    report_end(&bench->report, others > 0 ? others / (stats_now() - began) : 0);
    turn_end();
    return code;
}

static int run_all(struct bench *bench)
{
    int worst = OK;
    for (size_t i = 0; i < COUNT(measures); i++)
        if (wanted(bench, measures[i]) && run_one(bench, measures[i]) < 0)
            worst = E_STATE;
    return worst;
}

static json_t *read_conditions(const struct bench *bench)
{
    json_t *conditions = machine_read(bench->folder);
    json_object_set_new(
        conditions, "display",
        json_sprintf("Xvfb %dx%dx24, citizen's window 1080x1920, wall window 1920x1080", GLASS_WIDTH, GLASS_HEIGHT));
    json_object_set_new(conditions, "services",
                        json_sprintf("the shipped ones and %d generated", bench->options->services));
    return conditions;
}

static int open_log(const struct bench *bench, const char *name)
{
    int fd = open(turn_text("%s/%s", bench->folder, name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return fd < 0 ? fail_errno("a log in %s", bench->folder) : fd;
}

static int redirect_logs(struct bench *bench)
{
    int own = open_log(bench, "log"), programs = open_log(bench, "programs.log");
    if (own < 0 || programs < 0)
        return E_IO;
    bench->terminal = isatty(STDOUT_FILENO) && isatty(STDERR_FILENO) ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3) : -1;
    dup2(own, STDERR_FILENO);
    close(own);
    program_log(programs);
    return OK;
}

static int open_folder(struct bench *bench)
{
    int code = tree_find(&bench->tree);
    bench->plugins = bench->tree.plugins;
    if (code < 0 || bench->options->services == 0)
        return code;
    bench->plugins = make_text(turn_text("%s/plugins", bench->folder));
    return services_make(bench->plugins, bench->tree.plugins, bench->options->services);
}

static int work(void *mine, const char *folder)
{
    struct bench *bench = mine;
    bench->folder = folder;
    if (open_folder(bench) < 0)
        return 1;
    json_t *conditions = read_conditions(bench);
    report_open(&bench->report, stdout, conditions);
    int code = redirect_logs(bench) == OK ? run_all(bench) : E_IO;
    glass_close(bench->glass);
    if (report_close(&bench->report, conditions, bench->options->json) < 0)
        code = E_IO;
    if (bench->plugins != bench->tree.plugins)
        free((char *)(uintptr_t)bench->plugins);
    tree_free(&bench->tree);
    turn_end();
    return code < 0;
}

int bench_run(const struct bench_options *options)
{
    struct bench bench = {.options = options};
    int code = tidy_run(options->folder, work, &bench);
    return code < 0 ? 1 : code;
}
