/* node.c - see node.h. */
#define _GNU_SOURCE
#include "device/node.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { GONE_OR_THERE = IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM };

const struct wall_file node_files[] = {{"/dev", true}, {NULL, false}};

/* Whatever it was: the next call finds out. */
static void on_change(void *mine, bool readable, bool writable)
{
    struct node *node = mine;
    char events[4096];
    (void)readable, (void)writable;
    while (read(node->watch.fd, events, sizeof events) > 0)
        ;
    if (node->port->state == PORT_OPEN && access(node->path, F_OK) < 0)
        port_lose(node->port);
    port_came(node->port);
}

static int watch_folder(const struct node *node, const char *folder)
{
    return inotify_add_watch(node->watch.fd, folder, GONE_OR_THERE);
}

void node_open(struct node *node, struct port *port, const char *path)
{
    *node = (struct node){.port = port, .path = path, .watched = -1};
    node->watch = (struct watch){inotify_init1(IN_NONBLOCK | IN_CLOEXEC), on_change, node};
    if (node->watch.fd < 0) {
        fail_errno("%s: its coming cannot be watched for; it is looked for instead", path);
        return;
    }
    must(loop_watch(port->loop, &node->watch, false) == OK);
}

void node_watch(struct node *node)
{
    char folder[256];
    int watched = -1;
    if (node->watch.fd < 0)
        return;
    snprintf(folder, sizeof folder, "%s", node->path);
    for (char *slash = strrchr(folder, '/'); slash && watched < 0; slash = strrchr(folder, '/')) {
        slash[slash == folder] = '\0';
        watched = watch_folder(node, folder);
        if (slash == folder)
            break;
    }
    if (node->watched >= 0 && node->watched != watched)
        inotify_rm_watch(node->watch.fd, node->watched);
    node->watched = watched;
}

void node_watch_also(struct node *node, const char *folder)
{
    if (node->watch.fd >= 0)
        watch_folder(node, folder);
}

int node_reach(struct node *node, int flags)
{
    int fd = open(node->path, flags | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0)
        return fd;
    if (errno == EACCES || errno == EPERM)
        return port_refuse(node->port, "access", "%s may not be opened by the driver's user", node->path);
    return port_refuse(node->port, errno == EBUSY ? "claimed" : NULL, "%s: another program has it", node->path);
}

void node_close(struct node *node)
{
    if (!node->port || node->watch.fd < 0)
        return;
    loop_unwatch(node->port->loop, &node->watch);
    close(node->watch.fd);
    node->watch.fd = -1;
}
