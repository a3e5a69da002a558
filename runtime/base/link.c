/* link.c - see link.h. */
#include "base/link.h"

#include <unistd.h>

enum { PAUSE_MIN = 50, PAUSE_MAX = 1000 };

json_t *link_hello(const char *program)
{
    return json_pack("{ss,ss,ss}", "type", "hello", "program", program, "build", base_build());
}

static void try_later(struct link *link)
{
    loop_after(link->loop, &link->again, link->pause);
    link->pause = link->pause * 2 > PAUSE_MAX ? PAUSE_MAX : link->pause * 2;
}

static void lose(struct link *link)
{
    loop_unwatch(link->loop, &link->watch);
    close(link->watch.fd);
    link->watch.fd = -1;
    link->standing = false;
    loop_after(link->loop, &link->gone, 0);
}

/* By itself, and before the next attempt: it may have been noticed in the middle of what the owner was sending. */
static void on_gone(void *mine)
{
    struct link *link = mine;
    try_later(link);
    if (link->lost)
        link->lost(link->mine);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    struct link *link = mine;
    (void)readable;
    (void)writable;
    for (;;) {
        struct packet packet;
        int code = wire_receive(link->watch.fd, link->door, &packet);
        if (code == E_STATE)
            return;
        if (code < 0) {
            lose(link);
            return;
        }
        link->pause = PAUSE_MIN;
        link->packet(link->mine, &packet);
        packet_free(&packet);
        if (!link->standing)
            return;
    }
}

static void try_now(void *mine)
{
    struct link *link = mine;
    int fd = wire_connect(link->path);
    if (fd < 0) {
        try_later(link);
        return;
    }
    wire_calm(fd);
    link->watch = (struct watch){fd, on_ready, link};
    must(loop_watch(link->loop, &link->watch, false) == OK);
    link->standing = true;
    link_put(link, link_hello(link->program));
    if (link->standing && link->opened)
        link->opened(link->mine);
}

void link_open(struct link *link)
{
    link->watch.fd = -1;
    link->pause = PAUSE_MIN;
    link->again = (struct timer){.due = try_now, .mine = link};
    link->gone = (struct timer){.due = on_gone, .mine = link};
    loop_after(link->loop, &link->again, 0);
}

void link_close(struct link *link)
{
    loop_forget(link->loop, &link->again);
    loop_forget(link->loop, &link->gone);
    if (!link->standing)
        return;
    loop_unwatch(link->loop, &link->watch);
    close(link->watch.fd);
    link->standing = false;
}

int link_send(struct link *link, const json_t *body, const int *fds, int n_fds)
{
    if (!link->standing)
        return E_GONE;
    int code = wire_send(link->watch.fd, body, fds, n_fds);
    if (code == E_GONE || code == E_FULL)
        lose(link);
    return code;
}

int link_put(struct link *link, json_t *body)
{
    int code = link_send(link, body, NULL, 0);
    json_wipe(body);
    return code;
}
