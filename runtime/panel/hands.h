/* hands.h - a thread that runs the commands, one after the other: a slow one holds up the next, and never the window.
 */
#ifndef PANEL_HANDS_H
#define PANEL_HANDS_H

#include "panel/news.h"

struct hands {
    uint32_t event;
    const char *run;
    char *command; /* the path of `anjungan` */
    int lines[2];  /* a pipe: each line is a command */
    SDL_Thread *thread;
};

/* command: the path of `anjungan`; both texts stay the caller's, and there. */
int hands_open(struct hands *hands, const char *run, char *command, uint32_t event);
void hands_close(struct hands *hands);

/* `anjungan --run RUN LINE`; its answer is news. False when too many wait. */
bool hands_do(struct hands *hands, const char *line);

#endif
