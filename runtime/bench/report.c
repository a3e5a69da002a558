/* report.c - see report.h. */
#include "bench/report.h"

#include "base/memfile.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 118 };

static void print_conditions(FILE *to, const json_t *conditions)
{
    const char *name;
    const json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)conditions, name, value) {
        fprintf(to, "%-10s %s\n", name, json_string_value(value));
    }
}

static void print_rule(FILE *to)
{
    for (int i = 0; i < LINE; i++)
        putc('-', to);
    putc('\n', to);
}

void report_open(struct report *report, FILE *to, const json_t *conditions)
{
    *report = (struct report){.to = to, .rows = json_array(), .failures = json_array()};
    print_conditions(to, conditions);
    print_rule(to);
    fprintf(to, "%-10s %-46s %-9s %5s %9s %9s %9s %9s\n", "measure", "what", "unit", "n", "median", "p99", "min",
            "max");
    print_rule(to);
    fflush(to);
}

void report_begin(struct report *report, const char *measure)
{
    report->measure = measure;
    report->first = json_array_size(report->rows);
}

void report_row(struct report *report, const char *what, const char *unit, struct samples *samples)
{
    json_t *all = json_array();
    for (size_t i = 0; i < samples->n; i++)
        json_array_append_new(all, json_real(samples->at[i]));
    json_array_append_new(report->rows, json_pack("{ss,ss,ss,so}", "measure", report->measure, "what", what, "unit",
                                                  unit, "samples", all));
    samples_free(samples);
}

void report_value(struct report *report, const char *what, const char *unit, double value)
{
    struct samples one = {0};
    samples_add(&one, value);
    report_row(report, what, unit, &one);
}

/* As many decimals as say something. */
static const char *number(double value)
{
    double size = value < 0 ? -value : value;
    return turn_text("%.*f", size >= 1000 || size == 0 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3, value);
}

static void print_row(const struct report *report, const json_t *row)
{
    size_t i;
    const json_t *value;
    struct samples s = {0};
    json_array_foreach (json_object_get(row, "samples"), i, value) {
        samples_add(&s, json_real_value(value));
    }
    fprintf(report->to, "%-10s %-46s %-9s %5zu %9s", json_text(row, "measure"), json_text(row, "what"),
            json_text(row, "unit"), s.n, s.n ? number(samples_part(&s, 0.5)) : "-");
    if (s.n > 1)
        fprintf(report->to, " %9s %9s %9s", s.n >= 100 ? number(samples_part(&s, 0.99)) : "-",
                number(samples_part(&s, 0)), number(samples_part(&s, 1)));
    putc('\n', report->to);
    samples_free(&s);
}

void report_end(struct report *report, double others)
{
    for (size_t i = report->first; i < json_array_size(report->rows); i++) {
        json_t *row = json_array_get(report->rows, i);
        json_object_set_new(row, "others", json_real(others));
        print_row(report, row);
    }
    if (json_array_size(report->rows) > report->first)
        fprintf(report->to, "%-10s others used %.2f cores meanwhile\n", "", others);
    print_rule(report->to);
    fflush(report->to);
}

int report_failure(struct report *report, int code, const char *why)
{
    fprintf(report->to, "%-10s NOT MEASURED: %s\n", report->measure, why);
    json_array_append_new(report->failures, json_pack("{ss,ss}", "measure", report->measure, "why", why));
    return code;
}

int report_close(struct report *report, json_t *conditions, const char *path)
{
    int code = OK;
    json_t *all = json_pack("{so,so,so}", "conditions", conditions, "rows", report->rows, "failures", report->failures);
    if (path) {
        char *text = json_dumps(all, JSON_INDENT(1) | JSON_REAL_PRECISION(7));
        code = file_write_path(path, text, strlen(text), 0644);
        free(text);
    }
    json_decref(all);
    return code;
}
