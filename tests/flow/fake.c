/* fake.c - see fake.h. */
#define _GNU_SOURCE
#include "fake.h"

#include "base/memfile.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 20000 };

static char *path_of(const struct fake *core, const char *below)
{
    return turn_text("%s/%s", core->run, below);
}

static int receive(int fd, const struct door *door, struct packet *packet, int ms)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    if (poll(&wait, 1, ms) <= 0)
        return E_TIMEOUT;
    return wire_receive(fd, door, packet);
}

void fake_accept(struct fake *core)
{
    struct pollfd wait = {.fd = core->listener, .events = POLLIN};
    struct packet packet;
    must(poll(&wait, 1, PATIENCE) == 1);
    core->socket = wire_accept(core->listener);
    must(core->socket >= 0);
    must(receive(core->socket, &door_nursery_to_core, &packet, PATIENCE) == OK);
    must(strcmp(packet_type(&packet), "hello") == 0);
    packet_free(&packet);
}

void fake_start(struct fake *core)
{
    static const char site[] = "name = \"Test\";\ndemo = true;\n";
    *core = (struct fake){.run = "/tmp/flow-XXXXXX"};
    must(mkdtemp(core->run) != NULL);
    mkdir(path_of(core, "run"), 0700);
    mkdir(path_of(core, "run/flow"), 0700);
    must(file_write_path(path_of(core, "site.conf"), site, strlen(site), 0600) == OK);
    core->listener = wire_listen(wire_path(core->run, "flow"));
    must(core->listener >= 0);
    core->pid = fork();
    if (core->pid == 0) {
        execl(BUILD "/bin/anjungan-flow", "anjungan-flow", "--run", core->run, (char *)NULL);
        _exit(127);
    }
    fake_accept(core);
    turn_end();
}

void fake_lose(struct fake *core)
{
    close(core->socket);
    core->socket = -1;
}

