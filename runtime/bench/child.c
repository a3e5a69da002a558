/* child.c - a citizen's process: from the wish for one to its first question, and from its death to where it was.
 *
 * The nursery is the real program; this file is core. The script is the shipped one for a police certificate; the
 * replay is a script of forty questions with forty answers in the journal. */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "bench/program.h"
#include "bench/tidy.h"

#include "base/memfile.h"
#include "base/wire.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ANSWERS = 40, SOURCE_MAX = 64 * 1024, PATIENCE_MS = 20000 };

struct nursery {
    char *run;
    struct program program;
    int listener, socket;
    int64_t last; /* child */
};

static int hear(int fd, const struct door *door, struct packet *packet)
{
    struct pollfd wait = {fd, POLLIN, 0};
    if (poll(&wait, 1, PATIENCE_MS) <= 0)
        return fail(E_TIMEOUT, "the nursery or its child did not answer");
    return wire_receive(fd, door, packet);
}

static int say_packet(int fd, json_t *body, const int *fds, int n_fds)
{
    int code = wire_send(fd, body, fds, n_fds);
    json_decref(body);
    return code;
}

static int make_run(struct nursery *nursery)
{
    static const char site[] = "name = \"bench\";\n";
    const char *const folders[] = {"", "/run", "/run/flow"};
    for (size_t i = 0; i < COUNT(folders); i++)
        if (mkdir(turn_text("%s%s", nursery->run, folders[i]), 0700) < 0)
            return fail_errno("%s%s", nursery->run, folders[i]);
    return file_write_path(turn_text("%s/site.conf", nursery->run), site, strlen(site), 0600);
}

static int open_nursery(struct nursery *nursery, const struct bench *bench)
{
    struct packet hello;
    const char *const arguments[] = {turn_text("%s/anjungan-flow", bench->tree.programs), "--run", nursery->run, NULL};
    if (make_run(nursery) < 0 || (nursery->listener = wire_listen(wire_path(nursery->run, "flow"))) < 0 ||
        program_start(&nursery->program, arguments, -1) < 0)
        return E_IO;
    struct pollfd wait = {nursery->listener, POLLIN, 0};
    if (poll(&wait, 1, PATIENCE_MS) <= 0 || (nursery->socket = wire_accept(nursery->listener)) < 0)
        return fail(E_TIMEOUT, "the nursery did not come");
    int code = hear(nursery->socket, &door_nursery_to_core, &hello);
    if (code == OK)
        packet_free(&hello);
    return code;
}

static void close_nursery(struct nursery *nursery)
{
    program_stop(&nursery->program);
    close(nursery->socket);
    close(nursery->listener);
    tidy_remove(nursery->run);
    free(nursery->run);
}

/* The child's socket, or a negative result. */
static int fork_child(struct nursery *nursery)
{
    struct packet packet;
    json_t *body = json_pack("{ss,sI,ss}", "type", "fork", "child", (json_int_t)++nursery->last, "work", "visit");
    int code = say_packet(nursery->socket, body, NULL, 0);
    if (code == OK)
        code = hear(nursery->socket, &door_nursery_to_core, &packet);
    if (code < 0)
        return code;
    int fd = packet.n_fds ? packet_take(&packet, 0) : fail(E_STATE, "the nursery gave no child");
    packet_free(&packet);
    return fd;
}

/* Its end is reported; nothing is measured meanwhile. */
static int end_child(const struct nursery *nursery, int child)
{
    struct packet gone;
    close(child);
    int code = hear(nursery->socket, &door_nursery_to_core, &gone);
    if (code == OK)
        packet_free(&gone);
    return code;
}

/* The child's next packet (json_decref it), or NULL. */
static json_t *hear_child(int child)
{
    struct packet packet;
    if (hear(child, &door_child_to_core, &packet) < 0)
        return NULL;
    json_t *body = json_incref(packet.body);
    packet_free(&packet);
    if (strcmp(json_text(body, "type"), "step") == 0)
        return body;
    fail(E_STATE, "the script did not ask: %s %s", json_text(body, "type"), json_text(body, "message"));
    json_decref(body);
    return NULL;
}

