/* test.c - `anjungan test`: the cases of test.lua, every way through, and the recorded journals; told as TAP. */
#define _GNU_SOURCE
#include "kit/kit.h"

#include "kit/cases.h"
#include "kit/journals.h"
#include "kit/trial.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct report {
    int n, failed;
};

LIKE_PRINTF(3) static void told(struct report *report, bool good, const char *format, ...)
{
    va_list args;
    printf("%sok %d - ", good ? "" : "not ", ++report->n);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    report->failed += !good;
}

/* "main.lua:12: what" of a script belongs to its file, everything else to the line of the test. */
static void tell_wrong(const struct trial *t)
{
    const char *folder = t->survey->plugin->folder;
    size_t i;
    json_t *text;
    json_array_foreach (t->wrong, i, text) {
        const char *what = json_string_value(text);
        if (strncmp(what, "main.lua:", 9) == 0)
            printf("# %s/%s\n", folder, what);
        else
            printf("# %s:%d: %s\n", plugin_path(t->survey->plugin, TEST_LUA), (int)json_number(t->wanted, "line", 1),
                   what);
    }
}

static void run_case(struct report *report, struct survey *survey, const json_t *wanted, bool record)
{
    struct trial trial;
    trial_run(&trial, survey, wanted);
    bool good = json_array_size(trial.wrong) == 0;
    told(report, good, "%s", json_text(wanted, "name"));
    tell_wrong(&trial);
    if (good && record && !trial.refused && journal_record(&trial) == OK)
        puts("# recorded");
    trial_free(&trial);
    turn_end();
}

static bool is_wanted(const struct test_options *options, const json_t *one)
{
    return !options->only || strcasestr(json_text(one, "name"), options->only);
}

static void run_cases(struct report *report, struct survey *survey, const struct test_options *options)
{
    size_t i;
    json_t *one;
    json_array_foreach (survey->tests, i, one) {
        if (is_wanted(options, one))
            run_case(report, survey, one, options->record);
    }
}

static void run_ways(struct report *report, struct survey *survey)
{
    survey_walk(survey);
    told(report, survey->problems->n == 0, "every way: %s", survey_told(survey));
    problems_print(survey->problems, "# ");
}

static void run_journals(struct report *report, struct chair *chair, const struct plugin *plugin)
{
    json_t *names = journals_of(plugin), *name;
    size_t i;
    json_array_foreach (names, i, name) {
        const char *file = json_string_value(name), *wrong = journal_replay(chair, plugin, file);
        told(report, !wrong, "recorded: %s", file);
        if (wrong)
            printf("# %s/journals/%s: %s. If that is meant, record it again: anjungan test %s --record\n",
                   plugin->folder, file, wrong, plugin->folder);
        turn_end();
    }
    json_decref(names);
}

static void run_all(struct report *report, struct chair *chair, const struct plugin *plugin, struct problems *problems,
                    const struct test_options *options)
{
    struct survey survey;
    survey_open(&survey, chair, plugin, problems);
    survey_tests(&survey);
    if (json_array_size(survey.tests) == 0)
        printf("# %s has no tests yet: test(\"name\", { answers = { ... }, expect = { ... } })\n",
               plugin_path(plugin, TEST_LUA));
    run_cases(report, &survey, options);
    if (!options->only) {
        run_ways(report, &survey);
        run_journals(report, chair, plugin);
    } else if (problems->n > 0) {
        told(report, false, "test.lua and main.lua");
        problems_print(problems, "# ");
    }
    survey_close(&survey);
}

int kit_test(struct chair *chair, const struct test_options *options)
{
    struct report report = {0};
    struct problems *problems = problems_new();
    struct plugin *plugin = plugin_open(chair, options->folder, problems);
    if (plugin) {
        run_all(&report, chair, plugin, problems, options);
    } else {
        told(&report, false, "the files of %s", options->folder);
        problems_print(problems, "# ");
    }
    printf("1..%d\n# %d passed, %d failed\n", report.n, report.n - report.failed, report.failed);
    bool nothing = options->only && report.n == 0;
    if (nothing)
        printf("# no test has \"%s\" in its name\n", options->only);
    plugin_free(plugin);
    problems_free(problems);
    return report.failed > 0 || nothing;
}
