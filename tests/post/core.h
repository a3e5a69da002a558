/* core.h - a core that only talks to deliver: it listens where core listens and speaks core's packets. */
#ifndef TESTS_CORE_H
#define TESTS_CORE_H

#include "base/memfile.h"
#include "base/wire.h"
#include "web/harness.h"
#include "test.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

static int core_listener = -1, core_peer = -1;

static inline void core_open(const struct rig *rig)
{
    mkdir(turn_text("%s/run", rig->run), 0700);
    mkdir(turn_text("%s/run/deliver", rig->run), 0700);
    core_listener = wire_listen(wire_path(rig->run, "deliver"));
    check(core_listener >= 0);
}

/* The next packet of deliver, which must be of this type; its body is the caller's, NULL after ms. Boards come whenever
 * the hall changes: who waits for something else does not see them. */
static inline json_t *core_next(const char *type, int ms)
{
    struct pollfd ready = {.fd = core_peer, .events = POLLIN};
    struct packet packet;
    while (poll(&ready, 1, ms) == 1 && wire_receive(core_peer, &door_deliver_to_core, &packet) == OK) {
        json_t *body = json_incref(packet.body);
        packet_free(&packet);
        if (strcmp(json_text(body, "type"), type) == 0)
            return body;
        check_text(json_text(body, "type"), "board");
        json_decref(body);
    }
    return NULL;
}

static inline void core_accept(void)
{
    struct pollfd ready = {.fd = core_listener, .events = POLLIN};
    check(poll(&ready, 1, 5000) == 1);
    core_peer = wire_accept(core_listener);
    json_t *hello = core_next("hello", 5000);
    check_text(json_text(hello, "program"), "anjungan-deliver");
    json_decref(hello);
}

static inline void core_close(void)
{
    close(core_peer);
    core_peer = -1;
}

static inline void core_letter(const char *agency, const char *id, const char *bytes)
{
    int fd = memfile_make("letter", bytes, strlen(bytes));
    json_t *packet = json_pack("{ss,ss,ss}", "type", "letter", "id", id, "agency", agency);
    check(wire_send(core_peer, packet, &fd, 1) == OK);
    json_decref(packet);
    close(fd);
}

static inline void core_look(int id, const char *agency, const char *name, const char *input, int ms)
{
    json_t *packet = json_pack("{ss,si,ss,ss,so,si}", "type", "look", "id", id, "agency", agency, "name", name, "input",
                               json_loads(input, 0, NULL), "ms", ms);
    check(wire_send(core_peer, packet, NULL, 0) == OK);
    json_decref(packet);
}

#endif
