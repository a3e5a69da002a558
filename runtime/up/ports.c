/* ports.c - see ports.h. */
#define _GNU_SOURCE
#include "up/ports.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char here[] = "127.0.0.1:";

/* 1234 of "http://127.0.0.1:1234/polri"; -1 when the address is not on this machine. */
static int local_port(const char *address)
{
    const char *at = strstr(address, here);
    return at ? (int)strtol(at + strlen(here), NULL, 10) : -1;
}

static void set_port(json_t *row, const char *member, int port)
{
    const char *address = json_text(row, member);
    if (local_port(address) != 0)
        return;
    const char *at = strstr(address, here) + strlen(here);
    const char *after = at + strspn(at, "0123456789");
    const char *text = turn_text("%.*s%d%s", (int)(at - address), address, port, after);
    json_object_set_new(row, member, json_string(text));
}

static int bind_tcp(int fd, const char *what, int port)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof to;
    int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&to, size) < 0 && errno == EADDRINUSE)
        return fail(E_STATE, "port %d of %s in site.conf is taken by another program; write 0 there to get a free one",
                    port, what);
    if (listen(fd, 64) < 0 || getsockname(fd, (struct sockaddr *)&to, &size) < 0)
        return fail_errno("listen on port %d for %s", port, what);
    return ntohs(to.sin_port);
}

/* Listens for row[member], and writes the port there when the kernel chose it. -1 when it is on another machine. */
static int open_for(int *fd, json_t *row, const char *member, const char *what)
{
    int port = local_port(json_text(row, member));
    *fd = -1;
    if (port < 0)
        return OK;
    *fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*fd < 0)
        return fail_errno("socket");
    port = bind_tcp(*fd, what, port);
    if (port < 0)
        return port;
    set_port(row, member, port);
    return OK;
}

/* One back office serves every agency on this machine, and the simulated biller too. */
static int open_office(struct ports *ports, json_t *settings)
{
    json_t *agency, *biller = json_object_get(settings, "biller");
    size_t i;
    int code = open_for(&ports->office, biller, "url", "biller.url");
    json_array_foreach (json_object_get(settings, "agencies"), i, agency)
        set_port(agency, "url", local_port(json_text(biller, "url")));
    return code;
}

static int open_sim(struct ports *ports, json_t *settings, const char *class)
{
    json_t *device;
    size_t i;
    json_array_foreach (json_object_get(settings, "devices"), i, device) {
        int fd, code;
        if (strcmp(json_text(device, "class"), class) != 0)
            continue;
        code = open_for(&fd, device, "port", turn_text("device %s", json_text(device, "name")));
        if (fd >= 0 && ports->n_sim < PORTS_SIM_MAX)
            ports->sim[ports->n_sim++] = fd;
        else if (fd >= 0)
            close(fd);
        if (code < 0)
            return code;
    }
    return OK;
}

int ports_open(struct ports *ports, json_t *settings)
{
    *ports = (struct ports){.hall = -1, .office = -1, .paper = -1};
    int code = open_for(&ports->hall, json_object_get(settings, "hall"), "url", "hall.url");
    if (code == OK)
        code = open_office(ports, settings);
    if (code == OK)
        code = open_sim(ports, settings, "printer");
    if (code == OK)
        code = open_sim(ports, settings, "card");
    if (code == OK)
        code = open_sim(ports, settings, "scanner");
    if (code == OK)
        code = open_sim(ports, settings, "document");
    if (code == OK)
        code = open_sim(ports, settings, "lamp");
    if (code == OK)
        code = open_sim(ports, settings, "stripe");
    return code;
}

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void ports_close(struct ports *ports)
{
    shut(&ports->hall);
    shut(&ports->office);
    shut(&ports->paper);
    while (ports->n_sim > 0)
        shut(&ports->sim[--ports->n_sim]);
}

int port_unix(const char *path, int kind)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return fail(E_FORMAT, "%s: longer than a socket path may be (%zu); choose a shorter run folder", path,
                    sizeof to.sun_path - 1);
    memcpy(to.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, kind | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(path);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&to, sizeof to) == 0 && chmod(path, 0600) == 0 && listen(fd, 16) == 0)
        return fd;
    int code = fail_errno("listen on %s", path);
    shut(&fd);
    return code;
}
