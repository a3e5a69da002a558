/* crew.c - see crew.h. */
#define _GNU_SOURCE
#include "up/crew.h"

#include "base/clock.h"
#include "base/crashes.h"
#include "up/launch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 24, PAUSE_MIN = 100, PAUSE_MAX = 5000, ALIVE_MS = 3000, GRACE_MS = 1000, STOPPED_MS = 2000 };

struct member {
    struct job job;
    struct crew *crew;
    bool wanted; /* a person may say no */
    bool out;    /* not wanted because it ended too often */
    bool killed; /* by a person: that does not count */
    struct crashes crashes;
    pid_t pid; /* 0 while it does not run */
    int64_t started;
    int64_t pause; /* before the next start */
    int starts;
    struct watch ended;   /* its pidfd */
    struct watch called;  /* on demand: the socket somebody knocks at */
    struct timer again;   /* the next start; or, for one that was told to stop, the end of its patience */
    struct timer stopped; /* it stands still: the end of ours */
};

struct crew {
    struct loop *loop;
    const struct folder *folder;
    struct watch changed; /* the kernel's word that a child ended, stopped or goes on */
    struct member members[JOBS_MAX];
    int n;
};

/* The newest of what happened counts; nothing while it only runs. */
static void look_at(struct member *m)
{
    siginfo_t how = {0};
    while (m->pid > 0 && waitid(P_PIDFD, (id_t)m->ended.fd, &how, WSTOPPED | WCONTINUED | WNOHANG) == 0 &&
           how.si_pid != 0) {
        if (how.si_code == CLD_STOPPED)
            loop_after(m->crew->loop, &m->stopped, STOPPED_MS);
        else
            loop_forget(m->crew->loop, &m->stopped);
        how.si_pid = 0;
    }
}

/* Ends are seen by their pidfd; of the rest a signal tells, but not of whom. */
static void on_changed(void *mine, bool readable, bool writable)
{
    struct crew *crew = mine;
    struct signalfd_siginfo told;
    (void)readable, (void)writable;
    while (read(crew->changed.fd, &told, sizeof told) > 0)
        ;
    for (int i = 0; i < crew->n; i++)
        look_at(&crew->members[i]);
}

static void on_stopped(void *mine)
{
    struct member *m = mine;
    fail(E_TIMEOUT, "%s stands still for %d ms: killed", m->job.name, STOPPED_MS);
    kill(m->pid, SIGKILL);
}

static void watch_changes(struct crew *crew)
{
    sigset_t changes;
    sigemptyset(&changes);
    sigaddset(&changes, SIGCHLD);
    sigprocmask(SIG_BLOCK, &changes, NULL);
    crew->changed = (struct watch){signalfd(-1, &changes, SFD_CLOEXEC | SFD_NONBLOCK), on_changed, crew};
    must(crew->changed.fd >= 0 && loop_watch(crew->loop, &crew->changed, false) == OK);
}

struct crew *crew_new(struct loop *loop, const struct folder *folder)
{
    struct crew *crew = make(sizeof *crew);
    crew->loop = loop;
    crew->folder = folder;
    watch_changes(crew);
    return crew;
}

void crew_free(struct crew *crew)
{
    loop_unwatch(crew->loop, &crew->changed);
    close(crew->changed.fd);
    free(crew);
}

static void say_end(const struct member *m, const siginfo_t *how, int64_t alive)
{
    const char *what = how->si_code == CLD_EXITED ? "with code" : "by signal";
    say("%s ended %s %d after %lld ms%s (%s/log/%s.log)", m->job.name, what, how->si_status, (long long)alive,
        m->wanted && !m->job.on_demand ? turn_text(", starting again in %lld ms", (long long)m->pause) : "",
        m->crew->folder->run, m->job.name);
}

static void rest(struct member *m);

static bool ended_too_often(struct member *m)
{
    return m->job.dispensable && m->wanted && !m->killed && crashes_add(&m->crashes, clock_ms());
}

static void on_end(void *mine, bool readable, bool writable)
{
    struct member *m = mine;
    siginfo_t how = {0};
    (void)readable, (void)writable;
    if (waitid(P_PIDFD, (id_t)m->ended.fd, &how, WEXITED | WNOHANG) < 0 || how.si_pid == 0)
        return;
    loop_unwatch(m->crew->loop, &m->ended);
    loop_forget(m->crew->loop, &m->stopped);
    close(m->ended.fd);
    int64_t alive = clock_ms() - m->started;
    bool well = alive >= ALIVE_MS || (m->job.on_demand && how.si_code == CLD_EXITED && how.si_status == 0);
    m->pid = 0;
    if (well)
        m->pause = PAUSE_MIN;
    if (m->job.leads) {
        loop_stop(m->crew->loop, how.si_code == CLD_EXITED && how.si_status == 0 ? OK : E_STATE);
        return;
    }
    if (ended_too_often(m)) {
        m->wanted = false;
        m->out = true;
        fail(E_STATE, "%s ended %d times in ten minutes: out of service until: anjungan start %s", m->job.name,
             CRASHES_MOST, m->job.name);
    }
    say_end(m, &how, alive);
    if (m->wanted)
        rest(m);
    else
        loop_forget(m->crew->loop, &m->again);
}

