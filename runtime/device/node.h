/* node.h - a device file that comes and goes: tells a port that it may have come, or has gone, so that nothing has to
 * look every second. A name below /dev/serial/by-id and the like goes with the device, folders too, so the nearest
 * folder that stands is watched. */
#ifndef DEVICE_NODE_H
#define DEVICE_NODE_H

#include "device/port.h"

struct node {
    struct port *port;
    const char *path; /* the owner's */
    struct watch watch;
    int watched; /* inotify's number of the folder; -1: none */
};

/* What a locked process still may do: open what lies below /dev, as far as its user may. */
extern const struct wall_file node_files[];

void node_open(struct node *node, struct port *port, const char *path);

/* Before each try to open the file: what is made from now on is noticed. */
void node_watch(struct node *node);

/* One more folder whose coming files matter. It may be told often, and goes with the folder. */
void node_watch_also(struct node *node, const char *folder);

/* Opens it, without waiting for it. Where it is there and cannot be had, that has been said (port_refuse). */
int node_reach(struct node *node, int flags);

void node_close(struct node *node);

#endif
