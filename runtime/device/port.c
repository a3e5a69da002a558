/* port.c - see port.h. */
#define _GNU_SOURCE
#include "device/port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PAUSE_MIN = 50, /* ms until the next call */
    PAUSE_MAX = 5000,
    CALL_MS = 3000,     /* for an answer to one call */
    SILENT_MS = 8000,   /* unacknowledged bytes: the other side is gone */
    SEND_BUFFER = 8192, /* what the system holds for us: little, so that a reset has little to take back */
};

static int read_host(struct port *port, const char *host, uint16_t number)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&port->to;
    port->to = (struct sockaddr_in6){0};
    if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(number);
        port->n_to = sizeof *four;
        return OK;
    }
    if (inet_pton(AF_INET6, host, &port->to.sin6_addr) != 1)
        return E_FORMAT;
    port->to.sin6_family = AF_INET6;
    port->to.sin6_port = htons(number);
    port->n_to = sizeof port->to;
    return OK;
}

/* "tcp:HOST:NUMBER", an IPv6 host in brackets. */
static int read_address(struct port *port, const char *address)
{
    char host[64];
    const char *from = address + 4, *colon = strrchr(address, ':');
    size_t n = strncmp(address, "tcp:", 4) == 0 && colon > from ? (size_t)(colon - from) : 0;
    bool brackets = n > 2 && from[0] == '[' && from[n - 1] == ']';
    long number = n > 0 ? strtol(colon + 1, NULL, 10) : 0;
    if (brackets) {
        from++;
        n -= 2;
    }
    if (n == 0 || n >= sizeof host || number < 1 || number > 65535)
        return fail(E_FORMAT, "port \"%.64s\": wanted tcp:ADDRESS:NUMBER, as in tcp:192.0.2.7:9100", address);
    memcpy(host, from, n);
    host[n] = '\0';
    if (read_host(port, host, (uint16_t)number) < 0)
        return fail(E_FORMAT, "port \"%.64s\": \"%s\" is no address in numbers", address, host);
    return OK;
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

static void hang_up(struct port *port)
{
    loop_forget(port->loop, &port->again);
    if (port->watch.fd >= 0) {
        loop_unwatch(port->loop, &port->watch);
        close(port->watch.fd);
    }
    port->watch.fd = -1;
    port->state = PORT_CLOSED;
    explicit_bzero(port->waiting, port->n_waiting);
    port->n_waiting = 0;
}

static void call_later(struct port *port)
{
    loop_after(port->loop, &port->again, port->pause);
    port->pause = port->pause * 2 > PAUSE_MAX ? PAUSE_MAX : port->pause * 2;
}

/* Every end that was not asked for. The owner hears of it while the counters still stand. */
static void lose(struct port *port)
{
    bool was_open = port->state == PORT_OPEN;
    hang_up(port);
    if (was_open)
        port->lost(port->mine);
    call_later(port);
}

static void take_input(struct port *port)
{
    uint8_t bytes[2048];
    ssize_t n = recv(port->watch.fd, bytes, sizeof bytes, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        lose(port);
        return;
    }
    port->pause = PAUSE_MIN; /* somebody is there: the next loss is a new one */
    port->input(port->mine, bytes, (size_t)n);
    explicit_bzero(bytes, (size_t)n);
}

static void push_waiting(struct port *port)
{
    if (port->n_waiting == 0)
        return;
    ssize_t n = send(port->watch.fd, port->waiting, port->n_waiting, MSG_NOSIGNAL);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n < 0) {
        lose(port);
        return;
    }
    port->taken += (size_t)n;
    port->n_waiting -= (size_t)n;
    memmove(port->waiting, port->waiting + n, port->n_waiting);
    if (port->n_waiting > 0)
        return;
    must(loop_watch(port->loop, &port->watch, false) == OK);
    port->sent(port->mine);
}

static void on_call_answered(struct port *port)
{
    int why = 0;
    socklen_t n = sizeof why;
    getsockopt(port->watch.fd, SOL_SOCKET, SO_ERROR, &why, &n);
    if (why) {
        lose(port);
        return;
    }
    loop_forget(port->loop, &port->again);
    must(loop_watch(port->loop, &port->watch, false) == OK);
    port->state = PORT_OPEN;
    port->queued = port->taken = 0;
    port->opened(port->mine);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    struct port *port = mine;
    if (port->state == PORT_CALLING) {
        on_call_answered(port);
        return;
    }
    if (readable)
        take_input(port);
    if (writable && port->state == PORT_OPEN)
        push_waiting(port);
}

static void call_now(void *mine)
{
    struct port *port = mine;
    if (port->state == PORT_CALLING) { /* nobody answered the last call */
        lose(port);
        return;
    }
    int fd = socket(port->to.sin6_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("no socket for the device");
    set_up(fd);
    port->watch = (struct watch){fd, on_ready, port};
    port->state = PORT_CALLING;
    if (connect(fd, (struct sockaddr *)&port->to, port->n_to) < 0 && errno != EINPROGRESS) {
        lose(port);
        return;
    }
    must(loop_watch(port->loop, &port->watch, true) == OK);
    loop_after(port->loop, &port->again, CALL_MS);
}

int port_open(struct port *port, const char *address)
{
    port->watch.fd = -1;
    port->pause = PAUSE_MIN;
    port->again = (struct timer){.due = call_now, .mine = port};
    if (read_address(port, address) < 0)
        return E_FORMAT;
    loop_after(port->loop, &port->again, 0);
    return OK;
}

void port_close(struct port *port)
{
    hang_up(port);
}

int port_send(struct port *port, const void *bytes, size_t n)
{
    if (port->state != PORT_OPEN)
        return E_GONE;
    if (n > sizeof port->waiting - port->n_waiting)
        return E_FULL;
    memcpy(port->waiting + port->n_waiting, bytes, n);
    port->n_waiting += n;
    port->queued += n;
    return loop_watch(port->loop, &port->watch, true);
}

void port_reset(struct port *port)
{
    struct linger now = {1, 0};
    if (port->state == PORT_OPEN)
        setsockopt(port->watch.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    lose(port);
}
