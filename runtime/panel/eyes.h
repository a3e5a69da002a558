/* eyes.h - a thread that watches the simulated devices, and the kiosk itself: the panel looks at nothing by the clock.
 */
#ifndef PANEL_EYES_H
#define PANEL_EYES_H

#include "panel/news.h"

struct eyes {
    uint32_t event;
    int kiosk;      /* the supervisor's socket: it closes when the kiosk has ended */
    int end[2];     /* a pipe: closed, the thread ends */
    char path[108]; /* of the simulator's socket */
    SDL_Thread *thread;
};

/* E_GONE when there is no kiosk in that run folder. */
int eyes_open(struct eyes *eyes, const char *run, uint32_t event);
void eyes_close(struct eyes *eyes);

#endif
