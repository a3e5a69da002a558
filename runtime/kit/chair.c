/* chair.c - see chair.h. Only one child is listened to at a time; reports about those that were dropped are passed over
 * when the next one is asked for. */
#define _GNU_SOURCE
#include "kit/chair.h"

#include "base/guard.h"
#include "base/memfile.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 60000 }; /* only there to end what is broken: a child's own limit is its computing time */

static bool receive(int fd, const struct door *door, struct packet *packet)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    return poll(&wait, 1, PATIENCE) == 1 && wire_receive(fd, door, packet) == OK;
}

static void run_program(const char *program, const char *run)
{
    guard_with_parent();
    execl(program, program, "--run", run, (char *)NULL);
    fail_errno("%s", program);
    _exit(127);
}

static int accept_nursery(struct chair *chair, int listener)
{
    struct pollfd wait = {.fd = listener, .events = POLLIN};
    struct packet packet;
    int status;
    while (poll(&wait, 1, 100) != 1)
        if (waitpid(chair->pid, &status, WNOHANG) == chair->pid)
            return fail(E_GONE, "anjungan-flow did not start");
    chair->socket = wire_accept(listener);
    if (chair->socket < 0 || !receive(chair->socket, &door_nursery_to_core, &packet))
        return fail(E_GONE, "anjungan-flow did not answer");
    packet_free(&packet);
    return OK;
}

static int start(struct chair *chair, const char *program, const char *run)
{
    int listener = wire_listen(wire_path(run, "flow"));
    if (listener < 0)
        return listener;
    chair->pid = fork();
    if (chair->pid == 0)
        run_program(program, run);
    int code = chair->pid < 0 ? fail_errno("fork") : accept_nursery(chair, listener);
    close(listener);
    return code;
}

static void clear_folder(const char *run)
{
    static const char *const files[] = {"run/flow/core", "site.conf"}, *const folders[] = {"run/flow", "run"};
    for (size_t i = 0; i < COUNT(files); i++)
        unlink(turn_text("%s/%s", run, files[i]));
    for (size_t i = 0; i < COUNT(folders); i++)
        rmdir(turn_text("%s/%s", run, folders[i]));
    rmdir(run);
}

int chair_open(struct chair *chair, const char *programs)
{
    static const char site[] = "name = \"kit\";\n";
    char run[] = "/tmp/anjungan-kit-XXXXXX";
    *chair = (struct chair){.socket = -1};
    if (!mkdtemp(run))
        return fail_errno("a folder in /tmp");
    mkdir(turn_text("%s/run", run), 0700);
    mkdir(turn_text("%s/run/flow", run), 0700);
    int code = file_write_path(turn_text("%s/site.conf", run), site, strlen(site), 0600);
    if (code == OK)
        code = start(chair, turn_text("%s/anjungan-flow", programs), run);
    clear_folder(run);
    return code;
}

void chair_close(struct chair *chair)
{
    if (chair->pid > 0) {
        kill(chair->pid, SIGTERM);
        waitpid(chair->pid, NULL, 0);
    }
    if (chair->socket >= 0)
        close(chair->socket);
    rulebook_close(&chair->rulebook);
    *chair = (struct chair){.socket = -1};
}

static bool is_child(const struct packet *packet, int64_t number)
{
    return strcmp(packet_type(packet), "child") == 0 && json_number(packet->body, "child", 0) == number;
}

struct kid kid_fork(struct chair *chair, const char *work)
{
    struct kid kid = {.number = ++chair->last, .socket = -1};
    json_t *body = json_pack("{ss,sI,ss}", "type", "fork", "child", (json_int_t)kid.number, "work", work);
    if (wire_send(chair->socket, body, NULL, 0) < 0)
        die("anjungan-flow is gone");
    json_decref(body);
    while (kid.socket < 0) {
        struct packet packet;
        if (!receive(chair->socket, &door_nursery_to_core, &packet))
            die("anjungan-flow is gone");
        if (is_child(&packet, kid.number))
            kid.socket = packet_take(&packet, 0);
        else if (json_number(packet.body, "child", 0) == kid.number)
            die("anjungan-flow could not start another child");
        packet_free(&packet);
    }
    return kid;
}

void kid_drop(struct chair *chair, struct kid *kid)
{
    if (kid->socket < 0)
        return;
    json_t *body = json_pack("{ss,sI}", "type", "drop", "child", (json_int_t)kid->number);
    wire_send(chair->socket, body, NULL, 0);
    json_decref(body);
    close(kid->socket);
    kid->socket = -1;
}

void kid_say(const struct kid *kid, json_t *body, int *fds, int n_fds)
{
    must(body != NULL);
    wire_send(kid->socket, body, fds, n_fds); /* to a dead one: the next kid_hear() tells */
    json_decref(body);
    for (int i = 0; i < n_fds; i++)
        close(fds[i]);
}

bool kid_hear(const struct kid *kid, const struct door *door, struct packet *packet)
{
    return receive(kid->socket, door, packet);
}
