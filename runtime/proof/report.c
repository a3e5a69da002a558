/* report.c - see report.h. The format of the JSON is in hw/README.md. */
#define _GNU_SOURCE
#include "proof/report.h"

#include "base/clock.h"
#include "base/memfile.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 64 << 20, FORMAT = 1, SHOWN = 40 };

static json_t *hash_of(const char *path)
{
    char *bytes, hex[2 * crypto_hash_sha256_BYTES + 1];
    size_t n;
    unsigned char hash[crypto_hash_sha256_BYTES];
    if (file_read_path(path, FILE_MAX, &bytes, &n) < 0)
        return json_null();
    crypto_hash_sha256(hash, (const unsigned char *)bytes, n);
    free(bytes);
    return json_string(sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
}

void report_open(struct report *report, const char *driver, const char *keep)
{
    *report = (struct report){.keep = keep, .file = driver, .stages = json_array()};
    report->root = json_pack("{si,ss,so,ss,so}", "format", FORMAT, "file", driver, "sha256", hash_of(driver), "kit",
                             base_build(), "stages", report->stages);
    must(report->root != NULL);
}

void report_free(struct report *report)
{
    json_decref(report->root);
    *report = (struct report){0};
}

int report_write(struct report *report, const char *path)
{
    if (!path)
        return OK;
    char *text = json_dumps(report->root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    must(text != NULL);
    int code = file_write_path(path, text, strlen(text), 0644);
    free(text);
    return code;
}

void report_stage(struct report *report, const char *name)
{
    report->stage = json_pack("{ss,si,si,s[]}", "name", name, "cases", 0, "ms", 0, "failures");
    report->since = clock_ms();
    json_array_append_new(report->stages, report->stage);
}

size_t report_failures(const struct report *report)
{
    return json_array_size(json_object_get(report->stage, "failures"));
}

void report_end_stage(struct report *report, size_t cases)
{
    size_t failures = report_failures(report);
    int64_t ms = clock_ms() - report->since;
    json_object_set_new(report->stage, "cases", json_integer((json_int_t)cases));
    json_object_set_new(report->stage, "ms", json_integer(ms));
    printf("%-12s %-6s %zu case%s\n", json_text(report->stage, "name"), failures ? "FAILED" : "ok", cases,
           cases == 1 ? "" : "s");
    fflush(stdout);
}

static char *text_of(const struct scene *scene, const char *where, const char *what)
{
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    must(to != NULL);
    fprintf(to, "# %s\n# %s\n", where, what);
    if (scene->n == 0 || scene->lines[0].word != SCENE)
        fputs("scene shown again\n", to);
    scene_write(scene, to);
    fclose(to);
    return text;
}

/* The first lines of it; all of them are in the file. */
static void print_text(const char *text)
{
    int lines = 0;
    for (const char *at = text; *at && lines < SHOWN; lines++) {
        size_t n = strcspn(at, "\n");
        printf("    %.*s%s\n", (int)(n < 100 ? n : 100), at, n < 100 ? "" : " ...");
        at += n + (at[n] == '\n');
    }
    if (lines == SHOWN)
        puts("    ... (--keep DIR writes all of it)");
}

static void keep_text(struct report *report, const char *name, const char *text)
{
    char *path = turn_text("%s/%s.txt", report->keep, name);
    mkdir(report->keep, 0755);
    if (file_write_path(path, text, strlen(text), 0644) == OK)
        printf("    kept as %s\n", path);
}

void report_failure(struct report *report, const char *where, const char *what, const struct scene *scene)
{
    char *text = scene ? text_of(scene, where, what) : NULL;
    json_t *failure = json_pack("{ss,ss}", "where", where, "what", what);
    report->n_failures++;
    printf("FAILED: %s\n  %s\n", where, what);
    if (text) {
        json_object_set_new(failure, "transcript", json_string(text));
        print_text(text);
        if (report->keep)
            keep_text(report, turn_text("%zu", report->n_failures), text);
    }
    json_array_append_new(json_object_get(report->stage, "failures"), failure);
    free(text);
}

void report_scene(struct report *report, const char *name, const char *where, const struct scene *scene)
{
    if (!report->keep)
        return;
    char *text = text_of(scene, where, "it ended well");
    keep_text(report, name, text);
    free(text);
}
