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

char *fake_read(const char *path, size_t *n)
{
    char *bytes;
    must(file_read_path(turn_text("%s/%s", SOURCE, path), 1 << 20, &bytes, n) == OK);
    return bytes;
}