static void start(struct member *m)
{
    m->started = clock_ms();
    m->killed = false;
    m->ended = (struct watch){launch(&m->job, m->crew->folder, &m->pid), on_end, m};
    m->starts++;
    if (m->ended.fd < 0 || loop_watch(m->crew->loop, &m->ended, false) < 0) {
        m->pid = 0;
        rest(m);
    }
}

static void on_call(void *mine, bool readable, bool writable)
{
    struct member *m = mine;
    (void)readable, (void)writable;
    loop_unwatch(m->crew->loop, &m->called);
    start(m);
}

/* Ready to run: now, or when somebody calls. */
static void stand_by(struct member *m)
{
    if (!m->job.on_demand) {
        start(m);
        return;
    }
    m->called = (struct watch){m->job.sockets[0], on_call, m};
    loop_watch(m->crew->loop, &m->called, false);
}

/* The pause between a death and the next start. */
static void rest(struct member *m)
{
    loop_after(m->crew->loop, &m->again, m->pause);
    m->pause = m->pause * 2 > PAUSE_MAX ? PAUSE_MAX : m->pause * 2;
}

static void on_again(void *mine)
{
    struct member *m = mine;
    if (m->wanted)
        stand_by(m);
    else if (m->pid > 0)
        kill(m->pid, SIGKILL);
}

void crew_add(struct crew *crew, const struct job *job)
{
    must(crew->n < JOBS_MAX);
    struct member *m = &crew->members[crew->n++];
    *m = (struct member){.job = *job, .crew = crew, .wanted = true, .pause = PAUSE_MIN, .called = {.fd = -1}};
    m->again = (struct timer){.due = on_again, .mine = m};
    m->stopped = (struct timer){.due = on_stopped, .mine = m};
}

void crew_start(struct crew *crew)
{
    for (int i = 0; i < crew->n; i++)
        if (crew->members[i].wanted)
            stand_by(&crew->members[i]);
}

static void end_one(struct member *m)
{
    struct pollfd wait = {.fd = m->ended.fd, .events = POLLIN};
    int patience = GRACE_MS;
    m->wanted = false;
    loop_forget(m->crew->loop, &m->again);
    loop_forget(m->crew->loop, &m->stopped);
    if (m->pid <= 0)
        return;
    for (int signal = SIGTERM;; signal = SIGKILL, patience = -1) {
        kill(m->pid, signal);
        if (poll(&wait, 1, patience) > 0)
            break;
    }
    waitpid(m->pid, NULL, 0);
    loop_unwatch(m->crew->loop, &m->ended);
    close(m->ended.fd);
    m->pid = 0;
}

void crew_end(struct crew *crew)
{
    for (int i = crew->n - 1; i >= 0; i--)
        end_one(&crew->members[i]);
}

json_t *crew_status(const struct crew *crew)
{
    json_t *rows = json_array();
    for (int i = 0; i < crew->n; i++) {
        const struct member *m = &crew->members[i];
        json_array_append_new(rows, json_pack("{ss si si sb sb sb}", "name", m->job.name, "pid", (int)m->pid,
                                              "restarts", m->starts > 1 ? m->starts - 1 : 0, "running", m->pid > 0,
                                              "wanted", m->wanted, "out", m->out));
    }
    return rows;
}

static struct member *find(struct crew *crew, const char *name, const char **why)
{
    const char *names = "";
    for (int i = 0; i < crew->n; i++) {
        if (strcmp(crew->members[i].job.name, name) == 0)
            return &crew->members[i];
        names = turn_text("%s %s", names, crew->members[i].job.name);
    }
    *why = turn_text("there is no program \"%s\"; there are%s", name, names);
    return NULL;
}

int crew_kill(struct crew *crew, const char *name, const char **why)
{
    struct member *m = find(crew, name, why);
    if (!m)
        return E_STATE;
    m->killed = m->pid > 0;
    if (m->killed)
        return kill(m->pid, SIGKILL) == 0 ? OK : E_IO;
    *why = turn_text("%s does not run now", name);
    return E_STATE;
}

int crew_stop(struct crew *crew, const char *name, const char **why)
{
    struct member *m = find(crew, name, why);
    if (!m)
        return E_STATE;
    m->wanted = false;
    loop_forget(crew->loop, &m->again);
    if (m->pid > 0) {
        kill(m->pid, SIGTERM);
        loop_after(crew->loop, &m->again, GRACE_MS);
    } else if (m->job.on_demand) {
        loop_unwatch(crew->loop, &m->called);
    }
    return OK;
}

int crew_wake(struct crew *crew, const char *name, const char **why)
{
    struct member *m = find(crew, name, why);
    if (!m || m->wanted)
        return m ? OK : E_STATE;
    m->wanted = true;
    m->out = false;
    m->crashes = (struct crashes){0};
    m->pause = PAUSE_MIN;
    loop_forget(crew->loop, &m->again);
    if (m->pid == 0)
        stand_by(m);
    return OK;
}
