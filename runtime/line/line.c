/* line.c - see line.h. */
#include "line/line.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A peer that never stops talking does not keep core from ending the turn: the loop comes back for the rest. */
enum { PACKETS_A_TURN = 32 };

struct queued {
    struct queued *next;
    struct line *line; /* NULL once the line is gone */
    json_t *body;
    int fds[PACKET_FDS], n_fds;
};

void lines_start(struct lines *lines, struct loop *loop)
{
    *lines = (struct lines){.loop = loop};
    lines->last = &lines->first;
}

static void queued_free(struct queued *q)
{
    for (int i = 0; i < q->n_fds; i++)
        close(q->fds[i]);
    json_wipe(q->body);
    free(q);
}

static void line_lose(struct line *line)
{
    line_close(line);
    if (line->left)
        line->left(line->mine);
}

void lines_flush(struct lines *lines)
{
    while (lines->first) {
        struct queued *q = lines->first;
        lines->first = q->next;
        if (!lines->first)
            lines->last = &lines->first;
        struct line *line = q->line;
        int code = line ? wire_send(line->watch.fd, q->body, q->fds, q->n_fds) : OK;
        queued_free(q);
        if (code == E_FULL || code == E_GONE || code == E_IO)
            line_lose(line);
    }
}

bool lines_waiting(const struct lines *lines)
{
    return lines->first != NULL;
}

static void on_line(void *mine, bool readable, bool writable)
{
    struct line *line = mine;
    (void)readable;
    (void)writable;
    for (int i = 0; i < PACKETS_A_TURN && line->open; i++) {
        struct packet packet;
        int fd = line->watch.fd, code = wire_receive(fd, line->door, &packet);
        if (code == E_STATE)
            return;
        if (code < 0) {
            line_lose(line);
            return;
        }
        line->said(line->mine, &packet);
        packet_free(&packet);
        if (line->watch.fd != fd)
            return;
    }
}

void line_open(struct lines *lines, struct line *line, int fd)
{
    wire_calm(fd);
    line->lines = lines;
    line->watch = (struct watch){fd, on_line, line};
    line->open = true;
    must(loop_watch(lines->loop, &line->watch, false) == OK);
}

void line_close(struct line *line)
{
    if (!line->open)
        return;
    line->open = false;
    loop_unwatch(line->lines->loop, &line->watch);
    close(line->watch.fd);
    line->watch.fd = -1;
    for (struct queued *q = line->lines->first; q; q = q->next)
        if (q->line == line)
            q->line = NULL;
}

void line_put_with(struct line *line, json_t *body, const int *fds, int n_fds)
{
    must(body != NULL && n_fds <= PACKET_FDS);
    struct queued *q = make(sizeof *q);
    q->body = body;
    q->n_fds = n_fds;
    if (n_fds > 0)
        memcpy(q->fds, fds, (size_t)n_fds * sizeof *fds);
    if (!line->open) {
        queued_free(q);
        return;
    }
    q->line = line;
    *line->lines->last = q;
    line->lines->last = &q->next;
}

void line_put(struct line *line, json_t *body)
{
    line_put_with(line, body, NULL, 0);
}

/* --- roles ---------------------------------------------------------------------------------------------------------
 */

static void on_left(void *mine)
{
    struct role *role = mine;
    bool was_here = role->here;
    role->here = false;
    if (!was_here)
        return;
    say("%s left", role->name);
    if (role->left)
        role->left(role->mine);
}

/* The first packet must be hello from our own build; the owner sees only what comes after. */
static void greet(struct role *role, struct packet *packet)
{
    const char *build = json_text(packet->body, "build");
    if (strcmp(packet_type(packet), "hello") != 0 || strcmp(build, base_build()) != 0) {
        fail(E_DENIED, "%s: refused: \"%s\" of build \"%s\", this is %s", role->name, packet_type(packet), build,
             base_build());
        line_close(&role->line);
        return;
    }
    role->here = true;
    say("%s is here", role->name);
    if (role->came)
        role->came(role->mine);
}

static void on_said(void *mine, struct packet *packet)
{
    struct role *role = mine;
    if (!role->here)
        greet(role, packet);
    else if (strcmp(packet_type(packet), "hello") != 0)
        role->said(role->mine, packet);
}

void role_drop(struct role *role)
{
    if (!role->line.open)
        return;
    line_close(&role->line);
    on_left(role);
}

static void on_caller(void *mine, bool readable, bool writable)
{
    struct role *role = mine;
    (void)readable;
    (void)writable;
    for (int fd; (fd = wire_accept(role->listener.fd)) >= 0;) {
        role_drop(role);
        role->line = (struct line){.door = role->door, .said = on_said, .left = on_left, .mine = role};
        line_open(role->lines, &role->line, fd);
    }
}

int role_open(struct role *role, struct lines *lines, const char *run)
{
    role->lines = lines;
    int fd = wire_listen(wire_path(run, role->name));
    if (fd < 0)
        return fd;
    role->listener = (struct watch){fd, on_caller, role};
    return loop_watch(lines->loop, &role->listener, false);
}

void role_close(struct role *role)
{
    line_close(&role->line);
    if (role->listener.fd > 0)
        close(role->listener.fd);
}

/* Whoever connected but has not said hello hears nothing yet: it may be another build, and what core has to tell is
 * told by `came`. */
void role_put_with(struct role *role, json_t *body, int fd)
{
    struct line nobody = {0};
    line_put_with(role->here ? &role->line : &nobody, body, &fd, fd >= 0 ? 1 : 0);
}

void role_put(struct role *role, json_t *body)
{
    role_put_with(role, body, -1);
}
