/* bus.c - see bus.h. */
#define _GNU_SOURCE
#include "device/bus.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NODES "/dev/bus/usb"
#define TREE "/sys/bus/usb/devices"

const struct wall_file bus_files[] = {
    {NODES, true}, {"/sys/bus/usb", false}, {"/sys/devices", false}, /* TREE is links into it */ {NULL, false}};

/* Four hexadecimal digits, then `end`. Returns what follows them, or NULL. */
static const char *read_number(const char *text, unsigned *number)
{
    *number = 0;
    for (int i = 0; i < 4; i++, text++) {
        const char *digits = "0123456789abcdef", *digit = *text ? strchr(digits, *text | 0x20) : NULL;
        if (!digit)
            return NULL;
        *number = *number << 4 | (unsigned)(digit - digits);
    }
    return text;
}

static int read_choice(char *to, size_t size, const char *text)
{
    size_t n = strlen(text);
    if (n == 0 || n >= size || strchr(text, ','))
        return E_FORMAT;
    memcpy(to, text, n + 1);
    return OK;
}

int bus_read(struct bus_wanted *wanted, const char *address)
{
    const char *rest = read_number(address, &wanted->vendor);
    rest = rest && *rest == ':' ? read_number(rest + 1, &wanted->product) : NULL;
    if (!rest)
        return E_FORMAT;
    if (strncmp(rest, ",serial=", 8) == 0)
        return read_choice(wanted->serial, sizeof wanted->serial, rest + 8);
    if (strncmp(rest, ",path=", 6) == 0)
        return read_choice(wanted->path, sizeof wanted->path, rest + 6);
    return *rest ? E_FORMAT : OK;
}

/* One attribute, a line, without its end; empty when it has none. */
static void read_attribute(const char *path, const char *name, char *to, size_t size)
{
    int fd = open(turn_text(TREE "/%s/%s", path, name), O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, to, size - 1) : 0;
    if (fd >= 0)
        close(fd);
    to[n > 0 ? n : 0] = '\0';
    to[strcspn(to, "\n")] = '\0';
}

static unsigned attribute(const char *path, const char *name, int base)
{
    char text[16];
    read_attribute(path, name, text, sizeof text);
    return (unsigned)strtoul(text, NULL, base);
}

static bool fits(const struct bus_wanted *wanted, const char *path)
{
    char serial[sizeof wanted->serial];
    if (attribute(path, "idVendor", 16) != wanted->vendor || attribute(path, "idProduct", 16) != wanted->product)
        return false;
    if (wanted->path[0])
        return strcmp(path, wanted->path) == 0;
    if (!wanted->serial[0])
        return true;
    read_attribute(path, "serial", serial, sizeof serial);
    return strcmp(serial, wanted->serial) == 0;
}

/* Interfaces have a colon in their names. */
static bool is_device(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && !strchr(entry->d_name, ':') &&
           strlen(entry->d_name) < sizeof((struct bus_device *)NULL)->path;
}

int bus_find(const struct bus_wanted *wanted, struct bus_device *found)
{
    int n = 0;
    DIR *tree = opendir(TREE);
    for (struct dirent *entry; tree && (entry = readdir(tree));) {
        if (!is_device(entry) || !fits(wanted, entry->d_name) || n++ > 0)
            continue;
        found->bus = attribute(entry->d_name, "busnum", 10);
        found->number = attribute(entry->d_name, "devnum", 10);
        strcpy(found->path, entry->d_name);
    }
    if (tree)
        closedir(tree);
    return n;
}

int bus_open(const struct bus_device *device)
{
    int fd = open(turn_text(NODES "/%03u/%03u", device->bus, device->number), O_RDWR | O_CLOEXEC);
    return fd >= 0 ? fd : -errno;
}

void bus_watch(struct node *node)
{
    node_watch(node);
    DIR *nodes = opendir(NODES);
    for (struct dirent *entry; nodes && (entry = readdir(nodes));)
        if (entry->d_name[0] != '.')
            node_watch_also(node, turn_text(NODES "/%s", entry->d_name));
    if (nodes)
        closedir(nodes);
}
