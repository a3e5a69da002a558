/* wire.c - see wire.h. */
#define _GNU_SOURCE
#include "base/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

union control {
    char bytes[CMSG_SPACE(sizeof(int) * PACKET_FDS)];
    struct cmsghdr align;
};

char *wire_path(const char *run, const char *role)
{
    return turn_text("%s/run/%s/core", run, role);
}

static int address(const char *path, struct sockaddr_un *to)
{
    *to = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to->sun_path)
        return fail(E_FORMAT, "%s: longer than a socket path may be (%zu)", path, sizeof to->sun_path - 1);
    strcpy(to->sun_path, path);
    return OK;
}

static int open_socket(int flags)
{
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | flags, 0);
    return fd < 0 ? fail_errno("socket") : fd;
}

int wire_listen(const char *path)
{
    struct sockaddr_un to;
    if (address(path, &to) < 0)
        return E_FORMAT;
    int fd = open_socket(SOCK_NONBLOCK);
    if (fd < 0)
        return fd;
    unlink(path);
    if (bind(fd, (struct sockaddr *)&to, sizeof to) < 0 || chmod(path, 0660) < 0 || listen(fd, 64) < 0) {
        close(fd);
        return fail_errno("listen on %s", path);
    }
    return fd;
}

int wire_accept(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0)
        return fd;
    return errno == EAGAIN || errno == ECONNABORTED || errno == EINTR ? E_STATE : fail_errno("accept");
}

int wire_connect(const char *path)
{
    struct sockaddr_un to;
    if (address(path, &to) < 0)
        return E_FORMAT;
    int fd = open_socket(0);
    if (fd < 0)
        return fd;
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return why == ENOENT || why == ECONNREFUSED ? E_GONE : fail_errno("connect to %s", path);
}

void wire_calm(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

int wire_pair(int ends[2])
{
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return fail_errno("socket pair");
    wire_calm(ends[0]);
    return OK;
}

static int send_bytes(int fd, const char *bytes, size_t n, const int *fds, int n_fds)
{
    union control control = {0};
    struct iovec part = {(void *)(uintptr_t)bytes, n};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (n_fds > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)n_fds);
        struct cmsghdr *c = CMSG_FIRSTHDR(&message);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)n_fds);
        memcpy(CMSG_DATA(c), fds, sizeof(int) * (size_t)n_fds);
    }
    ssize_t sent;
    do
        sent = sendmsg(fd, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return OK;
    if (errno == EAGAIN || errno == ENOBUFS)
        return E_FULL;
    return errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN ? E_GONE : fail_errno("send");
}

int wire_send(int fd, const json_t *body, const int *fds, int n_fds)
{
    must(n_fds <= PACKET_FDS);
    char *text = json_write(body);
    size_t n = strlen(text);
    int code = n > PACKET_MAX ? fail(E_FORMAT, "a packet %s of %zu bytes is too large", json_text(body, "type"), n)
                              : send_bytes(fd, text, n, fds, n_fds);
    wipe_free(text, n);
    return code;
}

static void take_fds(struct msghdr *message, struct packet *packet)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
            continue;
        packet->n_fds = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(packet->fds, CMSG_DATA(c), (size_t)packet->n_fds * sizeof(int));
    }
}

static int read_packet(const struct door *door, char *bytes, size_t n, struct packet *packet)
{
    if (n == 0)
        return E_GONE; /* an empty packet and the end look alike, and neither is wanted */
    if (n > PACKET_MAX)
        return fail(E_FORMAT, "%s: a packet of more than %d bytes", door->name, PACKET_MAX);
    packet->body = json_read(door->name, bytes, n, JSON_MAX_DEPTH);
    return packet->body ? packet_check(door, packet->body, packet->n_fds) : E_FORMAT;
}

int wire_receive(int fd, const struct door *door, struct packet *packet)
{
    static char bytes[PACKET_MAX + 1];
    union control control;
    struct iovec part = {bytes, sizeof bytes};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    *packet = (struct packet){0};
    ssize_t n;
    do
        n = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return errno == EAGAIN ? E_STATE : E_GONE;
    take_fds(&message, packet);
    int code = message.msg_flags & MSG_CTRUNC ? fail(E_FORMAT, "%s: too many descriptors", door->name)
                                              : read_packet(door, bytes, (size_t)n, packet);
    explicit_bzero(bytes, (size_t)n);
    if (code < 0)
        packet_free(packet);
    return code;
}

int packet_take(struct packet *packet, int i)
{
    must(i < packet->n_fds);
    int fd = packet->fds[i];
    packet->fds[i] = -1;
    return fd;
}

void packet_free(struct packet *packet)
{
    for (int i = 0; i < packet->n_fds; i++)
        if (packet->fds[i] >= 0)
            close(packet->fds[i]);
    json_wipe(packet->body);
    *packet = (struct packet){0};
}

const char *packet_type(const struct packet *packet)
{
    return json_text(packet->body, "type");
}
