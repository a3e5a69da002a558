/* control.c - see control.h. */
#define _GNU_SOURCE
#include "sim/control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static void leave(struct control_caller *c)
{
    loop_unwatch(c->control->sim->loop, &c->watch);
    close(c->watch.fd);
    c->watch.fd = -1;
    c->watching = false;
    c->n_line = 0;
}

static void tell(struct control_caller *c, const char *text)
{
    const char *line = turn_text("%s\n", text);
    if (send(c->watch.fd, line, strlen(line), MSG_NOSIGNAL) != (ssize_t)strlen(line))
        leave(c); /* it does not read what it asked for */
}

static void obey(struct control_caller *c)
{
    c->line[c->n_line] = '\0';
    c->n_line = 0;
    if (strcmp(c->line, "watch") == 0) {
        c->watching = true;
        tell(c, sim_command(c->control->sim, "status"));
        return;
    }
    tell(c, sim_command(c->control->sim, c->line));
}

static void take(struct control_caller *c, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n && c->watch.fd >= 0; i++) {
        if (bytes[i] == '\n')
            obey(c);
        else if (c->n_line < sizeof c->line - 1)
            c->line[c->n_line++] = bytes[i];
    }
}

static void on_caller(void *mine, bool readable, bool writable)
{
    struct control_caller *c = mine;
    char bytes[CONTROL_LINE];
    (void)readable, (void)writable;
    ssize_t n = recv(c->watch.fd, bytes, sizeof bytes, 0);
    if (n > 0)
        take(c, bytes, (size_t)n);
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        leave(c);
}

static struct control_caller *free_place(struct control *control)
{
    for (size_t i = 0; i < COUNT(control->callers); i++)
        if (control->callers[i].watch.fd < 0)
            return &control->callers[i];
    return NULL;
}

static void on_call(void *mine, bool readable, bool writable)
{
    struct control *control = mine;
    (void)readable, (void)writable;
    int fd = accept4(control->listener.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    struct control_caller *c = fd < 0 ? NULL : free_place(control);
    if (!c) {
        if (fd >= 0)
            close(fd);
        return;
    }
    c->watch = (struct watch){fd, on_caller, c};
    must(loop_watch(control->sim->loop, &c->watch, false) == OK);
}

static int listen_on(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return fail(E_FORMAT, "%s: longer than a socket path may be", path);
    strcpy(to.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&to, sizeof to) < 0 || chmod(path, 0660) < 0 || listen(fd, 8) < 0) {
        int code = fail_errno("listen on %s", path);
        if (fd >= 0)
            close(fd);
        return code;
    }
    return fd;
}

int control_open(struct control *control, struct sim *sim, const char *path)
{
    int fd = listen_on(path);
    if (fd < 0)
        return fd;
    *control = (struct control){.sim = sim, .listener = {fd, on_call, control}};
    for (size_t i = 0; i < COUNT(control->callers); i++) {
        control->callers[i].control = control;
        control->callers[i].watch.fd = -1;
    }
    return loop_watch(sim->loop, &control->listener, false);
}

void control_close(struct control *control)
{
    for (size_t i = 0; i < COUNT(control->callers); i++)
        if (control->callers[i].watch.fd >= 0)
            leave(&control->callers[i]);
    loop_unwatch(control->sim->loop, &control->listener);
    close(control->listener.fd);
    free(control->told);
}

void control_settle(struct control *control)
{
    const char *now = sim_command(control->sim, "status");
    if (control->told && strcmp(control->told, now) == 0)
        return;
    free(control->told);
    control->told = make_text(now);
    for (size_t i = 0; i < COUNT(control->callers); i++)
        if (control->callers[i].watching)
            tell(&control->callers[i], now);
}
