/* window.c - see window.h.
 *
 * The loop sleeps until a finger, a packet or the face's next time, takes all events that wait, then paints once. Only
 * finger events count: a mouse gives them too (SDL makes them), so no tap can come twice. */
#define _GNU_SOURCE
#include "glass/window.h"

#include "base/clock.h"
#include "base/watchdog.h"
#include "glass/keypad.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void set_hints(void)
{
    setenv("XCOMPOSEFILE", "/dev/null", 0); /* nobody composes letters here, and reading the table takes 10 ms */
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0); /* else SDL forks a search for a bus: another 10 ms */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0"); /* nothing is dragged, and it asks the X server four times a tap */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

/* Somebody works there beside the kiosk, with windows and keys of their own. */
static bool is_desk(const struct window *window)
{
    const json_t *settings = window->site->settings;
    return json_truth(settings, "demo") || json_object_get(settings, "author");
}

static bool has_keypad(const struct window *window)
{
    return window->face->key && keypad_is_there(window->site->settings);
}

static void ignore_events(bool keypad)
{
    static const uint32_t types[] = {SDL_MOUSEMOTION, SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP, SDL_MOUSEWHEEL,
                                     SDL_KEYDOWN,     SDL_KEYUP,           SDL_TEXTINPUT,     SDL_TEXTEDITING};
    for (size_t i = 0; i < COUNT(types); i++)
        SDL_EventState(types[i], SDL_IGNORE);
    if (keypad)
        SDL_EventState(SDL_KEYDOWN, SDL_ENABLE);
    SDL_StopTextInput();
}

/* A face that has a design for portrait stands upright when nobody says otherwise. */
static bool is_tall(const struct face *face)
{
    return face->tall < 1920;
}

/* Pixels of the page, which may lie turned in the window, and the width of the design for them. */
static int page_size(const struct window *window, struct box on_window, int *across, int *down)
{
    bool upright = window->panel.turn % 2 == 0;
    *across = upright ? on_window.w : on_window.h;
    *down = upright ? on_window.h : on_window.w;
    return *across > *down ? window->face->wide : window->face->tall;
}

static int open_canvas(struct window *window, bool headless)
{
    int code = panel_read(&window->panel, window->site->settings, window->face->name, is_tall(window->face));
    if (code < 0)
        return code;
    int across, down, width = page_size(window, window->panel.window, &across, &down);
    const char *fonts = site_path(window->site, "share/fonts.conf");
    const char *title = turn_text("Anjungan %s", window->face->name);
    window->draw = headless ? draw_picture(across, down, width, fonts)
                            : draw_open(title, window->panel.window, window->panel.turn, width, fonts);
    if (!window->draw)
        return E_IO;
    window->mm = panel_pitch(&window->panel, window->draw->window) * window->draw->scale;
    for (int i = 0; i < 2; i++) {
        window->plans[i].draw = window->draw;
        window->plans[i].kind = window->plans[i].key = "";
    }
    return OK;
}

int window_resize(struct window *window, int width, int height)
{
    if (width < 1 || height < 1)
        return OK; /* it is out of sight */
    int across, down, design = page_size(window, (struct box){0, 0, width, height}, &across, &down);
    window->panel.window.w = width;
    window->panel.window.h = height;
    touch_forget(&window->touch);
    int code = draw_resize(window->draw, across, down, design);
    window->mm = panel_pitch(&window->panel, window->draw->window) * window->draw->scale;
    return code;
}

static int open_lines(struct window *window)
{
    const char *role = turn_text("ui.%s", window->face->name);
    window->event = SDL_RegisterEvents(1);
    int code = probe_open(&window->probe, window->site, window->face->name, window->event);
    if (code < 0)
        return code;
    return uplink_open(&window->uplink, wire_path(window->site->run, role), role, window->face->door, window->event);
}

/* All events that wait; true when something may have changed. The first is there already when `event` is not NULL. */
static bool take_events(struct window *window, SDL_Event *event)
{
    SDL_Event next;
    bool changed = event && window_event(window, event);
    while (SDL_PollEvent(&next))
        changed |= window_event(window, &next);
    return changed;
}

/* Core is called before words and index are read: what it says of home is often there for the first picture. */
int window_open(struct window *window, const struct site *site, const struct face *face, bool headless)
{
    *window = (struct window){.site = site, .face = face};
    memset(window->probe.eyes, -1, sizeof window->probe.eyes);
    window->uplink.fd = -1;
    set_hints();
    if (SDL_Init(headless ? 0 : SDL_INIT_VIDEO) < 0)
        return fail(E_IO, "SDL: %s", SDL_GetError());
    if (open_canvas(window, headless) < 0 || (!headless && open_lines(window) < 0))
        return E_IO;
    window->mine = face->open(window);
    if (!window->mine)
        return E_STATE;
    if (headless)
        return OK;
    ignore_events(has_keypad(window));
    SDL_ShowCursor(is_desk(window) ? SDL_ENABLE : SDL_DISABLE);
    take_events(window, NULL);
    window_show(window);
    return OK;
}

void window_close(struct window *window)
{
    if (window->uplink.thread)
        uplink_close(&window->uplink);
    if (window->mine)
        window->face->close(window->mine);
    draw_close(window->draw);
    SDL_Quit();
}

