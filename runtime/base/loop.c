/* loop.c - see loop.h. */
#define _GNU_SOURCE
#include "base/loop.h"

#include "base/clock.h"
#include "base/watchdog.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { BATCH = 32 };

struct loop {
    int epoll;
    bool stopped;
    int result;
    struct watch signals;
    struct timer *timers; /* soonest first */
    struct epoll_event ready[BATCH];
    int n_ready;
    void (*settle)(void *mine);
    void *mine;
};

static void on_signal(void *mine, bool readable, bool writable)
{
    (void)readable;
    (void)writable;
    loop_stop(mine, OK);
}

static void watch_signals(struct loop *loop)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    loop->signals = (struct watch){signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK), on_signal, loop};
    must(loop->signals.fd >= 0);
    must(loop_watch(loop, &loop->signals, false) == OK);
}

struct loop *loop_new(void (*settle)(void *mine), void *mine)
{
    struct loop *loop = make(sizeof *loop);
    loop->settle = settle;
    loop->mine = mine;
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    must(loop->epoll >= 0);
    watch_signals(loop);
    return loop;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    close(loop->signals.fd);
    close(loop->epoll);
    free(loop);
}

int loop_watch(struct loop *loop, struct watch *watch, bool also_writable)
{
    struct epoll_event want = {.events = EPOLLIN | (also_writable ? (uint32_t)EPOLLOUT : 0u), .data.ptr = watch};
    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, watch->fd, &want) == 0)
        return OK;
    if (errno == EEXIST && epoll_ctl(loop->epoll, EPOLL_CTL_MOD, watch->fd, &want) == 0)
        return OK;
    return fail_errno("watch descriptor %d", watch->fd);
}

void loop_unwatch(struct loop *loop, struct watch *watch)
{
    if (watch->fd >= 0)
        epoll_ctl(loop->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
    for (int i = 0; i < loop->n_ready; i++)
        if (loop->ready[i].data.ptr == watch)
            loop->ready[i].data.ptr = NULL;
}

void loop_forget(struct loop *loop, struct timer *timer)
{
    for (struct timer **at = &loop->timers; *at; at = &(*at)->next) {
        if (*at == timer) {
            *at = timer->next;
            break;
        }
    }
    timer->at = 0;
}

void loop_after(struct loop *loop, struct timer *timer, int64_t ms)
{
    loop_forget(loop, timer);
    timer->at = clock_ms() + (ms > 0 ? ms : 0);
    struct timer **at = &loop->timers;
    while (*at && (*at)->at <= timer->at)
        at = &(*at)->next;
    timer->next = *at;
    *at = timer;
}

static int wait_ms(const struct loop *loop)
{
    if (!loop->timers)
        return -1;
    int64_t left = loop->timers->at - clock_ms();
    return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

static void call_ready(struct loop *loop)
{
    for (int i = 0; i < loop->n_ready; i++) {
        struct watch *w = loop->ready[i].data.ptr;
        uint32_t e = loop->ready[i].events;
        if (w)
            w->ready(w->mine, e & (EPOLLIN | EPOLLHUP | EPOLLERR), e & EPOLLOUT);
    }
    loop->n_ready = 0;
}

static void call_due(struct loop *loop)
{
    int64_t now = clock_ms();
    while (loop->timers && loop->timers->at <= now) {
        struct timer *t = loop->timers;
        loop_forget(loop, t);
        t->due(t->mine);
    }
}

int loop_run(struct loop *loop)
{
    while (!loop->stopped) {
        int n = epoll_wait(loop->epoll, loop->ready, BATCH, wait_ms(loop));
        if (n < 0 && errno != EINTR)
            return fail_errno("wait");
        loop->n_ready = n < 0 ? 0 : n;
        watchdog_turn(true);
        call_ready(loop);
        call_due(loop);
        if (loop->settle)
            loop->settle(loop->mine);
        turn_end();
        watchdog_turn(false);
    }
    return loop->result;
}

void loop_stop(struct loop *loop, int result)
{
    loop->stopped = true;
    loop->result = result;
}
