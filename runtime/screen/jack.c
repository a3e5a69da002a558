/* jack.c - see jack.h. A thread of its own waits for the switch: a window's loop waits for SDL alone. */
#define _GNU_SOURCE
#include "screen/jack.h"

#include <SDL.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct jack {
    int fd, over; /* over: an eventfd that ends the thread */
    SDL_atomic_t in;
    SDL_Thread *thread;
    uint32_t event;
};

static void set(struct jack *jack, bool in)
{
    if (SDL_AtomicSet(&jack->in, in) != (int)in)
        SDL_PushEvent(&(SDL_Event){.type = jack->event});
}

static int run(void *mine)
{
    struct jack *jack = mine;
    struct pollfd waits[2] = {{.fd = jack->fd, .events = POLLIN}, {.fd = jack->over, .events = POLLIN}};
    struct input_event event;
    while (poll(waits, 2, -1) >= 0 || errno == EINTR) {
        if (waits[1].revents)
            return 0;
        if (!waits[0].revents)
            continue;
        if (read(jack->fd, &event, sizeof event) != (ssize_t)sizeof event)
            return fail_errno("the socket of the headset is gone: speech begins by hand from now on");
        if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT)
            set(jack, event.value != 0);
    }
    return 0;
}

/* How it stands now; what is no input device has no answer, and counts as out. */
static bool ask(int fd)
{
    unsigned char switches[SW_MAX / 8 + 1] = {0};
    return ioctl(fd, EVIOCGSW(sizeof switches), switches) >= 0 &&
           (switches[SW_HEADPHONE_INSERT / 8] >> SW_HEADPHONE_INSERT % 8 & 1);
}

struct jack *jack_open(const char *path)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        fail_errno("site.conf: speech.jack: %s", path);
        return NULL;
    }
    struct jack *jack = make(sizeof *jack);
    jack->fd = fd;
    jack->over = eventfd(0, EFD_CLOEXEC);
    jack->event = SDL_RegisterEvents(1);
    SDL_AtomicSet(&jack->in, ask(fd));
    jack->thread = SDL_CreateThread(run, "jack", jack);
    return jack;
}

void jack_close(struct jack *jack)
{
    if (!jack)
        return;
    eventfd_write(jack->over, 1);
    SDL_WaitThread(jack->thread, NULL);
    close(jack->fd);
    close(jack->over);
    free(jack);
}

bool jack_in(struct jack *jack)
{
    return SDL_AtomicGet(&jack->in);
}
