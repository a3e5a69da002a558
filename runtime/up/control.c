/* control.c - see control.h. */
#define _GNU_SOURCE
#include "up/control.h"

#include "base/json.h"
#include "up/ports.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE_BYTES = 256, CALLERS_MAX = 8 };

struct caller {
    struct control *control;
    struct watch watch; /* fd -1: the place is free */
    char line[LINE_BYTES];
    size_t n;
};

struct control {
    struct loop *loop;
    struct crew *crew;
    struct watch listener;
    struct caller callers[CALLERS_MAX];
};

static const char *status(struct crew *crew)
{
    json_t *rows = crew_status(crew);
    char *text = json_write(rows);
    const char *line = turn_text("%s", text);
    free(text);
    json_decref(rows);
    return line;
}

static const char *change(struct crew *crew, const char *verb, const char *name)
{
    static const struct {
        const char *verb;
        int (*change)(struct crew *crew, const char *name, const char **why);
    } changes[] = {{"kill", crew_kill}, {"stop", crew_stop}, {"start", crew_wake}};
    const char *why = "";
    for (size_t i = 0; i < COUNT(changes); i++)
        if (strcmp(verb, changes[i].verb) == 0)
            return changes[i].change(crew, name, &why) == OK ? "ok" : turn_text("error %s", why);
    return "error say status, kill NAME, stop NAME, start NAME or down";
}

/* The answer to a line, in turn memory. */
static const char *obey(struct control *control, char *line)
{
    char *name = strchr(line, ' ');
    if (name)
        *name++ = 0;
    if (strcmp(line, "status") == 0)
        return status(control->crew);
    if (strcmp(line, "down") != 0)
        return change(control->crew, line, name ? name : "");
    loop_stop(control->loop, OK);
    return "ok";
}

static void hang_up(struct caller *caller)
{
    loop_unwatch(caller->control->loop, &caller->watch);
    close(caller->watch.fd);
    caller->watch.fd = -1;
}

static void answer(struct caller *caller, char *line)
{
    const char *text = turn_text("%s\n", obey(caller->control, line));
    if (send(caller->watch.fd, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)strlen(text))
        hang_up(caller);
}

static void answer_lines(struct caller *caller)
{
    char *end;
    while (caller->watch.fd >= 0 && (end = memchr(caller->line, '\n', caller->n))) {
        *end = 0;
        answer(caller, caller->line);
        size_t used = (size_t)(end + 1 - caller->line);
        memmove(caller->line, end + 1, caller->n - used);
        caller->n -= used;
    }
    if (caller->watch.fd >= 0 && caller->n == sizeof caller->line)
        hang_up(caller);
}

static void on_words(void *mine, bool readable, bool writable)
{
    struct caller *caller = mine;
    (void)readable, (void)writable;
    ssize_t got = recv(caller->watch.fd, caller->line + caller->n, sizeof caller->line - caller->n, MSG_DONTWAIT);
    if (got <= 0) {
        hang_up(caller);
        return;
    }
    caller->n += (size_t)got;
    answer_lines(caller);
}

static struct caller *free_place(struct control *control)
{
    for (size_t i = 0; i < CALLERS_MAX; i++)
        if (control->callers[i].watch.fd < 0)
            return &control->callers[i];
    return NULL;
}

static void on_caller(void *mine, bool readable, bool writable)
{
    struct control *control = mine;
    (void)readable, (void)writable;
    int fd = accept4(control->listener.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    struct caller *caller = free_place(control);
    if (fd < 0)
        return;
    if (!caller) {
        close(fd);
        return;
    }
    *caller = (struct caller){.control = control, .watch = {fd, on_words, caller}};
    loop_watch(control->loop, &caller->watch, false);
}

struct control *control_open(struct loop *loop, const struct folder *folder, struct crew *crew)
{
    struct control *control = make(sizeof *control);
    *control = (struct control){.loop = loop, .crew = crew};
    for (size_t i = 0; i < CALLERS_MAX; i++)
        control->callers[i].watch.fd = -1;
    control->listener =
        (struct watch){port_unix(folder_path(folder, "run/up/control"), SOCK_STREAM), on_caller, control};
    if (control->listener.fd >= 0 && loop_watch(loop, &control->listener, false) == OK)
        return control;
    free(control);
    return NULL;
}

void control_close(struct control *control)
{
    for (size_t i = 0; i < CALLERS_MAX; i++)
        if (control->callers[i].watch.fd >= 0)
            hang_up(&control->callers[i]);
    loop_unwatch(control->loop, &control->listener);
    close(control->listener.fd);
    free(control);
}
