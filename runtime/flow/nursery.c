/* nursery.c - see nursery.h. A child is watched by two descriptors: its pidfd, readable when it is dead, and the pipe
 * that is its standard error. */
#define _GNU_SOURCE
#include "flow/nursery.h"

#include "base/guard.h"
#include "base/link.h"
#include "flow/child.h"
#include "flow/engine.h"
#include "flow/lock.h"
#include "flow/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN_MAX = 32, LOG_BUDGET = 8192, LOG_LINE = 2304 };

struct nursery {
    struct loop *loop;
    struct link link;
    struct child *children;
    int n_children;
    bool scripts_speak; /* a demo: what scripts log is shown */
};

struct child {
    struct nursery *nursery;
    struct child *next;
    int64_t number; /* core's name for it */
    struct watch life;
    struct watch log;
    struct timer deadline;
    size_t said; /* bytes of log so far */
    char line[LOG_LINE];
    size_t n_line;
    const char *why; /* why we killed it, if we did */
    bool forsaken;   /* the core that wanted it is gone */
};

static struct child *child_find(const struct nursery *n, int64_t number)
{
    for (struct child *c = n->children; c; c = c->next)
        if (c->number == number && !c->forsaken)
            return c;
    return NULL;
}

static void child_kill(struct child *c, const char *why)
{
    if (!c->why)
        c->why = why;
    pidfd_send_signal(c->life.fd, SIGKILL, NULL, 0);
}

static void report(struct nursery *n, int64_t number, const char *why, int with)
{
    link_put(&n->link,
             json_pack("{ss,sI,ss,si}", "type", "gone", "child", (json_int_t)number, "why", why, "number", with));
}

/* A line begins with its level: what a script logs ("<6>") may hold what a citizen typed, and stays here. Nothing of a
 * line stays on the stack, which the next citizen's child inherits. */
static void pass_line(struct child *c)
{
    const char *line = c->line;
    bool level = line[0] == '<' && line[1] && line[2] == '>';
    if (*line && (!level || line[1] < '6' || c->nursery->scripts_speak)) {
        say("child %" PRId64 ": %s", c->number, level ? line + 3 : line);
        memory_wipe_stack();
    }
    explicit_bzero(c->line, c->n_line);
    c->n_line = 0;
}

/* Lines are put together here, however they arrive: the rest of a long one must not pass for one without a level. */
static void pass_letter(struct child *c, char letter)
{
    if (letter == '\n')
        pass_line(c);
    else if (c->n_line < sizeof c->line - 1)
        c->line[c->n_line++] = letter;
}

/* A child's standard error, up to a budget: no script may fill a disk, or keep the nursery busy. */
static bool pass_log(struct child *c)
{
    char text[2048];
    ssize_t n = c->said < LOG_BUDGET ? read(c->log.fd, text, sizeof text) : 0;
    for (ssize_t i = 0; i < n && c->said < LOG_BUDGET; i++, c->said++)
        pass_letter(c, text[i]);
    if (n <= 0)
        loop_unwatch(c->nursery->loop, &c->log);
    else
        explicit_bzero(text, (size_t)n);
    return n > 0;
}

static void on_log(void *mine, bool readable, bool writable)
{
    (void)readable;
    (void)writable;
    pass_log(mine);
}

static void child_free(struct child *c)
{
    struct nursery *n = c->nursery;
    for (struct child **at = &n->children; *at; at = &(*at)->next) {
        if (*at == c) {
            *at = c->next;
            break;
        }
    }
    n->n_children--;
    loop_forget(n->loop, &c->deadline);
    loop_unwatch(n->loop, &c->life);
    loop_unwatch(n->loop, &c->log);
    close(c->life.fd);
    close(c->log.fd);
    wipe_free(c, sizeof *c);
}

static void on_end(void *mine, bool readable, bool writable)
{
    struct child *c = mine;
    siginfo_t how = {0};
    (void)readable;
    (void)writable;
    if (waitid(P_PIDFD, (id_t)c->life.fd, &how, WEXITED | WNOHANG) < 0 || how.si_pid == 0)
        return;
    while (pass_log(c))
        continue;
    pass_line(c);
    bool killed = how.si_code != CLD_EXITED;
    if (!c->forsaken)
        report(c->nursery, c->number, !killed ? "exit" : c->why ? c->why : "signal", how.si_status);
    child_free(c);
}

static void on_deadline(void *mine)
{
    struct child *c = mine;
    say("child %" PRId64 " was not ready in time", c->number);
    child_kill(c, "deadline");
}

