/* tcp.c - a port over TCP, by number. Names are not resolved: a device has an address, and a locked process has no
 * files to look names up in. */
#define _GNU_SOURCE
#include "device/stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SILENT_MS = 8000,   /* unacknowledged bytes: the other side is gone */
    SEND_BUFFER = 8192, /* what the system holds for us: little, so that a reset has little to take back */
};

struct tcp {
    struct stream stream;
    struct sockaddr_in6 to; /* large enough for IPv4 too */
    socklen_t n_to;
};

static int read_host(struct tcp *tcp, const char *host, uint16_t number)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&tcp->to;
    if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(number);
        tcp->n_to = sizeof *four;
        return OK;
    }
    if (inet_pton(AF_INET6, host, &tcp->to.sin6_addr) != 1)
        return E_FORMAT;
    tcp->to.sin6_family = AF_INET6;
    tcp->to.sin6_port = htons(number);
    tcp->n_to = sizeof tcp->to;
    return OK;
}

/* HOST:NUMBER, an IPv6 host in brackets. */
static int read_address(struct port *port, const char *address)
{
    struct tcp *tcp = port->own;
    char host[64];
    const char *colon = strrchr(address, ':');
    size_t n = colon ? (size_t)(colon - address) : 0;
    bool brackets = n > 2 && address[0] == '[' && address[n - 1] == ']';
    char *end = NULL;
    long number = n > 0 ? strtol(colon + 1, &end, 10) : 0;
    tcp->stream.watch.fd = -1;
    if (brackets) {
        address++;
        n -= 2;
    }
    if (n == 0 || n >= sizeof host || (end && *end) || number < 1 || number > 65535)
        return E_FORMAT;
    memcpy(host, address, n);
    host[n] = '\0';
    return read_host(tcp, host, (uint16_t)number);
}

static void set(int fd, int level, int name, int value)
{
    if (setsockopt(fd, level, name, &value, sizeof value) < 0)
        fail_errno("socket option %d", name);
}

/* The kernel finds out that the other side is gone; no timer of ours has to wake for it. */
static void set_up(int fd)
{
    set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set(fd, SOL_SOCKET, SO_SNDBUF, SEND_BUFFER);
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 20);
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, SILENT_MS);
}

static int call(struct port *port)
{
    struct tcp *tcp = port->own;
    int fd = socket(tcp->to.sin6_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("no socket for the device");
    set_up(fd);
    if (connect(fd, (struct sockaddr *)&tcp->to, tcp->n_to) < 0 && errno != EINPROGRESS) {
        close(fd);
        return E_GONE;
    }
    stream_open(port, fd, true);
    return OK;
}

/* A reset drops what both sides still hold. */
static void hang_up(struct port *port, bool hard)
{
    struct tcp *tcp = port->own;
    struct linger now = {1, 0};
    if (hard && tcp->stream.watch.fd >= 0)
        setsockopt(tcp->stream.watch.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    stream_hang_up(port, hard);
}

const struct port_kind port_tcp = {
    .scheme = "tcp:",
    .form = "tcp:ADDRESS:NUMBER, the address in numbers, as in tcp:192.0.2.7:9100 or tcp:[2001:db8::7]:9100",
    .bit = KD_TCP,
    .own_size = sizeof(struct tcp),
    .read = read_address,
    .call = call,
    .push = stream_push,
    .hang_up = hang_up,
};
