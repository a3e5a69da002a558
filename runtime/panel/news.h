/* news.h - what the panel's two threads tell its window: as SDL events of one type, each with a body that the window
 * frees. */
#ifndef PANEL_NEWS_H
#define PANEL_NEWS_H

#include "base/json.h"

#include <SDL.h>

/* The code of such an event. */
enum news {
    NEWS_STATUS, /* data1: json_t *, the simulator's status; NULL: it does not answer */
    NEWS_ANSWER, /* data1: struct answer * */
    NEWS_GONE,   /* the kiosk has ended */
};

/* How one command ended. */
struct answer {
    char line[96];
    bool good;
    char text[1024];
};

/* From any thread. */
void news_post(uint32_t event, enum news news, void *body);

#endif