void fake_stop(struct fake *core)
{
    int status;
    kill(core->pid, SIGTERM);
    must(waitpid(core->pid, &status, 0) == core->pid);
    must(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(core->socket);
    close(core->listener);
    unlink(path_of(core, "run/flow/core"));
    unlink(path_of(core, "site.conf"));
    rmdir(path_of(core, "run/flow"));
    rmdir(path_of(core, "run"));
    rmdir(core->run);
    turn_end();
}

void fake_send(struct fake *core, json_t *body)
{
    must(wire_send(core->socket, body, NULL, 0) == OK);
    json_decref(body);
}

json_t *fake_hear(struct fake *core, int ms)
{
    struct packet packet;
    if (receive(core->socket, &door_nursery_to_core, &packet, ms) < 0)
        return NULL;
    json_t *body = json_incref(packet.body);
    packet_free(&packet);
    return body;
}

struct kid fake_fork(struct fake *core, const char *work)
{
    struct packet packet;
    struct kid kid = {.number = ++core->last};
    fake_send(core, json_pack("{ss,sI,ss}", "type", "fork", "child", (json_int_t)kid.number, "work", work));
    must(receive(core->socket, &door_nursery_to_core, &packet, PATIENCE) == OK);
    must(strcmp(packet_type(&packet), "child") == 0 && json_number(packet.body, "child", 0) == kid.number);
    kid.socket = packet_take(&packet, 0);
    kid.pid = (pid_t)json_number(packet.body, "pid", 0);
    packet_free(&packet);
    return kid;
}

const char *fake_gone(struct fake *core, const struct kid *kid, int ms)
{
    static char how[40];
    json_t *body = fake_hear(core, ms);
    snprintf(how, sizeof how, "%s %" PRId64, json_text(body, "why"), json_number(body, "number", -1));
    bool mine = body && json_number(body, "child", 0) == kid->number;
    json_decref(body);
    return mine ? how : "";
}

const char *fake_end(struct fake *core, struct kid *kid)
{
    close(kid->socket);
    kid->socket = -1;
    return fake_gone(core, kid, PATIENCE);
}

void kid_send(const struct kid *kid, json_t *body, const int *fds, int n_fds)
{
    wire_send(kid->socket, body, fds, n_fds);
    json_decref(body);
}

void kid_begin(const struct kid *kid, const char *source, const json_t *journal, const json_t *input)
{
    kid_begin_bytes(kid, source, strlen(source), journal, input);
}

void kid_begin_bytes(const struct kid *kid, const char *source, size_t n, const json_t *journal, const json_t *input)
{
    char *rows = json_write(journal);
    int fds[2] = {memfile_make("main.lua", source, n), memfile_make("journal", rows, strlen(rows))};
    json_t *body = json_pack("{ss,ss,sO*}", "type", "begin", "service", "test", "input", input);
    kid_send(kid, body, fds, 2);
    close(fds[0]);
    close(fds[1]);
    free(rows);
}

json_t *kid_hear(const struct kid *kid, int ms)
{
    struct packet packet;
    if (receive(kid->socket, &door_child_to_core, &packet, ms) < 0)
        return NULL;
    json_t *body = json_incref(packet.body);
    packet_free(&packet);
    return body;
}

char *fake_read_bytes(const char *path, size_t *n)
{
    char *bytes;
    must(file_read_path(turn_text("%s/%s", SOURCE, path), 1 << 20, &bytes, n) == OK);
    return bytes;
}

char *fake_read(const char *path)
{
    size_t n;
    return fake_read_bytes(path, &n);
}

static int file_of(const char *plugin, const char *name)
{
    char *text = fake_read(turn_text("plugins/%s/%s", plugin, name));
    int fd = memfile_make(name, text, strlen(text));
    free(text);
    return fd;
}

json_t *fake_parse(struct fake *core, const char *plugin)
{
    static const char *const names[] = {"plugin.conf", "rules.conf", "words.id.conf", "words.en.conf"};
    struct kid kid = fake_fork(core, "parse");
    struct packet packet;
    int fds[COUNT(names)];
    char *bytes;
    size_t n;
    for (size_t i = 0; i < COUNT(names); i++)
        fds[i] = file_of(plugin, names[i]);
    kid_send(&kid, json_pack("{ss,ss,s[ss]}", "type", "parse", "service", plugin, "languages", "id", "en"), fds, 4);
    for (size_t i = 0; i < COUNT(names); i++)
        close(fds[i]);
    must(receive(kid.socket, &door_parser_to_core, &packet, PATIENCE) == OK);
    if (packet.n_fds == 0)
        die("%s", json_text(packet.body, "message"));
    must(memfile_read(plugin, packet.fds[0], 1 << 20, &bytes, &n) == OK);
    packet_free(&packet);
    json_t *value = json_read(plugin, bytes, n, JSON_MAX_FILE_DEPTH);
    free(bytes);
    must(strcmp(fake_end(core, &kid), "exit 0") == 0);
    return value;
}

static void hear(struct visit *v)
{
    json_decref(v->said);
    v->said = kid_hear(&v->kid, PATIENCE);
    must(v->said != NULL);
    if (strcmp(visit_type(v), "step") != 0)
        return;
    json_decref(v->step);
    v->step = json_incref(v->said);
}

static void begin(struct visit *v)
{
    kid_begin(&v->kid, v->source, v->journal, v->input);
    hear(v);
}

void visit_start(struct visit *v, struct fake *core, const char *source, json_t *input)
{
    *v = (struct visit){.core = core, .source = make_text(source), .input = input, .journal = json_array()};
    v->kid = fake_fork(core, "visit");
    begin(v);
}

void visit_end(struct visit *v)
{
    must(strcmp(fake_end(v->core, &v->kid), "exit 0") == 0);
    json_decref(v->journal);
    json_decref(v->input);
    json_decref(v->said);
    json_decref(v->step);
    free(v->source);
    turn_end();
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

void visit_answer(struct visit *v, json_t *value)
{
    must(v->step != NULL);
    cut(v->journal, (size_t)json_number(v->step, "at", 0));
    json_array_append_new(v->journal, row_of(v->step, value));
    kid_send(&v->kid, json_pack("{ss,so*}", "type", "answer", "value", value), NULL, 0);
    hear(v);
    if (strcmp(visit_type(v), "refuse") == 0)
        cut(v->journal, json_array_size(v->journal) - 1);
}

void visit_again(struct visit *v, size_t n)
{
    cut(v->journal, n);
    begin(v);
}

void visit_kill(struct visit *v)
{
    fake_send(v->core, json_pack("{ss,sI}", "type", "drop", "child", (json_int_t)v->kid.number));
    must(strcmp(fake_gone(v->core, &v->kid, PATIENCE), "dropped 9") == 0);
    close(v->kid.socket);
    v->kid = fake_fork(v->core, "visit");
    begin(v);
}

const char *visit_type(const struct visit *v)
{
    return json_text(v->said, "type");
}

const char *visit_key(const struct visit *v)
{
    return json_text(v->said, "key");
}

bool visit_is_at(const struct visit *v, const char *key)
{
    return strcmp(visit_type(v), "step") == 0 && strcmp(visit_key(v), key) == 0;
}
