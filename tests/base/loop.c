/* loop: timers in order, a moved timer, settle once a turn, a link that comes back with core, and is lost only when
 * nobody is in the middle of it. */
#define _GNU_SOURCE
#include "base/link.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

static struct loop *loop;
static char order[8];
static int settled, hellos, lost;
static struct link line;
static bool sending;
static struct watch listener, peer;

static void on_due(void *mine)
{
    strcat(order, mine);
    if (strcmp(mine, "c") == 0)
        loop_stop(loop, 7);
}

static void on_settle(void *mine)
{
    (void)mine;
    settled++;
}

/* Core is gone, and the owner is the first to notice. */
static void send_in_vain(void)
{
    sending = true;
    check(link_put(&line, link_hello("test")) == E_GONE);
    check(link_put(&line, link_hello("test")) == E_GONE && !line.standing);
    sending = false;
    check(lost == 1);
}

static void on_peer(void *mine, bool readable, bool writable)
{
    struct packet packet;
    (void)mine, (void)readable, (void)writable;
    if (wire_receive(peer.fd, &door_call_to_core, &packet) < 0)
        return;
    check_text(packet_type(&packet), "hello");
    packet_free(&packet);
    loop_unwatch(loop, &peer);
    close(peer.fd);
    if (++hellos == 2)
        send_in_vain();
}

static void on_caller(void *mine, bool readable, bool writable)
{
    (void)mine, (void)readable, (void)writable;
    int fd = wire_accept(listener.fd);
    check(fd >= 0);
    peer = (struct watch){fd, on_peer, NULL};
    check(loop_watch(loop, &peer, false) == OK);
}

/* Never while the owner is in the middle of sending. */
static void on_lost(void *mine)
{
    (void)mine;
    check(!sending);
    if (++lost == 2)
        loop_stop(loop, 9);
}

static void on_packet(void *mine, struct packet *packet)
{
    (void)mine, (void)packet;
}

int main(void)
{
    loop = loop_new(on_settle, NULL);
    char names[] = "a\0b\0c";
    struct timer a = {on_due, names, 0, NULL}, b = {on_due, names + 2, 0, NULL}, c = {on_due, names + 4, 0, NULL};
    loop_after(loop, &c, 30);
    loop_after(loop, &a, 50);
    loop_after(loop, &b, 10);
    loop_after(loop, &a, 1);
    check(loop_run(loop) == 7);
    check_text(order, "abc");
    check(settled >= 1 && settled <= 3); /* once a turn; what became due while the machine was busy is one turn */
    loop_free(loop);

    char folder[] = "/tmp/loop-XXXXXX", path[64];
    check(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/core", folder);
    loop = loop_new(NULL, NULL);
    listener = (struct watch){wire_listen(path), on_caller, NULL};
    check(loop_watch(loop, &listener, false) == OK);
    line = (struct link){.loop = loop,
                         .path = path,
                         .program = "test",
                         .door = &door_core_to_call,
                         .packet = on_packet,
                         .lost = on_lost};
    link_open(&line);
    check(loop_run(loop) == 9);
    check(hellos == 2 && lost == 2);
    link_close(&line);
    loop_free(loop);
    close(listener.fd);
    unlink(path);
    rmdir(folder);
    turn_end();
    return test_end();
}
