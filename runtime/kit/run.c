/* run.c - see run.h. */
#define _GNU_SOURCE
#include "kit/run.h"

#include "base/memfile.h"

#include <stdlib.h>
#include <string.h>

enum { BEGUN_MAX = 100 }; /* a child may compute 5 s in all: it is replaced long before */

static json_t *lost(const struct run *run)
{
    const char *after = run->step ? turn_text(" after \"%s\"", json_text(run->step, "key")) : "";
    return json_pack("{ss,ss}", "type", "error", "message",
                     turn_text("main.lua: the script was stopped%s: it computes without an end, or wants more than 16 "
                               "MiB; look for a loop that never ends",
                               after));
}

static void hear(struct run *run)
{
    struct packet packet;
    json_decref(run->said);
    if (kid_hear(&run->kid, &door_child_to_core, &packet)) {
        run->said = json_incref(packet.body);
        packet_free(&packet);
    } else {
        run->said = lost(run);
        run->lost = true;
        run->begun = BEGUN_MAX;
    }
    if (!run_said(run, "step"))
        return;
    json_decref(run->step);
    run->step = json_incref(run->said);
}

static void begin(struct run *run)
{
    if (run->kid.socket < 0 || run->begun >= BEGUN_MAX) {
        kid_drop(run->chair, &run->kid);
        run->kid = kid_fork(run->chair, "visit");
        run->begun = 0;
    }
    run->begun++;
    char *rows = json_write(run->journal);
    int fds[] = {memfile_make("main.lua", run->source, strlen(run->source)),
                 memfile_make("journal", rows, strlen(rows))};
    must(fds[0] >= 0 && fds[1] >= 0);
    free(rows);
    kid_say(&run->kid, json_pack("{ss,ss,sO*}", "type", "begin", "service", "kit", "input", run->input), fds, 2);
    hear(run);
}

void run_open(struct run *run, struct chair *chair, const char *source, const json_t *input)
{
    *run = (struct run){.chair = chair, .kid.socket = -1, .source = source, .input = input, .journal = json_array()};
    begin(run);
}

void run_close(struct run *run)
{
    kid_drop(run->chair, &run->kid);
    json_decref(run->journal);
    json_decref(run->said);
    json_decref(run->step);
}

static void cut(json_t *journal, size_t n)
{
    while (json_array_size(journal) > n)
        json_array_remove(journal, json_array_size(journal) - 1);
}

static json_t *row_of(const json_t *step, json_t *value)
{
    static const char *const kept[] = {"key", "class", "kind", "sig"};
    json_t *row = json_object();
    for (size_t i = 0; i < COUNT(kept); i++)
        json_object_set(row, kept[i], json_object_get(step, kept[i]));
    if (value)
        json_object_set(row, "value", value);
    return row;
}

void run_answer(struct run *run, json_t *value)
{
    must(run->step != NULL);
    cut(run->journal, (size_t)json_number(run->step, "at", 0));
    json_array_append_new(run->journal, row_of(run->step, value));
    kid_say(&run->kid, json_pack("{ss,so*}", "type", "answer", "value", value), NULL, 0);
    hear(run);
    if (run_said(run, "refuse"))
        cut(run->journal, json_array_size(run->journal) - 1);
}

void run_again(struct run *run, size_t n)
{
    cut(run->journal, n);
    begin(run);
}

void run_with(struct run *run, const json_t *rows)
{
    json_decref(run->journal);
    run->journal = json_copy((json_t *)(uintptr_t)rows);
    begin(run);
}

void run_kill(struct run *run)
{
    run->begun = BEGUN_MAX;
    begin(run);
}

bool run_said(const struct run *run, const char *type)
{
    return strcmp(json_text(run->said, "type"), type) == 0;
}

const char *run_key(const struct run *run)
{
    return json_text(run->step, "key");
}

const json_t *run_options(const struct run *run)
{
    return json_object_get(run->step, "options");
}
