/* window.h - one window: its loop, its fingers, its line to core. What it shows is a face.
 *
 * `anjungan-ui --run RUN main` runs main_face. Another window is another struct face; nothing here knows what a visit
 * is. */
#ifndef GLASS_WINDOW_H
#define GLASS_WINDOW_H

#include "base/site.h"
#include "glass/panel.h"
#include "glass/plan.h"
#include "glass/probe.h"
#include "glass/touch.h"
#include "glass/uplink.h"

struct window;

struct face {
    const char *name;        /* "main": screens.main of site.conf, RUN/run/ui.main/core, the probe's name */
    int tall, wide;          /* width of the design in portrait and in landscape */
    const struct door *door; /* what core may say */
    void *(*open)(struct window *window);
    void (*close)(void *mine);
    void (*packet)(void *mine, struct packet *packet);
    void (*standing)(void *mine, bool standing); /* core is there, or away */
    void (*touched)(void *mine, const char *id); /* somebody is there, pressing that; "": nothing; may be NULL */
    void (*tap)(void *mine, const char *id);
    void (*key)(void *mine, const SDL_KeyboardEvent *event);            /* of a keypad; may be NULL */
    bool (*drag)(void *mine, const char *id, int x, int y, bool first); /* see struct page; may be NULL */
    int64_t (*due)(void *mine, int64_t now); /* does what time brought; ms until it brings something again */
    void (*lay)(void *mine, struct plan *plan);
    void (*shown)(void *mine, const struct plan *plan); /* it is to be seen now; may be NULL */
};

extern const struct face main_face;

struct window {
    const struct site *site;
    const struct face *face;
    void *mine;
    struct panel panel;
    struct draw *draw;
    double mm;            /* of a unit of the design */
    struct plan plans[2]; /* what is shown, and what is to be */
    int shown;
    struct touch touch;
    struct uplink uplink;
    struct probe probe;
    uint32_t event;
};

/* Opens it; negative after a failure. With `headless` there is neither a window nor a line to core: for tests. */
int window_open(struct window *window, const struct site *site, const struct face *face, bool headless);
void window_close(struct window *window);

/* Never returns but by a signal. */
_Noreturn void window_run(struct window *window);

/* One event, as window_run() does; true when something may have changed. */
bool window_event(struct window *window, const SDL_Event *event);

/* The window has another size: the next screen is laid for it. */
int window_resize(struct window *window, int width, int height);

/* Lays the screen, paints and shows what differs. */
void window_show(struct window *window);

/* False where site.conf says `motion = false`: pictures and arrows stand still. */
bool window_moves(const struct window *window);

/* To core; drops the reference. */
int window_send(struct window *window, json_t *packet);

/* The screen changed: what fingers hold now is nothing. Texts already drawn are wiped too when a visit ends. */
void window_release(struct window *window);
void window_wipe(struct window *window);

#endif