static struct child *child_add(struct nursery *n, int64_t number, int pidfd, int log)
{
    struct child *c = make(sizeof *c);
    c->nursery = n;
    c->number = number;
    c->life = (struct watch){pidfd, on_end, c};
    c->log = (struct watch){log, on_log, c};
    c->deadline = (struct timer){.due = on_deadline, .mine = c};
    c->next = n->children;
    n->children = c;
    n->n_children++;
    must(loop_watch(n->loop, &c->life, false) == OK && loop_watch(n->loop, &c->log, false) == OK);
    return c;
}

/* The child's socket goes to core; from then on the two speak alone. */
static void hand_over(struct nursery *n, int64_t number, pid_t pid, int socket)
{
    json_t *body = json_pack("{ss,sI,si}", "type", "child", "child", (json_int_t)number, "pid", (int)pid);
    link_send(&n->link, body, &socket, 1);
    json_decref(body);
}

/* Forks; in the parent a pidfd, or a negative result and no child. */
static int fork_child(const char *work, int socket, int log, pid_t *pid)
{
    pid_t parent = getpid();
    *pid = fork();
    if (*pid == 0)
        child_run(work, socket, log, parent);
    int pidfd = *pid > 0 ? pidfd_open(*pid, 0) : -1;
    if (pidfd >= 0)
        return pidfd;
    int code = fail_errno("fork");
    if (*pid > 0) {
        kill(*pid, SIGKILL);
        waitpid(*pid, NULL, 0);
    }
    return code;
}

static int start(struct nursery *n, int64_t number, const char *work)
{
    int ends[2], log[2];
    if (wire_pair(ends) < 0)
        return E_IO;
    if (pipe2(log, O_CLOEXEC | O_NONBLOCK) < 0) {
        close(ends[0]);
        close(ends[1]);
        return fail_errno("pipe");
    }
    pid_t pid;
    int pidfd = fork_child(work, ends[1], log[1], &pid);
    close(ends[1]);
    close(log[1]);
    if (pidfd >= 0) {
        child_add(n, number, pidfd, log[0]);
        hand_over(n, number, pid, ends[0]);
    } else {
        close(log[0]);
    }
    close(ends[0]);
    return pidfd < 0 ? pidfd : OK;
}

static void on_fork(struct nursery *n, int64_t number, const char *work)
{
    int code = OK;
    if (!child_knows(work))
        code = fail(E_FORMAT, "no work is called \"%.16s\"", work);
    else if (child_find(n, number))
        code = fail(E_STATE, "child %" PRId64 " runs already", number);
    else if (n->n_children >= CHILDREN_MAX)
        code = fail(E_FULL, "%d children run already", CHILDREN_MAX);
    if (code < 0 || start(n, number, work) < 0)
        report(n, number, "refused", 0);
}

static void on_packet(void *mine, struct packet *packet)
{
    struct nursery *n = mine;
    int64_t number = json_number(packet->body, "child", 0), ms = json_number(packet->body, "ms", 0);
    if (strcmp(packet_type(packet), "fork") == 0) {
        on_fork(n, number, json_text(packet->body, "work"));
        return;
    }
    struct child *c = child_find(n, number);
    if (!c)
        return; /* it died meanwhile; core hears of it */
    if (strcmp(packet_type(packet), "drop") == 0)
        child_kill(c, "dropped");
    else if (ms > 0)
        loop_after(n->loop, &c->deadline, ms);
    else
        loop_forget(n->loop, &c->deadline);
}

static void on_lost(void *mine)
{
    struct nursery *n = mine;
    for (struct child *c = n->children; c; c = c->next) {
        c->forsaken = true;
        child_kill(c, "dropped");
    }
}

static void say_what_is_missing(void)
{
    if (guard_sanitized())
        say("sanitizer build: children are locked without the memory limit and the list of system calls");
    if (!lock_has_landlock())
        say("this kernel has no Landlock: children are locked by limits and the list of system calls alone");
}

int nursery_run(const struct site *site)
{
    struct nursery n = {.loop = loop_new(NULL, NULL), .scripts_speak = json_truth(site->settings, "demo")};
    char *path = make_text(wire_path(site->run, "flow"));
    setvbuf(stderr, NULL, _IONBF, 0); /* a buffer would keep lines for children to inherit */
    say_what_is_missing();
    engine_compile();
    n.link = (struct link){.loop = n.loop,
                           .path = path,
                           .program = "anjungan-flow",
                           .door = &door_core_to_nursery,
                           .packet = on_packet,
                           .lost = on_lost,
                           .mine = &n};
    link_open(&n.link);
    int code = loop_run(n.loop);
    link_close(&n.link);
    on_lost(&n);
    while (n.children)
        child_free(n.children);
    loop_free(n.loop);
    free(path);
    return code;
}