static json_t *begin(int child, const char *source, const json_t *journal)
{
    char *rows = json_write(journal);
    int fds[2] = {memfile_make("main.lua", source, strlen(source)), memfile_make("journal", rows, strlen(rows))};
    int code = say_packet(child, json_pack("{ss,ss}", "type", "begin", "service", "bench"), fds, 2);
    close(fds[0]);
    close(fds[1]);
    free(rows);
    return code == OK ? hear_child(child) : NULL;
}

static int measure_first(struct nursery *nursery, const char *source, int n, struct samples *took)
{
    json_t *nothing = json_array();
    int code = OK;
    for (int i = 0; i < n && code == OK; i++) {
        double began = stats_now();
        int child = fork_child(nursery);
        json_t *step = child >= 0 ? begin(child, source, nothing) : NULL;
        samples_add(took, stats_now() - began);
        code = step ? end_child(nursery, child) : E_STATE;
        json_decref(step);
        turn_end();
    }
    json_decref(nothing);
    return code;
}

static json_t *row_of(const json_t *step)
{
    static const char *const kept[] = {"key", "class", "kind", "sig"};
    json_t *row = json_pack("{ss}", "value", "an answer");
    for (size_t i = 0; i < COUNT(kept); i++)
        json_object_set(row, kept[i], json_object_get(step, kept[i]));
    return row;
}

/* Answers every question once; the times, and the journal for the replay. */
static int answer_all(int child, const char *source, json_t *journal, struct samples *took)
{
    json_t *step = begin(child, source, journal);
    for (int i = 0; i < ANSWERS && step; i++) {
        json_array_append_new(journal, row_of(step));
        json_decref(step);
        double began = stats_now();
        say_packet(child, json_pack("{ss,ss}", "type", "answer", "value", "an answer"), NULL, 0);
        step = hear_child(child);
        samples_add(took, stats_now() - began);
    }
    json_decref(step);
    return step ? OK : E_STATE;
}

static int measure_replay(struct nursery *nursery, int n, struct samples *answered, struct samples *replayed)
{
    char *source = turn_text("%s", "");
    for (int i = 0; i <= ANSWERS; i++)
        source = turn_text("%sask.text { \"q%d\", max = 40 }\n", source, i);
    source = make_text(source);
    json_t *journal = json_array();
    int child = fork_child(nursery), code = child < 0 ? child : answer_all(child, source, journal, answered);
    for (int i = 0; i < n && code == OK; i++) {
        double began = stats_now();
        json_t *step = begin(child, source, journal);
        samples_add(replayed, stats_now() - began);
        code = step && json_number(step, "at", 0) == ANSWERS ? OK : fail(E_STATE, "the replay did not arrive");
        json_decref(step);
        turn_end();
    }
    if (child >= 0)
        end_child(nursery, child);
    json_decref(journal);
    free(source);
    return code;
}

static int measure_all(struct nursery *nursery, const struct bench *bench, struct report *report)
{
    struct samples first = {0}, answered = {0}, replayed = {0};
    char *source;
    size_t n;
    int code = file_read_path(turn_text("%s/polri.skck/main.lua", bench->tree.plugins), SOURCE_MAX, &source, &n);
    if (code < 0)
        return code;
    code = measure_first(nursery, source, bench->options->children, &first);
    if (code == OK)
        code = measure_replay(nursery, bench->options->children, &answered, &replayed);
    report_row(report, "fork to the first step (SKCK)", "ms", &first);
    report_row(report, "an answer to the next step", "ms", &answered);
    report_row(report, turn_text("begin again with %d answers", ANSWERS), "ms", &replayed);
    free(source);
    return code;
}

static int run(struct bench *bench)
{
    struct nursery nursery = {.listener = -1, .socket = -1};
    nursery.run = make_text(turn_text("%s/nursery", bench->folder));
    int code = open_nursery(&nursery, bench);
    if (code == OK)
        code = measure_all(&nursery, bench, &bench->report);
    close_nursery(&nursery);
    return code;
}

const struct measure measure_child = {"child", "a citizen's process: first step, answer, replay", false, run};
