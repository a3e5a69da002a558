/* bus.h - what is plugged into the machine's USB, as the kernel's files tell it (/sys/bus/usb): who is there, and under
 * which device file. Nothing is opened, nothing is asked of a device. */
#ifndef DEVICE_BUS_H
#define DEVICE_BUS_H

#include "device/node.h"

/* What site.conf says of one device. An empty serial or path says nothing. */
struct bus_wanted {
    unsigned vendor, product;
    char serial[128], path[32]; /* path: where it is plugged, "1-2.3" (bus 1, port 2 of it, port 3 of that hub) */
};

struct bus_device {
    unsigned bus, number; /* a device that is plugged again gets another number */
    char path[32];
};

/* What a locked process still may read and open. */
extern const struct wall_file bus_files[];

/* VVVV:PPPP[,serial=TEXT|,path=1-2.3], V and P four hexadecimal digits each. */
int bus_read(struct bus_wanted *wanted, const char *address);

/* How many fit; the first of them in *found. */
int bus_find(const struct bus_wanted *wanted, struct bus_device *found);

/* Opens its device file. A negative errno when that cannot be done. */
int bus_open(const struct bus_device *device);

/* Lets the node's port hear what comes to any bus. Before each bus_find(). */
void bus_watch(struct node *node);

#endif
