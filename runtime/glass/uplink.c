/* uplink.c - see uplink.h. The thread must not use turn memory, which belongs to the window's thread. */
#define _GNU_SOURCE
#include "glass/uplink.h"

#include "base/link.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FIRST_PAUSE_MS = 50, LAST_PAUSE_MS = 1000 };

bool uplink_post(uint32_t event, enum uplink_news news, void *one, intptr_t other)
{
    SDL_Event e = {.user = {.type = event, .code = (Sint32)news, .data1 = one, .data2 = (void *)other}};
    return SDL_PushEvent(&e) == 1;
}

static void set_fd(struct uplink *uplink, int fd)
{
    SDL_LockMutex(uplink->lock);
    uplink->fd = fd;
    SDL_UnlockMutex(uplink->lock);
}

static bool post_packet(struct uplink *uplink, const struct packet *packet)
{
    struct packet *copy = make(sizeof *copy);
    *copy = *packet;
    if (uplink_post(uplink->event, UPLINK_PACKET, copy, 0))
        return true;
    packet_free(copy);
    free(copy);
    return false;
}

/* Until core is gone. */
static void listen_to(struct uplink *uplink, int fd)
{
    struct packet packet;
    for (int code = OK; code == OK || code == E_STATE;) {
        if (poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1) < 0)
            continue;
        code = wire_receive(fd, uplink->door, &packet);
        if (code == OK && !post_packet(uplink, &packet))
            code = E_FULL;
    }
}

static bool say_hello(struct uplink *uplink, int fd)
{
    json_t *hello = link_hello(uplink->program);
    int code = wire_send(fd, hello, NULL, 0);
    json_decref(hello);
    wire_calm(fd);
    return code == OK;
}

static int run(void *mine)
{
    struct uplink *uplink = mine;
    uint32_t pause = FIRST_PAUSE_MS;
    while (!SDL_AtomicGet(&uplink->closing)) {
        int fd = wire_connect(uplink->path);
        if (fd >= 0 && say_hello(uplink, fd)) {
            set_fd(uplink, fd);
            uplink_post(uplink->event, UPLINK_STANDING, NULL, 0);
            listen_to(uplink, fd);
            set_fd(uplink, -1);
            uplink_post(uplink->event, UPLINK_LOST, NULL, 0);
            pause = FIRST_PAUSE_MS;
        }
        if (fd >= 0)
            close(fd);
        SDL_Delay(pause);
        pause = pause * 2 > LAST_PAUSE_MS ? LAST_PAUSE_MS : pause * 2;
    }
    return 0;
}

int uplink_open(struct uplink *uplink, const char *path, const char *program, const struct door *door, uint32_t event)
{
    *uplink = (struct uplink){.door = door, .event = event, .fd = -1};
    snprintf(uplink->path, sizeof uplink->path, "%s", path);
    snprintf(uplink->program, sizeof uplink->program, "%s", program);
    uplink->lock = SDL_CreateMutex();
    uplink->thread = SDL_CreateThread(run, "uplink", uplink);
    return uplink->lock && uplink->thread ? OK : fail(E_IO, "thread: %s", SDL_GetError());
}

void uplink_close(struct uplink *uplink)
{
    SDL_AtomicSet(&uplink->closing, 1);
    SDL_LockMutex(uplink->lock);
    if (uplink->fd >= 0)
        shutdown(uplink->fd, SHUT_RDWR);
    SDL_UnlockMutex(uplink->lock);
    SDL_WaitThread(uplink->thread, NULL);
    SDL_DestroyMutex(uplink->lock);
}

int uplink_send(struct uplink *uplink, json_t *body)
{
    SDL_LockMutex(uplink->lock);
    int code = uplink->fd >= 0 ? wire_send(uplink->fd, body, NULL, 0) : E_GONE;
    SDL_UnlockMutex(uplink->lock);
    json_wipe(body);
    return code;
}