/* What fingers did before this screen could be seen has come by now, and waits behind it. */
static void drop_early(struct window *window)
{
    if (!window->touch.unseen)
        return;
    SDL_PumpEvents();
    SDL_FlushEvents(SDL_FINGERDOWN, SDL_FINGERMOTION);
    touch_seen(&window->touch);
}

void window_show(struct window *window)
{
    struct plan *shown = &window->plans[window->shown], *wanted = &window->plans[!window->shown];
    plan_clear(wanted);
    touch_mark(&window->touch, wanted, clock_ms());
    window->face->lay(window->mine, wanted);
    plan_changes(shown, wanted, window->draw);
    probe_turn(&window->probe, wanted);
    draw_flush(window->draw, plan_paint, wanted);
    window->shown = !window->shown;
    plan_clear(shown);
    drop_early(window);
    probe_show(&window->probe, wanted);
    if (window->face->shown)
        window->face->shown(window->mine, wanted);
}

/* True when the page looks different now. */
static bool drag(struct window *window, SDL_FingerID id, int x, int y, bool first)
{
    const char *held = touch_held(&window->touch, id);
    return *held && window->face->drag && window->face->drag(window->mine, held, x, y, first);
}

static bool finger_event(struct window *window, const SDL_TouchFingerEvent *finger)
{
    const struct plan *plan = &window->plans[window->shown];
    double right = (double)finger->x, below = (double)finger->y;
    panel_touch(&window->panel, &right, &below);
    int x = (int)floor(right * plan->draw->width), y = (int)floor(below * plan->draw->height);
    int64_t now = clock_ms();
    char target[TARGET_ID];
    if (finger->type == SDL_FINGERMOTION) {
        bool moved = touch_move(&window->touch, plan, finger->fingerId, x, y);
        return drag(window, finger->fingerId, x, y, false) || moved;
    }
    if (finger->type == SDL_FINGERDOWN) {
        const char *id = touch_down(&window->touch, plan, finger->fingerId, x, y, now);
        if (window->face->touched)
            window->face->touched(window->mine, id);
        drag(window, finger->fingerId, x, y, true);
        return true;
    }
    while (touch_up(&window->touch, plan, finger->fingerId, x, y, now, target))
        window->face->tap(window->mine, target);
    explicit_bzero(target, sizeof target);
    return true;
}

static bool news_event(struct window *window, const SDL_UserEvent *news)
{
    struct packet *packet = news->data1;
    switch ((enum uplink_news)news->code) {
    case UPLINK_PACKET:
        window->face->packet(window->mine, packet);
        packet_free(packet);
        free(packet);
        break;
    case UPLINK_STANDING:
    case UPLINK_LOST:
        window->face->standing(window->mine, news->code == UPLINK_STANDING);
        break;
    case UPLINK_PROBE:
        probe_add(&window->probe, (int)(intptr_t)news->data2);
        break;
    }
    return true;
}

/* A display came back: it may have been another one meanwhile, and the window elsewhere. */
static void place_again(const struct window *window)
{
    struct panel panel;
    if (panel_read(&panel, window->site->settings, window->face->name, is_tall(window->face)) < 0)
        return;
    SDL_SetWindowPosition(window->draw->window, panel.window.x, panel.window.y);
    SDL_SetWindowSize(window->draw->window, panel.window.w, panel.window.h);
}

bool window_event(struct window *window, const SDL_Event *event)
{
    if (event->type == SDL_KEYDOWN && window->face->key) {
        window->face->key(window->mine, &event->key);
        return true;
    }
    if (event->type == SDL_FINGERDOWN || event->type == SDL_FINGERUP || event->type == SDL_FINGERMOTION)
        return finger_event(window, &event->tfinger);
    if (window->event && event->type == window->event)
        return news_event(window, &event->user);
    if (event->type == SDL_DISPLAYEVENT && event->display.event == SDL_DISPLAYEVENT_CONNECTED)
        place_again(window);
    if (event->type != SDL_WINDOWEVENT)
        return false;
    if (event->window.event == SDL_WINDOWEVENT_FOCUS_LOST && has_keypad(window) && !is_desk(window))
        SDL_SetWindowInputFocus(window->draw->window); /* another window opened; only here keys mean something */
    if (event->window.event == SDL_WINDOWEVENT_EXPOSED)
        draw_again(window->draw);
    if (event->window.event != SDL_WINDOWEVENT_SIZE_CHANGED)
        return false;
    window_resize(window, event->window.data1, event->window.data2);
    return true;
}

_Noreturn void window_run(struct window *window)
{
    for (bool changed = true;;) {
        int64_t now = clock_ms(), wait = window->face->due(window->mine, now);
        if (changed)
            window_show(window);
        turn_end();
        SDL_Event event;
        watchdog_turn(false);
        bool came = SDL_WaitEventTimeout(&event, (int)wait);
        watchdog_turn(true);
        changed = came && take_events(window, &event);
        changed |= clock_ms() >= now + wait;
    }
}

bool window_moves(const struct window *window)
{
    return !json_is_false(json_object_get(window->site->settings, "motion"));
}

int window_send(struct window *window, json_t *packet)
{
    return uplink_send(&window->uplink, packet);
}

void window_release(struct window *window)
{
    touch_forget(&window->touch);
}

void window_wipe(struct window *window)
{
    touch_forget(&window->touch);
    fonts_wipe(window->draw->fonts);
    malloc_trim(0); /* four megabytes of texts, between things that stay: the kernel gets the pages back */
}
